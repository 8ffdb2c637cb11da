import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import {
  deletePlanChange,
  getFollowedPlan,
  getLastPlanChange,
  insertPlanChange,
  insertPlannedRuns,
  listPlannedRuns,
  type PlannedRun,
  type PlanRow,
  removePlannedRuns,
  updatePlan,
  updatePlannedRun,
} from "@/db/plans.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { addDays } from "@/domain/training/weeks.ts";

export type Change =
  /** To another day of the plan; what stands there comes here. */
  | { kind: "move"; date: string }
  | { kind: "skip" | "keep" }
  | { kind: "note"; note: string | null };

/** Changes a run of the plan that is followed; the race stays on its day. What could not be read is refused once it is known whose it is. */
export async function changePlan(
  tx: Tx,
  userId: string,
  runId: string,
  { change, now }: { change: Change | undefined; now: number },
): Promise<void> {
  const plan = await requirePlan(tx, userId);
  const runs = await listPlannedRuns(tx, plan.id);
  const run = runs.find(({ id }) => id === runId);
  if (!run) throw new RefusedError("not_found");
  if (!change) throw new RefusedError("bad_form");
  const changed = applied(plan, runs, run, change);
  if (changed.length === 0) return;
  const ids = changed.map(({ id }) => id);
  const before = runs.filter(({ id }) => ids.includes(id)).map(stateOf);
  await insertPlanChange(tx, { id: uuidv7(), planId: plan.id, userId, before, madeAt: now });
  for (const each of changed) await updatePlannedRun(tx, stateOf(each), now);
  await bumpVersion(tx, userId);
}

/** Takes the last change back, and then the one before it. */
export async function undoChange(tx: Tx, userId: string, now: number): Promise<void> {
  const plan = await requirePlan(tx, userId);
  const last = await getLastPlanChange(tx, plan.id);
  if (!last) throw new RefusedError("not_found");
  await removePlannedRuns(tx, last.added);
  // What comes back must be later for a calendar than what it had.
  const removed = last.removed.map((run) => ({
    ...run,
    revision: run.revision + 1,
    updatedAt: now,
  }));
  await insertPlannedRuns(tx, removed);
  for (const before of last.before) await updatePlannedRun(tx, before, now);
  if (last.planBefore) await updatePlan(tx, plan.id, last.planBefore);
  await deletePlanChange(tx, last.id);
  await bumpVersion(tx, userId);
}

export async function requirePlan(tx: Tx, userId: string): Promise<PlanRow> {
  const plan = await getFollowedPlan(tx, userId);
  if (!plan) throw new RefusedError("not_found");
  return plan;
}

/** The runs that a change touches, as they are after it. */
function applied(
  plan: PlanRow,
  runs: PlannedRun[],
  run: PlannedRun,
  change: Change,
): PlannedRun[] {
  if (change.kind === "note") {
    return run.note === change.note ? [] : [{ ...run, note: change.note }];
  }
  if (change.kind !== "move") {
    const isSkipped = change.kind === "skip";
    return run.isSkipped === isSkipped ? [] : [{ ...run, isSkipped }];
  }
  const last = addDays(plan.startDate, 7 * plan.weeks - 1);
  const there = runs.filter(({ date }) => date === change.date);
  const isOutside = change.date < plan.startDate || change.date > last;
  if (isOutside || [run, ...there].some(({ kind }) => kind === "race")) {
    throw new RefusedError("plan_day_taken");
  }
  if (change.date === run.date) return [];
  return [{ ...run, date: change.date }, ...there.map((each) => ({ ...each, date: run.date }))];
}

function stateOf({ id, date, isSkipped, note }: PlannedRun) {
  return { id, date, isSkipped, note };
}
