import { and, eq, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { tombstones } from "@/db/schema/strava.ts";

type Source = typeof tombstones.$inferSelect["source"];

/** Of these external ids, the ones that were found gone, with when. */
export async function listTombstones(
  tx: Tx,
  userId: string,
  source: Source,
  externalIds: string[],
): Promise<Map<string, number>> {
  if (externalIds.length === 0) return new Map();
  const rows = await tx.select({ id: tombstones.externalId, goneAt: tombstones.goneAt })
    .from(tombstones).where(theirs(userId, source, externalIds));
  return new Map(rows.map(({ id, goneAt }) => [id, goneAt]));
}

export async function insertTombstone(
  tx: Tx,
  tombstone: typeof tombstones.$inferSelect,
): Promise<void> {
  await tx.insert(tombstones).values(tombstone).onConflictDoUpdate({
    target: [tombstones.userId, tombstones.source, tombstones.externalId],
    set: { goneAt: tombstone.goneAt },
  });
}

export async function deleteTombstones(
  tx: Tx,
  userId: string,
  source: Source,
  externalIds: string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await tx.delete(tombstones).where(theirs(userId, source, externalIds));
}

/** After so long no answer that was under way can bring a run back. */
export async function deleteOldTombstones(db: Db, before: number): Promise<void> {
  await db.delete(tombstones).where(lt(tombstones.goneAt, before));
}

export async function deleteTombstonesOf(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.delete(tombstones).where(eq(tombstones.userId, userId))
    .returning({ id: tombstones.externalId });
  return rows.length;
}

function theirs(userId: string, source: Source, externalIds: string[]) {
  return and(
    eq(tombstones.userId, userId),
    eq(tombstones.source, source),
    sql`${tombstones.externalId} in (select value from json_each(${JSON.stringify(externalIds)}))`,
  );
}
