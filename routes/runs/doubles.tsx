import { Hono } from "hono";
import { z } from "zod";
import { DoublesPage } from "@/components/DoublesPage.tsx";
import { listPairs } from "@/db/run_pairs.ts";
import { RefusedError } from "@/domain/errors.ts";
import { CHOICES, decidePair } from "@/domain/runs/pairs.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const choiceForm = z.object({ first: z.uuid(), second: z.uuid(), choice: z.enum(CHOICES) });

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db }, runner, locale, t } = c.var;
  return renderPage(
    c,
    { title: t.doubles.title },
    <DoublesPage
      open={await listPairs(db, runner.id, "open")}
      decided={await listPairs(db, runner.id, "decided")}
      messages={t}
      format={formatFor(locale, runner.units)}
    />,
  );
}).post("/", async (c) => {
  const { deps: { db }, runner } = c.var;
  const form = choiceForm.safeParse(await c.req.parseBody().catch(() => null));
  if (!form.success) throw new RefusedError("bad_form");
  const { first: firstId, second: secondId, choice } = form.data;
  await db.transaction((tx) => decidePair(tx, runner.id, { firstId, secondId, choice }));
  return c.redirect("/runs/doubles", 303);
});
