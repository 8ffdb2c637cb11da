import type { Db, Tx } from "@/db/client.ts";
import {
  getFollowedPlan,
  getLastPlanChange,
  getLastReplan,
  listPlannedRuns,
  type PlannedRun,
  type PlanRow,
} from "@/db/plans.ts";
import { listShapedRuns, type RaceRun } from "@/db/race_runs.ts";
import { bestPerformance } from "@/domain/races/forecast.ts";
import { linkedRun } from "@/domain/races/result.ts";
import { compareRun, LINK_DAYS, type Match, matchRuns } from "@/domain/training/plans/match.ts";
import { paceOf } from "@/domain/training/plans/session_pace.ts";
import { vdotOf } from "@/domain/training/vdot.ts";
import { addDays } from "@/domain/training/weeks.ts";

type PlanRun = RaceRun & { fastShare: number | null };

export interface ScheduledRun extends PlannedRun {
  /** The run that it was, with why: undefined while there is none. */
  done?: { run: PlanRun; match: Match; byHand: boolean };
}

export interface Schedule {
  plan: PlanRow;
  runs: ScheduledRun[];
  /** As they are kept: without what is told from runs. */
  stored: PlannedRun[];
  /** What results and runs say today; null where nothing is known. */
  vdot: number | null;
  /** All that was run from some days before the plan to some after it, the latest first. */
  ran: PlanRun[];
  mayUndo: boolean;
  /** When the plan was last adapted, in ms. */
  adaptedAt: number | undefined;
}

/** The plan that a runner follows, each run of it with what was run; undefined where there is none. */
export async function readSchedule(
  db: Db | Tx,
  userId: string,
  today: string,
): Promise<Schedule | undefined> {
  const plan = await getFollowedPlan(db, userId);
  if (!plan) return undefined;
  const planned = await listPlannedRuns(db, plan.id);
  const ran = await listShapedRuns(db, userId, {
    from: addDays(plan.startDate, -LINK_DAYS),
    to: addDays(plan.startDate, 7 * plan.weeks - 1 + LINK_DAYS),
    minMeters: 0,
  });
  const best = await bestPerformance(db, userId, today);
  const vdot = best ? vdotOf(best.meters, best.seconds) ?? null : null;
  const done = doneOf(planned, ran);
  const runs = planned.map((run) => ({
    ...withPace(run, plan.goal, vdot),
    done: done.get(run.id),
  }));
  const mayUndo = await getLastPlanChange(db, plan.id) !== undefined;
  const adaptedAt = await getLastReplan(db, plan.id);
  return { plan, runs, stored: planned, vdot, ran, mayUndo, adaptedAt };
}

/** What the runner said comes first; among the rest each run finds its session. */
function doneOf(planned: PlannedRun[], ran: PlanRun[]): Map<string, ScheduledRun["done"]> {
  const byHand = planned.flatMap((session) => {
    const run = session.isMatchedByHand ? linkedRun(session, ran) : undefined;
    return run ? [{ session, run }] : [];
  });
  const taken = new Set(byHand.map(({ run }) => run.id));
  const free = planned.filter(({ isMatchedByHand }) => !isMatchedByHand);
  const matches = [false, true].flatMap((skipped) => {
    // What was left out is only looked at for what is left over.
    const found = matchRuns(
      free.filter(({ isSkipped }) => isSkipped === skipped),
      ran.filter(({ id }) => !taken.has(id)),
    );
    for (const { runId } of found) taken.add(runId);
    return found;
  });
  const byId = new Map(ran.map((run) => [run.id, run]));
  const found: [string, ScheduledRun["done"]][] = matches.flatMap((match) => {
    const run = byId.get(match.runId);
    return run ? [[match.plannedId, { run, match, byHand: false }]] : [];
  });
  for (const { session, run } of byHand) {
    found.push([session.id, { run, match: compareRun(session, run), byHand: true }]);
  }
  return new Map(found);
}

/** Of what the runner's results and runs say today, unless a time was typed in for the plan. */
function withPace(run: PlannedRun, goal: PlanRow["goal"], vdot: number | null): PlannedRun {
  if (run.paceSlow !== null) return run;
  const [paceSlow, paceFast] = paceOf(run.kind, { goal, vdot }) ?? [null, null];
  return { ...run, paceSlow, paceFast };
}
