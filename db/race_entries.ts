import { and, asc, desc, eq, gte, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { type Race, shownRace } from "@/db/races.ts";
import { users } from "@/db/schema/accounts.ts";
import { raceEntries, races } from "@/db/schema/races.ts";

export type RaceEntry = typeof raceEntries.$inferSelect;

export async function getEntry(
  db: Db | Tx,
  userId: string,
  raceId: string,
): Promise<RaceEntry | undefined> {
  return await db.select().from(raceEntries).where(isOf(userId, raceId)).get();
}

/** Instead of what was there before. */
export async function putEntry(tx: Tx, entry: RaceEntry): Promise<void> {
  const { userId: _, raceId: __, ...set } = entry;
  await tx.insert(raceEntries).values(entry)
    .onConflictDoUpdate({ target: [raceEntries.userId, raceEntries.raceId], set });
}

/** False when this runner has not entered it. */
export async function deleteEntry(tx: Tx, userId: string, raceId: string): Promise<boolean> {
  const rows = await tx.delete(raceEntries).where(isOf(userId, raceId))
    .returning({ raceId: raceEntries.raceId });
  return rows.length === 1;
}

export async function listEntriesOf(tx: Tx, raceId: string): Promise<RaceEntry[]> {
  return await tx.select().from(raceEntries).where(eq(raceEntries.raceId, raceId))
    .orderBy(asc(raceEntries.userId)).limit(100_000);
}

/** Whether somebody other than this runner has entered it. */
export async function isEnteredByOthers(
  db: Db | Tx,
  userId: string,
  raceId: string,
): Promise<boolean> {
  const row = await db.select({ userId: raceEntries.userId }).from(raceEntries)
    .where(and(eq(raceEntries.raceId, raceId), ne(raceEntries.userId, userId))).limit(1).get();
  return row !== undefined;
}

/** Who lets others see that they go: their names and nothing else; null for who has given none. */
export async function listGoing(
  db: Db,
  raceId: string,
  limit: number,
): Promise<{ names: (string | null)[]; count: number }> {
  const isGoing = and(eq(raceEntries.raceId, raceId), eq(raceEntries.isShown, true));
  const rows = await db.select({ name: users.name }).from(raceEntries)
    .innerJoin(users, eq(users.id, raceEntries.userId)).where(isGoing)
    .orderBy(sql`${users.name} is null`, sql`${users.name} collate nocase`, asc(users.id))
    .limit(limit);
  return { names: rows.map(({ name }) => name), count: await db.$count(raceEntries, isGoing) };
}

/** The entries of races that were held in a span and have a run linked, and no result typed in. */
export async function listLinkedEntries(
  db: Db | Tx,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<(RaceEntry & { race: { id: string; name: string; date: string; meters: number } })[]> {
  const rows = await db.select({
    entry: raceEntries,
    race: { id: races.id, name: races.name, date: races.date, meters: races.distanceMeters },
  }).from(raceEntries).innerJoin(races, eq(races.id, raceEntries.raceId))
    .where(and(
      eq(raceEntries.userId, userId),
      isNull(raceEntries.resultSeconds),
      isNotNull(raceEntries.runHash),
      sql`${races.date} between ${from} and ${to}`,
    )).orderBy(desc(races.date)).limit(100);
  return rows.map(({ entry, race }) => ({ ...entry, race }));
}

/** The races that a runner has entered, from a date on, the nearest first; merged ones have handed theirs on. */
export async function listEnteredRaces(
  db: Db,
  userId: string,
  from: string,
): Promise<{ entry: RaceEntry; race: Race }[]> {
  return await db.select({ entry: raceEntries, race: shownRace }).from(raceEntries)
    .innerJoin(races, eq(races.id, raceEntries.raceId))
    .where(and(
      eq(raceEntries.userId, userId),
      isNull(races.mergedInto),
      gte(races.date, from),
    )).orderBy(asc(races.date), asc(races.id)).limit(200);
}

/** The races that a runner has typed a result of, the latest first. */
export async function listResults(
  db: Db | Tx,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<{ raceId: string; name: string; date: string; meters: number; seconds: number }[]> {
  const rows = await db.select({
    raceId: races.id,
    name: races.name,
    date: races.date,
    meters: races.distanceMeters,
    seconds: raceEntries.resultSeconds,
  }).from(raceEntries).innerJoin(races, eq(races.id, raceEntries.raceId))
    .where(and(
      eq(raceEntries.userId, userId),
      isNotNull(raceEntries.resultSeconds),
      sql`${races.date} between ${from} and ${to}`,
    )).orderBy(desc(races.date)).limit(100);
  return rows.flatMap(({ seconds, ...row }) => seconds === null ? [] : [{ ...row, seconds }]);
}

function isOf(userId: string, raceId: string) {
  return and(eq(raceEntries.userId, userId), eq(raceEntries.raceId, raceId));
}
