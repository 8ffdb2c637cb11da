import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import {
  deletePlannedRuns,
  endPlan,
  getPlan,
  insertPlan,
  insertPlannedRuns,
  setPlanReady,
} from "@/db/plans.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
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
    if (plan?.state === "making") {
      const built = buildPlan(JSON.parse(plan.request));
      if (!("plan" in built)) throw new Error(`Plan ${planId} cannot be made: ${built.refused}`);
      await deletePlannedRuns(tx, planId);
      await insertPlannedRuns(
        tx,
        built.plan.sessions.map(({ pace, ...session }) => ({
          ...session,
          id: uuidv7(),
          planId,
          userId: plan.userId,
          paceSlow: pace?.[0] ?? null,
          paceFast: pace?.[1] ?? null,
        })),
      );
      await setPlanReady(tx, planId);
      await bumpVersion(tx, plan.userId);
    }
    await step.done(tx);
  });
}

/** Follows it no more. */
export async function leavePlan(tx: Tx, userId: string, now: number): Promise<void> {
  if (!await endPlan(tx, userId, now)) throw new RefusedError("not_found");
  await bumpVersion(tx, userId);
}
