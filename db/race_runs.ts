import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import type { Run } from "@/db/runs.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails } from "@/db/schema/strava.ts";

/** What a race has to know of a run. */
export type RaceRun = Pick<
  Run,
  | "id"
  | "source"
  | "externalId"
  | "title"
  | "localDate"
  | "effort"
  | "distanceMeters"
  | "movingSeconds"
  | "elapsedSeconds"
>;

const shown = {
  id: runs.id,
  source: runs.source,
  externalId: runs.externalId,
  title: runs.title,
  localDate: runs.localDate,
  effort: runs.effort,
  distanceMeters: runs.distanceMeters,
  movingSeconds: runs.movingSeconds,
  elapsedSeconds: runs.elapsedSeconds,
};

interface Span {
  from: string;
  to: string;
  minMeters: number;
  withHidden?: boolean;
}

/** A runner's runs within local dates, both inclusive, that are at least so long, the latest first; doubles that are hidden only if asked for. */
export async function listRaceRuns(db: Db | Tx, userId: string, span: Span): Promise<RaceRun[]> {
  return await db.select(shown).from(runs).where(isWithin(userId, span))
    .orderBy(desc(runs.localDate), desc(runs.id)).limit(1000);
}

/** The same with the part of each run that was clearly faster; null where that is not known. */
export async function listShapedRuns(
  db: Db | Tx,
  userId: string,
  span: Span,
): Promise<(RaceRun & { fastShare: number | null })[]> {
  return await db.select({ ...shown, fastShare: runDetails.fastShare }).from(runs)
    .leftJoin(runDetails, eq(runDetails.runId, runs.id)).where(isWithin(userId, span))
    .orderBy(desc(runs.localDate), desc(runs.id)).limit(1000);
}

function isWithin(userId: string, { from, to, minMeters, withHidden = false }: Span) {
  return and(
    eq(runs.userId, userId),
    // Both by name, or the index by date is of no use.
    inArray(runs.hidden, withHidden ? [false, true] : [false]),
    eq(runs.isRun, true),
    sql`${runs.localDate} between ${from} and ${to}`,
    gte(runs.distanceMeters, minMeters),
  );
}
