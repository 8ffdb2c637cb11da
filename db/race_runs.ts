import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import type { Run } from "@/db/runs.ts";
import { runs } from "@/db/schema/runs.ts";

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

/** A runner's runs within local dates, both inclusive, that are at least so long, the latest first; doubles that are hidden only if asked for. */
export async function listRaceRuns(
  db: Db | Tx,
  userId: string,
  { from, to, minMeters, withHidden = false }: {
    from: string;
    to: string;
    minMeters: number;
    withHidden?: boolean;
  },
): Promise<RaceRun[]> {
  return await db.select(shown).from(runs).where(and(
    eq(runs.userId, userId),
    // Both by name, or the index by date is of no use.
    inArray(runs.hidden, withHidden ? [false, true] : [false]),
    eq(runs.isRun, true),
    sql`${runs.localDate} between ${from} and ${to}`,
    gte(runs.distanceMeters, minMeters),
  )).orderBy(desc(runs.localDate), desc(runs.id)).limit(1000);
}
