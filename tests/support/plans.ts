import { strictEqual } from "node:assert/strict";
import { getFollowedPlan, listPlannedRuns } from "@/db/plans.ts";
import { adoptPlan, makeSessions } from "@/domain/plans/adopt.ts";
import type { TestApp } from "./app.ts";
import type { Visitor } from "./visitor.ts";

/** What the page of plans asks; a half marathon in 19 weeks of the tests' today. */
export const PLAN_FORM = {
  ...{ goal: "half", raceDate: "2026-09-13", level: "intermediate", weekly: "25", longest: "9" },
  ...{ bestDistance: "10k", bestTime: "45:00", d2: "1", d4: "1", d6: "1", d0: "1" },
};

/** A plan of somebody's own: two weeks from the tests' today, one run of them set in minutes. */
export const OWN_PLAN = `
format: runnerly-plan/1
goal: 10k
raceDate: 2026-05-17
startDate: 2026-05-04
weeks: 2
sessions:
  - { date: 2026-05-05, kind: easy, minutes: 45 }
  - { date: 2026-05-07, kind: tempo, meters: 8000, fastMeters: 4000, pace: [280, 270] }
  - { date: 2026-05-10, kind: long, meters: 12000 }
  - { date: 2026-05-13, kind: easy, meters: 5000 }
  - { date: 2026-05-17, kind: race, meters: 10000, fastMeters: 10000 }
`;

/** Follows a plan, whose sessions are made. */
export async function followPlan(app: TestApp, visitor: Visitor): Promise<void> {
  strictEqual((await visitor.post("/plan", PLAN_FORM)).location, "/plan");
  await app.drain();
}

/** The same without a browser; answers the ids of its runs, by date. */
export async function givePlan({ db, clock }: TestApp, userId: string): Promise<string[]> {
  const request = {
    ...{
      goal: "half" as const,
      raceDate: "2026-09-13",
      today: "2026-05-04",
      weekdays: [0, 2, 4, 6],
    },
    ...{ level: "intermediate" as const, weeklyMeters: 25_000, longestMeters: 9_000, vdot: 45 },
  };
  await db.transaction((tx) => adoptPlan(tx, userId, request, clock.now()));
  const plan = await getFollowedPlan(db, userId);
  if (!plan) throw new Error("There is no plan");
  await makeSessions(db, plan.id, { done: () => Promise.resolve() });
  return (await listPlannedRuns(db, plan.id)).map(({ id }) => id);
}
