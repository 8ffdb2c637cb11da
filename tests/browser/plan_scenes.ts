import { eq } from "drizzle-orm";
import { plannedRuns, plans } from "@/db/schema/plans.ts";
import { upsertRuns } from "@/db/runs.ts";
import { en } from "@/locales/en/mod.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { givePlan, OWN_PLAN, PLAN_FORM } from "@/tests/support/plans.ts";
import { newRunner } from "@/tests/support/runner.ts";
import type { WebApp } from "@/tests/support/web.ts";
import type { Scene } from "./scenes.ts";

const PLAN =
  "/plans?goal=half&raceDate=2026-09-13&level=intermediate&weekly=25&longest=9&bestDistance=10k&bestTime=45:00&d2=1&d4=1&d6=1&d0=1";
const REPLAN = "/plan/replan?what=race_moved&raceDate=";

/** Somebody in the second week of their plan, with a run of each outcome. */
async function follower(app: WebApp) {
  const { visitor, email } = await newRunner(app);
  const userId = await userIdOf(app, email);
  await visitor.post("/plan", { ...PLAN_FORM, raceDate: "2026-07-19" });
  await app.drain();
  // The plan began before today, as if two weeks had gone by.
  await app.db.run("update plans set start_date = date(start_date, '-14 days')");
  await app.db.run("update planned_runs set date = date(date, '-14 days') where kind <> 'race'");
  const runs = await app.db.select().from(plannedRuns).where(eq(plannedRuns.userId, userId))
    .orderBy(plannedRuns.date).limit(8);
  const [first, second, third, ...rest] = runs;
  const done = [
    newRun(userId, { localDate: first.date, distanceMeters: 1.04 * first.meters }),
    newRun(userId, { localDate: second.date, distanceMeters: 0.8 * second.meters }),
  ];
  await app.db.transaction((tx) => upsertRuns(tx, done));
  await visitor.post(`/plan/runs/${third.id}`, { what: "skip" });
  const { id } = rest[2];
  await visitor.post(`/plan/runs/${id}`, { what: "note", [`note-${id}`]: "With the club, at six" });
  await visitor.post("/plan/calendar", { instead: "0", withDone: "1" });
  return visitor;
}

/** Somebody whose plan could not be made. */
async function unlucky(app: WebApp) {
  const { visitor, email } = await newRunner(app);
  await givePlan(app, await userIdOf(app, email));
  const userId = await userIdOf(app, email);
  await app.db.update(plans).set({ state: "failed" }).where(eq(plans.userId, userId));
  return visitor;
}

/** The pages of plans in each of their states. */
export async function planScenes(app: WebApp): Promise<Scene[]> {
  const { visitor: fresh } = await newRunner(app);
  const { visitor } = await newRunner(app);
  const followed = await follower(app);
  const [{ id }] = await app.db.select().from(plannedRuns).orderBy(plannedRuns.date).limit(1);
  return [
    { name: "dashboard-plan", path: "/", visitor: followed },
    { name: "plan-none", path: "/plan", visitor: fresh },
    { name: "plan-followed", path: "/plan?done=changed", visitor: followed },
    {
      name: "plan-replan",
      path: "/plan/replan?what=travel&from=2026-05-06&to=2026-05-10",
      visitor: followed,
    },
    { name: "plan-replan-moved", path: `${REPLAN}2026-07-05`, visitor: followed },
    { name: "plan-replan-refused", path: `${REPLAN}2026-05-01`, visitor: followed },
    { name: "plan-replan-errors", path: REPLAN, visitor: followed, status: 422 },
    { name: "plan-run", path: `/plan/runs/${id}`, visitor: followed },
    { name: "plan-failed", path: "/plan", visitor: await unlucky(app) },
    {
      name: "plan-own-checked",
      path: "/plans",
      visitor,
      act: async (page) => {
        await page.locator("textarea").fill(OWN_PLAN);
        await page.getByRole("button", { name: en.plans.check.own.submit }).click();
        await page.getByRole("button", { name: en.plans.schedule.follow }).waitFor();
      },
    },
    { name: "plan-calendar", path: "/plan/calendar", visitor: fresh },
    {
      name: "plan-calendar-made",
      path: "/plan/calendar",
      visitor,
      act: async (page) => {
        await page.getByRole("button", { name: en.feed.make }).click();
        await page.getByText(en.feed.newTitle).waitFor();
      },
    },
    { name: "plan-calendar-there", path: "/plan/calendar?done=made", visitor: followed },
    { name: "plans", path: "/plans", visitor },
    { name: "plan-made", path: PLAN, visitor },
    { name: "plan-too-far", path: PLAN.replace("2026-09", "2026-06"), visitor: fresh },
    { name: "plan-errors", path: PLAN.replace("45:00", "soon"), visitor, status: 422 },
    {
      name: "plan-checked",
      path: "/plans",
      visitor,
      act: async (page) => {
        await page.locator("textarea").fill("format: runnerly-plan/1\nweeks: many");
        await page.getByRole("button", { name: en.plans.check.own.submit }).click();
        await page.getByText(en.plans.check.own.problems).waitFor();
      },
      status: 422,
    },
  ];
}
