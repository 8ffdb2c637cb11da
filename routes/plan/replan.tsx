import { Hono } from "hono";
import { ReplanPage } from "@/components/plans/ReplanPage.tsx";
import { RefusedError } from "@/domain/errors.ts";
import { acceptReplan, proposeReplan } from "@/domain/plans/replan.ts";
import { readSchedule } from "@/domain/plans/schedule.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { readReplanQuery } from "@/http/replan_query.ts";
import { shownReplan } from "@/http/shown_replan.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

/** Proposes what a mishap changes of the plan; the answer has an address, and changes nothing. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, now }, runner, locale, t } = c.var;
  const today = localDate(now(), runner.timeZone);
  const { values, mishap, problem } = readReplanQuery(c.req.query(), today);
  const schedule = await readSchedule(db, runner.id, today);
  if (schedule?.plan.state !== "ready") throw new RefusedError("not_found");
  const proposal = mishap && await proposeReplan(db, runner.id, { mishap, today });
  return renderPage(
    c,
    { title: t.replan.title, status: problem ? 422 : 200 },
    <ReplanPage
      {...{ values, problem, today }}
      answer={proposal && shownReplan(proposal, today)}
      messages={t}
      format={formatFor(locale, runner.units)}
    />,
  );
}).post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  const body = await c.req.parseBody().catch(() => ({}));
  const today = localDate(now(), runner.timeZone);
  const { mishap } = readReplanQuery(body, today);
  const print = "print" in body ? String(body.print) : "";
  await db.transaction((tx) => acceptReplan(tx, runner.id, { mishap, print, today, now: now() }));
  return c.redirect("/plan?done=replanned", 303);
});
