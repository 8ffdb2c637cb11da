import { Hono } from "hono";
import { SchedulePage } from "@/components/plans/SchedulePage.tsx";
import { adoptPlan } from "@/domain/plans/adopt.ts";
import { RefusedError } from "@/domain/errors.ts";
import { readSchedule } from "@/domain/plans/schedule.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { planFormOf } from "@/http/plan_page.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, now }, runner, locale, t: { plans: t, replan, feed } } = c.var;
  const { changed, replanned, undone, ended } = t.schedule;
  const today = localDate(now(), runner.timeZone);
  const notices: Record<string, string> = { changed, replanned, undone, ended };
  const schedule = await readSchedule(db, runner.id, today);
  // The job takes a moment, and a page without a script can look again as well.
  if (schedule?.plan.state === "making") c.header("refresh", "2");
  return renderPage(
    c,
    { title: t.schedule.title },
    <SchedulePage
      schedule={schedule}
      today={today}
      notice={notices[c.req.query("done") ?? ""]}
      t={t}
      replan={replan}
      feed={feed}
      format={formatFor(locale, runner.units)}
    />,
  );
}).post("/", async (c) => {
  const { deps, runner } = c.var;
  const { keepable } = await planFormOf(c);
  if (!keepable) throw new RefusedError("bad_form");
  await deps.db.transaction((tx) => adoptPlan(tx, runner.id, keepable, deps.now()));
  deps.ring();
  return c.redirect("/plan", 303);
});
