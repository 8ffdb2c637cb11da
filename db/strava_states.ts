import { and, eq, isNull, lt } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { stravaStates } from "@/db/schema/strava.ts";

type StravaState = typeof stravaStates.$inferSelect;

export async function insertStravaState(db: Db, state: Omit<StravaState, "usedAt">): Promise<void> {
  await db.insert(stravaStates).values(state);
}

export async function getStravaState(db: Db, stateHash: string): Promise<StravaState | undefined> {
  return await db.select().from(stravaStates).where(eq(stravaStates.stateHash, stateHash)).get();
}

/** True once: a state is good for a single callback. */
export async function useStravaState(db: Db, stateHash: string, now: number): Promise<boolean> {
  const rows = await db.update(stravaStates).set({ usedAt: now })
    .where(and(eq(stravaStates.stateHash, stateHash), isNull(stravaStates.usedAt)))
    .returning({ stateHash: stravaStates.stateHash });
  return rows.length === 1;
}

/** Says how many rows went. */
export async function deleteStravaStates(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.delete(stravaStates).where(eq(stravaStates.userId, userId))
    .returning({ stateHash: stravaStates.stateHash });
  return rows.length;
}

export async function deleteExpiredStravaStates(db: Db, now: number): Promise<void> {
  await db.delete(stravaStates).where(lt(stravaStates.expiresAt, now));
}
