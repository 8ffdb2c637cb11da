import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client.ts";
import { stravaQuota } from "@/db/schema/strava.ts";

export type StravaQuotaRow = Omit<typeof stravaQuota.$inferSelect, "id">;
export type SeenQuota = Pick<
  StravaQuotaRow,
  "shortLimit" | "shortUsed" | "dailyLimit" | "dailyUsed" | "seenAt"
>;

/** The windows that calls are counted in, in ms since the epoch: quarters of the hour, days of UTC. */
export const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 24 * 60 * 60_000;

/** Clocks differ: a window that begins here may not have begun at Strava yet. */
export const MARGIN_MS = 5_000;

const THE_ROW = 1;
/** Calls of ours that Strava has not counted yet, at most: a count that is lower by more is a new window's. */
const UNDER_WAY = 8;
/** What Strava gives the smallest application, until its headers say more. */
export const FIRST_LIMITS = { shortLimit: 100, dailyLimit: 1_000 };

export async function getStravaQuota(db: Db): Promise<StravaQuotaRow | undefined> {
  return await db.select().from(stravaQuota).where(eq(stravaQuota.id, THE_ROW)).get();
}

/**
 * Takes one call out of the windows of `now`, for every process at once: false when that would leave less than what
 * is kept, as shares of the limits, or while all calls rest.
 */
export async function takeStravaCall(
  db: Db,
  call: { now: number; shares: { short: number; daily: number } },
): Promise<boolean> {
  if (await countCall(db, call)) return true;
  const first = { ...FIRST_LIMITS, shortUsed: 0, dailyUsed: 0, seenAt: call.now };
  const begun = await db.insert(stravaQuota).values({ id: THE_ROW, ...first })
    .onConflictDoNothing().returning({ id: stravaQuota.id });
  return begun.length === 1 && await countCall(db, call);
}

async function countCall(
  db: Db,
  { now, shares }: { now: number; shares: { short: number; daily: number } },
): Promise<boolean> {
  const { shortUsed, dailyUsed } = usedAt(now);
  const free = or(isNull(stravaQuota.blockedUntil), lte(stravaQuota.blockedUntil, now - MARGIN_MS));
  const taken = await db.update(stravaQuota).set({
    shortUsed: sql`${shortUsed} + 1`,
    dailyUsed: sql`${dailyUsed} + 1`,
    seenAt: sql`max(${stravaQuota.seenAt}, ${now})`,
  }).where(
    and(
      eq(stravaQuota.id, THE_ROW),
      free,
      sql`${shortUsed} + 1 <= ${stravaQuota.shortLimit} * ${shares.short}`,
      sql`${dailyUsed} + 1 <= ${stravaQuota.dailyLimit} * ${shares.daily}`,
    ),
  ).returning({ id: stravaQuota.id });
  return taken.length === 1;
}

/**
 * Strava's own count: others may use the limits too, and calls of ours may still be under way, so the higher one holds.
 * Only where a window begins a much lower one holds, because there Strava counts anew.
 */
export async function noteStravaQuota(db: Db, { seenAt, ...said }: SeenQuota): Promise<void> {
  const { shortUsed, dailyUsed } = usedAt(seenAt);
  // An answer that took long tells of a window that has ended: the count of the next one is not its business.
  const unlessEnded = (window: number, used: SQLiteColumn, held: SQL) =>
    sql`case when ${stravaQuota.seenAt} / ${sql.raw(String(window))} > ${
      Math.floor(seenAt / window)
    } then ${used} else ${held} end`;
  const begins = seenAt % QUARTER_MS < MARGIN_MS;
  const short = begins
    ? sql`case when ${shortUsed} - ${said.shortUsed} > ${UNDER_WAY} then ${said.shortUsed}
        else max(${shortUsed}, ${said.shortUsed}) end`
    : sql`max(${shortUsed}, ${said.shortUsed})`;
  const daily = sql`max(${dailyUsed}, ${said.dailyUsed})`;
  await db.update(stravaQuota).set({
    shortLimit: said.shortLimit,
    dailyLimit: said.dailyLimit,
    shortUsed: unlessEnded(QUARTER_MS, stravaQuota.shortUsed, short),
    dailyUsed: unlessEnded(DAY_MS, stravaQuota.dailyUsed, daily),
    seenAt: sql`max(${stravaQuota.seenAt}, ${seenAt})`,
    refusals: 0,
  }).where(eq(stravaQuota.id, THE_ROW));
}

/**
 * All calls rest until then, for everybody. Refusals of calls that were under way together are one: while calls rest,
 * only what is known to last longer, by Strava's own count or because the application is switched off, changes that.
 */
export async function blockStravaCalls(
  db: Db,
  { now, until, because, isKnown }: {
    now: number;
    until: number;
    because: "rate" | "inactive";
    isKnown: boolean;
  },
): Promise<void> {
  const rests = sql`coalesce(${stravaQuota.blockedUntil}, 0) > ${now - MARGIN_MS}`;
  const isLonger = isKnown ? sql`${stravaQuota.blockedUntil} < ${until}` : sql`0`;
  await db.update(stravaQuota).set({
    blockedUntil: until,
    blockedBecause: because,
    refusals: because === "rate" ? sql`${stravaQuota.refusals} + 1` : 0,
  }).where(and(eq(stravaQuota.id, THE_ROW), sql`(not ${rests} or ${isLonger})`));
}

/**
 * What is used of the windows that go on at `now`. One ends a little late, and what was called in that little while counts
 * in the next one too: nobody knows in which of them Strava counted it.
 */
function usedAt(now: number): { shortUsed: SQL; dailyUsed: SQL } {
  const inWindow = (used: SQLiteColumn, window: number) =>
    sql`case when ${stravaQuota.seenAt} / ${sql.raw(String(window))} >= ${
      Math.floor((now - MARGIN_MS) / window)
    } then ${used} else 0 end`;
  return {
    shortUsed: inWindow(stravaQuota.shortUsed, QUARTER_MS),
    dailyUsed: inWindow(stravaQuota.dailyUsed, DAY_MS),
  };
}
