import { type SQL, sql } from "drizzle-orm";
import { readTextOf } from "@/db/cell.ts";
import type { Db, Tx } from "@/db/client.ts";
import type { Run } from "@/db/runs.ts";
import {
  isFrom,
  isShown,
  type RunCursor,
  type RunFilter,
  selectStretch,
  type Stretch,
} from "@/db/runs_list.ts";

/** Whose runs, and those of which sources. */
interface Owner {
  userId: string;
  sources: readonly Run["source"][];
}

const truth = (column: string) => `json(iif(${column}, 'true', 'false'))`;

/**
 * A run as the API tells of it (`http/api/run.ts`), field by field. SQLite writes the text, because to read a page of
 * rows, rename their columns and write them again costs as much as all the rest of an answer.
 */
const RUN = `'id', id, 'title', title, 'notes', notes, 'sport', sport, 'isRun', ${truth("is_run")},
  'effort', effort, 'startedAt', strftime('%Y-%m-%dT%H:%M:%SZ', started_at / 1000, 'unixepoch'),
  'localDate', local_date, 'localTime', local_time, 'timeZone', time_zone,
  'distanceMeters', distance_meters, 'movingSeconds', moving_seconds,
  'elapsedSeconds', elapsed_seconds, 'elevationGainMeters', elevation_gain_meters,
  'averageHeartRateBpm', average_hr, 'maxHeartRateBpm', max_hr, 'cadenceStepsPerMinute', cadence,
  'indoor', ${truth("indoor")}, 'commute', ${truth("commute")}, 'typedIn', ${truth("typed_in")},
  'provenance', json_object('source', source, 'sourceId', external_id,
    'redistributable', ${truth("source <> 'strava'")})`;
const RUN_JSON = sql.raw(`json_object(${RUN})`);
const FULL_RUN_JSON = sql.raw(
  `json_object(${RUN}, 'polyline', polyline, 'deviceName', device_name)`,
);

/** A runner's run of these sources, in full. */
export async function getRunJson(
  db: Db | Tx,
  { userId, sources }: Owner,
  runId: string,
): Promise<string | undefined> {
  const [row] = await db.all<{ run: string }>(sql`select ${FULL_RUN_JSON} as run
    from runs where id = ${runId} and user_id = ${userId} and ${isFrom(sources)}`);
  return row?.run;
}

/** A page of a runner's list, and where the next one begins. */
export async function listRunJson(
  db: Db,
  { userId, sources }: Owner,
  filter: RunFilter,
  { limit, ...stretch }: Omit<Stretch, "back">,
): Promise<{ items: string; next?: RunCursor }> {
  const rows = selectStretch(userId, { ...filter, sources }, { ...stretch, limit: limit + 1 });
  const last = sql`select json_array(json(printf('%!.17g', sort_value)), id)
    from page limit 1 offset ${limit - 1}`;
  // The cursor has a line of its own, before the runs: nobody has to read those to find it.
  const found = await readTextOf(
    db,
    sql`with page as materialized (${rows}) select
      iif((select count(*) from page) > ${limit}, (${last}), 'null') || char(10) ||
      (select json_group_array(${RUN_JSON}) from (select * from page limit ${limit}))`,
  ) ?? "null\n[]";
  const end = found.indexOf("\n");
  return { items: found.slice(end + 1), next: JSON.parse(found.slice(0, end)) ?? undefined };
}

/** A month of a runner's runs, the earliest first. */
export async function listMonthJson(
  db: Db,
  { userId, sources }: Owner,
  month: string,
  limit: number,
): Promise<string> {
  const dates: SQL = sql`local_date between ${`${month}-01`} and ${`${month}-31`}`;
  const found = await readTextOf(
    db,
    sql`select json_group_array(${RUN_JSON}) from (select * from runs
      where user_id = ${userId} and ${isShown(sources)} and ${isFrom(sources)}
        and is_run in (0, 1) and ${dates} order by started_at, id limit ${limit})`,
  );
  return found ?? "[]";
}
