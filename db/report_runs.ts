import { and, asc, between, eq, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails } from "@/db/schema/strava.ts";

interface Span {
  /** Local dates, both inclusive. */
  from: string;
  to: string;
}

/** A runner's runs within local dates, the earliest first, with what is known of their laps and efforts, packed. */
export async function listReportRuns(db: Db | Tx, userId: string, span: Span) {
  return await db.select({
    id: runs.id,
    title: runs.title,
    localDate: runs.localDate,
    localTime: runs.localTime,
    distanceMeters: runs.distanceMeters,
    movingSeconds: runs.movingSeconds,
    elevationGainMeters: runs.elevationGainMeters,
    averageHr: runs.averageHr,
    effort: runs.effort,
    details: runDetails.details,
  }).from(runs).leftJoin(runDetails, eq(runDetails.runId, runs.id)).where(isWithin(userId, span))
    .orderBy(asc(runs.localDate), asc(runs.startedAt), asc(runs.id)).limit(1000);
}

/** The same with nothing but what later runs are compared with. */
export async function listEarlierRuns(db: Db | Tx, userId: string, span: Span) {
  return await db.select({
    localDate: runs.localDate,
    localTime: runs.localTime,
    distanceMeters: runs.distanceMeters,
    elevationGainMeters: runs.elevationGainMeters,
  }).from(runs).where(isWithin(userId, span)).orderBy(asc(runs.localDate), asc(runs.id))
    .limit(1000);
}

interface Before {
  count: number;
  longestMeters: number;
  /** Seconds a meter, of runs that are at least so long. */
  fastestPace: number | null;
  lastDate: string | null;
}

/** What all runs before a local date come to. */
export async function readBefore(
  db: Db | Tx,
  userId: string,
  { first, pacedMeters }: { first: string; pacedMeters: number },
): Promise<Before> {
  const pace = sql`min(case when ${runs.distanceMeters} >= ${pacedMeters}
    and ${runs.movingSeconds} > 0 then ${runs.movingSeconds} / ${runs.distanceMeters} end)`;
  const row = await db.select({
    count: sql<number>`count(*)`,
    longestMeters: sql<number>`coalesce(max(${runs.distanceMeters}), 0)`,
    fastestPace: sql<number | null>`${pace}`,
    lastDate: sql<string | null>`max(${runs.localDate})`,
  }).from(runs).where(and(isOf(userId), lt(runs.localDate, first))).get();
  return row ?? { count: 0, longestMeters: 0, fastestPace: null, lastDate: null };
}

/** The local date of a runner's first run; undefined without one. */
export async function getFirstRunDate(db: Db, userId: string): Promise<string | undefined> {
  const row = await db.select({ date: sql<string | null>`min(${runs.localDate})` }).from(runs)
    .where(isOf(userId)).get();
  return row?.date ?? undefined;
}

/** The local date of a runner's last run; undefined without one. */
export async function getLastRunDate(db: Db | Tx, userId: string): Promise<string | undefined> {
  const row = await db.select({ date: sql<string | null>`max(${runs.localDate})` }).from(runs)
    .where(isOf(userId)).get();
  return row?.date ?? undefined;
}

function isWithin(userId: string, { from, to }: Span) {
  return and(isOf(userId), between(runs.localDate, from, to));
}

function isOf(userId: string) {
  return and(eq(runs.userId, userId), eq(runs.hidden, false), eq(runs.isRun, true));
}
