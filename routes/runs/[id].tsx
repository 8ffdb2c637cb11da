import { Hono } from "hono";
import { RunPage } from "@/components/RunPage.tsx";
import { getRun } from "@/db/runs.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t } = c.var;
  const run = await getRun(deps.db, runner.id, idParam(c));
  if (!run) throw new RefusedError("not_found");
  const format = formatFor(locale, runner.units);
  return renderPage(
    c,
    { title: run.title || t.runs.untitled },
    <RunPage run={run} t={t.runs} format={format} timeZone={runner.timeZone} />,
  );
});
