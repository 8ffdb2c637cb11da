import { and, count, eq, isNull, lt, min, sql } from "drizzle-orm";
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
export interface Heard {
  count: number;
  /** How many of them say that it was deleted. */
  deletions: number;
  /** The last that was written down; 0 when there is none. */
  last: number;
}

export async function sumNewEvents(
  db: Db | Tx,
  userId: string,
  objectId: string,
): Promise<Heard> {
  const [heard] = await db.select({
    count: count(),
    deletions: sql<number>`coalesce(sum(${stravaEvents.aspect} = 'delete'), 0)`,
    // Ids tell the time of one process; rows are numbered as they come, whoever writes them.
    last: sql<number>`coalesce(max(rowid), 0)`,
  }).from(stravaEvents).where(unheard(userId, objectId));
  return heard;
}

/** Notes that what was said of an object, up to the last of it that was known, was looked into. */
export async function handleEvents(
  tx: Tx,
  userId: string,
  { objectId, upTo, now }: { objectId: string; upTo: number; now: number },
): Promise<void> {
  await tx.update(stravaEvents).set({ handledAt: now })
    .where(and(unheard(userId, objectId), sql`rowid <= ${upTo}`));
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

/** Also what nobody could look into: connecting again reads everything. */
export async function deleteOldEvents(db: Db, before: number): Promise<void> {
  await db.delete(stravaEvents).where(lt(stravaEvents.receivedAt, before));
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
