import { and, count, eq, inArray, isNull, lt, min } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { stravaEvents } from "@/db/schema/strava.ts";

type StravaEvent = typeof stravaEvents.$inferSelect;

/** False when it was heard before. */
export async function insertEvent(tx: Tx, event: StravaEvent): Promise<boolean> {
  const rows = await tx.insert(stravaEvents).values(event).onConflictDoNothing()
    .returning({ id: stravaEvents.id });
  return rows.length === 1;
}

/** What was said of an object and not looked at yet. */
export async function listNewEvents(
  db: Db | Tx,
  userId: string,
  objectId: string,
): Promise<Pick<StravaEvent, "id" | "aspect">[]> {
  return await db.select({ id: stravaEvents.id, aspect: stravaEvents.aspect }).from(stravaEvents)
    .where(unheard(userId, objectId));
}

export async function countNewEvents(tx: Tx, userId: string, objectId: string): Promise<number> {
  return await tx.$count(stravaEvents, unheard(userId, objectId));
}

export async function handleEvents(tx: Tx, ids: string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(stravaEvents).set({ handledAt: now }).where(inArray(stravaEvents.id, ids));
}

/** How many things were said of a runner's activities that nobody has looked at. */
export async function countUnhandled(db: Db, userId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(stravaEvents)
    .where(and(eq(stravaEvents.userId, userId), isNull(stravaEvents.handledAt)));
  return row.n;
}

/** The same for everybody, and since when the oldest of them waits. */
export async function countAllUnhandled(db: Db): Promise<{ n: number; since: number | null }> {
  const [row] = await db.select({ n: count(), since: min(stravaEvents.receivedAt) })
    .from(stravaEvents).where(isNull(stravaEvents.handledAt));
  return row;
}

/** Which activities something was said of that nobody has looked at. */
export async function listUnheardActivities(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.selectDistinct({ objectId: stravaEvents.objectId }).from(stravaEvents)
    .where(
      and(
        eq(stravaEvents.userId, userId),
        eq(stravaEvents.object, "activity"),
        isNull(stravaEvents.handledAt),
      ),
    ).limit(5_000);
  return rows.map(({ objectId }) => objectId);
}

export async function deleteHandledEvents(db: Db, before: number): Promise<void> {
  await db.delete(stravaEvents).where(lt(stravaEvents.handledAt, before));
}

export async function deleteEventsOf(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.delete(stravaEvents).where(eq(stravaEvents.userId, userId))
    .returning({ id: stravaEvents.id });
  return rows.length;
}

function unheard(userId: string, objectId: string) {
  return and(
    eq(stravaEvents.userId, userId),
    eq(stravaEvents.objectId, objectId),
    isNull(stravaEvents.handledAt),
  );
}
