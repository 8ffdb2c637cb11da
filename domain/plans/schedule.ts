import type { Db } from "@/db/client.ts";
import {
  getFollowedPlan,
  getLastPlanChange,
  listPlannedRuns,
  type PlannedRun,
  type PlanRow,
} from "@/db/plans.ts";
import { listRaceRuns, type RaceRun } from "@/db/race_runs.ts";
import { bestPerformance } from "@/domain/races/forecast.ts";
import { type Match, matchRuns } from "@/domain/training/plans/match.ts";
import { paceOf } from "@/domain/training/plans/session_pace.ts";
import { vdotOf } from "@/domain/training/vdot.ts";
import { addDays } from "@/domain/training/weeks.ts";

interface ScheduledRun extends PlannedRun {
  /** The run that it was, with why: undefined while there is none. */
  done?: { run: RaceRun; match: Match };
}

interface Schedule {
  plan: PlanRow;
  runs: ScheduledRun[];
  mayUndo: boolean;
}

/** The plan that a runner follows, each run of it with what was run; undefined where there is none. */
export async function readSchedule(
  db: Db,
  userId: string,
  today: string,
): Promise<Schedule | undefined> {
  const plan = await getFollowedPlan(db, userId);
  if (!plan) return undefined;
  const planned = await listPlannedRuns(db, plan.id);
  const span = {
    from: addDays(plan.startDate, -1),
    to: addDays(plan.startDate, 7 * plan.weeks),
    minMeters: 0,
  };
  const done = await listRaceRuns(db, userId, span);
  const byPlanned = new Map(matchRuns(planned, done).map((match) => [match.plannedId, match]));
  const byId = new Map(done.map((run) => [run.id, run]));
  const best = await bestPerformance(db, userId, today);
  const vdot = best ? vdotOf(best.meters, best.seconds) ?? null : null;
  const runs = planned.map((given): ScheduledRun => {
    const run = withPace(given, plan.goal, vdot);
    const match = byPlanned.get(run.id);
    const ran = match && byId.get(match.runId);
    return match && ran ? { ...run, done: { run: ran, match } } : run;
  });
  return { plan, runs, mayUndo: await getLastPlanChange(db, plan.id) !== undefined };
}

/** Of what the runner's results and runs say today, unless a time was typed in for the plan. */
function withPace(run: PlannedRun, goal: PlanRow["goal"], vdot: number | null): PlannedRun {
  if (run.paceSlow !== null) return run;
  const [paceSlow, paceFast] = paceOf(run.kind, { goal, vdot }) ?? [null, null];
  return { ...run, paceSlow, paceFast };
}
