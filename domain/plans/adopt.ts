import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import {
  deletePlannedRuns,
  endPlan,
  getPlan,
  insertPlan,
  insertPlannedRuns,
  type PlanRow,
  setPlanFailed,
  setPlanReady,
} from "@/db/plans.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { Plan, Session } from "@/domain/training/plans/plan.ts";
import { buildPlan, type PlanRequest } from "@/domain/training/plans/build.ts";

export const PLAN_JOB = "plan.make";

/**
 * Follows a plan from now on, instead of the one before; its sessions are made by a job. A speed that was read from runs
 * has to stay out of the request: runs may have to be gone one day, with all that was told from them.
 */
export async function adoptPlan(
  tx: Tx,
  userId: string,
  request: PlanRequest,
  now: number,
): Promise<void> {
  const built = buildPlan(request);
  if (!("plan" in built)) throw new RefusedError("plan_refused");
  const { goal, raceDate, startDate, weeks } = built.plan;
  await endPlan(tx, userId, now);
  const id = uuidv7();
  await insertPlan(tx, {
    ...{ id, userId, goal, raceDate, startDate, weeks, mode: built.mode, createdAt: now },
    ...{ weekdays: request.weekdays, level: request.level, vdot: request.vdot },
    state: "making",
    request: JSON.stringify(request),
  });
  const payload = { v: 1, planId: id };
  await insertJob(tx, {
    kind: PLAN_JOB,
    payload,
    userId,
    uniqueKey: `${PLAN_JOB}:${id}`,
    runAt: now,
  }, now);
  await bumpVersion(tx, userId);
}

/** Makes the sessions of a plan: the same ones, however often it runs. */
export async function makeSessions(
  db: Db,
  planId: string,
  step: { done(tx: Tx): Promise<void> },
): Promise<void> {
  await db.transaction(async (tx) => {
    const plan = await getPlan(tx, planId);
    if (plan && plan.state !== "ready") {
      const built = buildPlan(JSON.parse(plan.request));
      if (!("plan" in built)) throw new Error(`Plan ${planId} cannot be made: ${built.refused}`);
      await deletePlannedRuns(tx, planId);
      await insertPlannedRuns(tx, rowsOf(built.plan.sessions, plan));
      await setPlanReady(tx, planId);
      await bumpVersion(tx, plan.userId);
    }
    await step.done(tx);
  });
}

function rowsOf(
  sessions: Session[],
  { id: planId, userId, createdAt: updatedAt }: Pick<PlanRow, "id" | "userId" | "createdAt">,
) {
  return sessions.map(({ pace, ...session }) => ({
    ...{ ...session, id: uuidv7(), planId, userId, updatedAt },
    paceSlow: pace?.[0] ?? null,
    paceFast: pace?.[1] ?? null,
  }));
}

/** Follows a plan that the runner brought along, instead of the one before: its runs are there at once. */
export async function adoptOwnPlan(
  tx: Tx,
  userId: string,
  plan: Plan,
  { today, now }: { today: string; now: number },
): Promise<void> {
  const { goal, raceDate, startDate, weeks, sessions } = plan;
  if (sessions.every(({ date }) => date < today)) throw new RefusedError("plan_over");
  await endPlan(tx, userId, now);
  const row = {
    ...{ id: uuidv7(), userId, goal, raceDate, startDate, weeks, createdAt: now },
    ...{ mode: "own" as const, state: "ready" as const, request: "" },
    ...{ weekdays: null, level: null, vdot: null },
  };
  await insertPlan(tx, row);
  await insertPlannedRuns(tx, rowsOf(sessions, row));
  await bumpVersion(tx, userId);
}

/** Its making was given up: the page says so, and whoever tries the job again makes it after all. */
export async function failPlan(tx: Tx, planId: string): Promise<void> {
  const plan = await getPlan(tx, planId);
  if (plan?.state !== "making") return;
  await setPlanFailed(tx, planId);
  await bumpVersion(tx, plan.userId);
}

/** Follows it no more. */
export async function leavePlan(tx: Tx, userId: string, now: number): Promise<void> {
  if (!await endPlan(tx, userId, now)) throw new RefusedError("not_found");
  await bumpVersion(tx, userId);
}
