import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import {
  type PlanBefore,
  planChanges,
  plannedRuns,
  plans,
  type RunBefore,
} from "@/db/schema/plans.ts";

export type PlanRow = typeof plans.$inferSelect;
export type PlannedRun = typeof plannedRuns.$inferSelect;

export async function insertPlan(tx: Tx, plan: Omit<PlanRow, "endedAt">): Promise<void> {
  await tx.insert(plans).values(plan);
}

/** The plan that a runner follows; undefined where there is none. */
export async function getFollowedPlan(db: Db | Tx, userId: string): Promise<PlanRow | undefined> {
  return await db.select().from(plans).where(and(eq(plans.userId, userId), isNull(plans.endedAt)))
    .get();
}

export async function getPlan(db: Db | Tx, id: string): Promise<PlanRow | undefined> {
  return await db.select().from(plans).where(eq(plans.id, id)).get();
}

/** What it was made from is needed no more, and some of it may have been read from runs: it goes. */
export async function setPlanReady(tx: Tx, id: string): Promise<void> {
  await tx.update(plans).set({ state: "ready", request: "" }).where(eq(plans.id, id));
}

export async function setPlanFailed(tx: Tx, id: string): Promise<void> {
  await tx.update(plans).set({ state: "failed" }).where(eq(plans.id, id));
}

/** False where none is followed. */
export async function endPlan(tx: Tx, userId: string, now: number): Promise<boolean> {
  const rows = await tx.update(plans).set({ endedAt: now })
    .where(and(eq(plans.userId, userId), isNull(plans.endedAt))).returning({ id: plans.id });
  return rows.length > 0;
}

export async function insertPlannedRuns(
  tx: Tx,
  rows: (typeof plannedRuns.$inferInsert)[],
): Promise<void> {
  // SQLite takes so many values at once, and no more.
  for (let i = 0; i < rows.length; i += 50) {
    await tx.insert(plannedRuns).values(rows.slice(i, i + 50));
  }
}

export async function deletePlannedRuns(tx: Tx, planId: string): Promise<void> {
  await tx.delete(plannedRuns).where(eq(plannedRuns.planId, planId));
}

/** All of a plan, by date: a file has 500 at most, and a race that moves may add those of 60 weeks. */
export async function listPlannedRuns(db: Db | Tx, planId: string): Promise<PlannedRun[]> {
  return await db.select().from(plannedRuns).where(eq(plannedRuns.planId, planId))
    .orderBy(asc(plannedRuns.date), asc(plannedRuns.id)).limit(1000);
}

/** As it was or is to be; a calendar that has it takes the later revision. */
export async function updatePlannedRun(
  tx: Tx,
  { id, ...to }: RunBefore,
  now: number,
): Promise<void> {
  await tx.update(plannedRuns)
    .set({ ...to, revision: sql`${plannedRuns.revision} + 1`, updatedAt: now })
    .where(eq(plannedRuns.id, id));
}

export async function removePlannedRuns(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(plannedRuns).where(inArray(plannedRuns.id, ids));
}

type Link = Pick<PlannedRun, "isMatchedByHand" | "runSource" | "runHash">;

/** Says which run it was; it is the same planned run for calendars. */
export async function linkPlannedRun(tx: Tx, id: string, link: Link): Promise<void> {
  await tx.update(plannedRuns).set(link).where(eq(plannedRuns.id, id));
}

export async function updatePlan(tx: Tx, id: string, to: PlanBefore): Promise<void> {
  await tx.update(plans).set(to).where(eq(plans.id, id));
}

export async function insertPlanChange(
  tx: Tx,
  change: typeof planChanges.$inferInsert,
): Promise<void> {
  await tx.insert(planChanges).values(change);
}

export async function getLastPlanChange(
  db: Db | Tx,
  planId: string,
): Promise<typeof planChanges.$inferSelect | undefined> {
  return await db.select().from(planChanges)
    .where(eq(planChanges.planId, planId)).orderBy(desc(planChanges.id)).limit(1).get();
}

/** When the plan was last adapted to what happened, in ms; undefined where it never was. */
export async function getLastReplan(db: Db | Tx, planId: string): Promise<number | undefined> {
  const row = await db.select({ madeAt: planChanges.madeAt }).from(planChanges)
    .where(and(eq(planChanges.planId, planId), isNotNull(planChanges.planBefore)))
    .orderBy(desc(planChanges.id)).limit(1).get();
  return row?.madeAt;
}

export async function deletePlanChange(tx: Tx, id: string): Promise<void> {
  await tx.delete(planChanges).where(eq(planChanges.id, id));
}
