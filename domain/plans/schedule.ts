import type { Db } from "@/db/client.ts";
import {
  getFollowedPlan,
  getLastPlanChange,
  listPlannedRuns,
  type PlannedRun,
  type PlanRow,
} from "@/db/plans.ts";
import { listRaceRuns, type RaceRun } from "@/db/race_runs.ts";
import { type Match, matchRuns } from "@/domain/training/plans/match.ts";
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
export async function readSchedule(db: Db, userId: string): Promise<Schedule | undefined> {
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
  const runs = planned.map((run): ScheduledRun => {
    const match = byPlanned.get(run.id);
    const ran = match && byId.get(match.runId);
    return match && ran ? { ...run, done: { run: ran, match } } : run;
  });
  return { plan, runs, mayUndo: await getLastPlanChange(db, plan.id) !== undefined };
}
