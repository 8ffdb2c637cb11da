import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import type { Run } from "@/db/runs.ts";
import { isFrom, matches, type RunFilter, selectStretch, type Stretch } from "@/db/runs_list.ts";
import { runs } from "@/db/schema/runs.ts";

/** Whose runs, and those of which sources. */
interface Owner {
  userId: string;
  sources: readonly Run["source"][];
}

/** What the API tells of a run in a list. */
export type RunRecord = Omit<
  Run,
  | "userId"
  | "titleFolded"
  | "polyline"
  | "gearExternalId"
  | "deviceName"
  | "visibility"
  | "hidden"
  | "fingerprint"
  | "fetchedAt"
  | "expiresAt"
>;

const FIELDS = sql.raw(`'id', id, 'source', source, 'externalId', external_id, 'sport', sport,
  'isRun', json(iif(is_run, 'true', 'false')), 'title', title, 'effort', effort, 'notes', notes,
  'startedAt', started_at, 'localDate', local_date, 'localTime', local_time,
  'timeZone', time_zone, 'distanceMeters', distance_meters, 'movingSeconds', moving_seconds,
  'elapsedSeconds', elapsed_seconds, 'elevationGainMeters', elevation_gain_meters,
  'averageHr', average_hr, 'maxHr', max_hr, 'cadence', cadence,
  'indoor', json(iif(indoor, 'true', 'false')), 'typedIn', json(iif(typed_in, 'true', 'false')),
  'commute', json(iif(commute, 'true', 'false'))`);

/** A stretch of a runner's list, with the value each stands by; one JSON text, because the client pays for each cell. */
export async function listRunRecords(
  db: Db,
  { userId, sources }: Owner,
  filter: RunFilter,
  stretch: Stretch,
): Promise<(RunRecord & { sortValue: number })[]> {
  const rows = selectStretch(userId, { ...filter, sources }, stretch);
  const found = await db.get<{ listed: string }>(sql`
    select json_group_array(json_object(${FIELDS},
      'sortValue', json(printf('%!.17g', sort_value)))) as listed from (${rows})`);
  return JSON.parse(found?.listed ?? "[]");
}

/** A runner's run of these sources, as it is. */
export async function getRunOf(
  db: Db | Tx,
  { userId, sources }: Owner,
  runId: string,
): Promise<Run | undefined> {
  return await db.select().from(runs).where(
    and(eq(runs.userId, userId), eq(runs.id, runId), inArray(runs.source, [...sources])),
  ).get();
}

type Period = "week" | "month" | "year";

interface PeriodSum {
  /** The local date of its first day. */
  start: string;
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  elevationGainMeters: number;
}

/** Sums by week, month or year of the local dates, the newest first; periods without a run are left out. */
export async function sumPeriods(
  db: Db,
  { userId, sources }: Owner,
  filter: RunFilter,
  { period, firstDay, before, limit }: {
    period: Period;
    /** Of a week: 0 is Sunday. */
    firstDay: number;
    before?: string;
    limit: number;
  },
): Promise<PeriodSum[]> {
  const start = startOf(period, firstDay);
  const older = before === undefined ? sql`` : sql` and local_date < ${before}`;
  const found = await db.get<{ listed: string }>(sql`
    select json_group_array(json_object('start', start, 'count', n, 'distanceMeters', distance,
      'movingSeconds', moving, 'elapsedSeconds', elapsed, 'elevationGainMeters', gain)) as listed
    from (select ${start} as start, count(*) as n, total(distance_meters) as distance,
        sum(moving_seconds) as moving, sum(elapsed_seconds) as elapsed,
        total(elevation_gain_meters) as gain
      from runs where ${matches(userId, { ...filter, sources })}${older}
      group by 1 order by 1 desc limit ${limit})`);
  return JSON.parse(found?.listed ?? "[]");
}

function startOf(period: Period, firstDay: number): SQL {
  if (period === "year") return sql.raw("substr(local_date, 1, 4) || '-01-01'");
  if (period === "month") return sql.raw("substr(local_date, 1, 7) || '-01'");
  const back = `(strftime('%w', local_date) - ${firstDay} + 7) % 7`;
  return sql.raw(`date(local_date, '-' || (${back}) || ' days')`);
}

/** A month of a runner's runs, the earliest first. */
export async function listMonth(
  db: Db,
  { userId, sources }: Owner,
  month: string,
  limit: number,
): Promise<RunRecord[]> {
  const found = await db.get<{ listed: string }>(sql`
    select json_group_array(json_object(${FIELDS})) as listed from (select * from runs
      where user_id = ${userId} and hidden = 0 and ${isFrom(sources)}
        and is_run in (0, 1) and local_date between ${`${month}-01`} and ${`${month}-31`}
      order by started_at, id limit ${limit})`);
  return JSON.parse(found?.listed ?? "[]");
}
