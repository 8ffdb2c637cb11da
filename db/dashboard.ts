import { sql } from "drizzle-orm";
import type { Db } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";

interface DaySum {
  date: string;
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number;
}

interface LongestRun {
  id: string;
  title: string;
  localDate: string;
  distanceMeters: number;
}

interface DashboardRows {
  /** Running only, a row for each local date that has any. */
  days: DaySum[];
  year: Omit<DaySum, "date">;
  longest: LongestRun | null;
  longestThisYear: LongestRun | null;
}

/** The sums of a dashboard in one statement: running since `from`, this year's, and the longest. Local dates, inclusive. */
export async function readDashboard(
  db: Db,
  userId: string,
  dates: { from: string; yearStart: string; to: string },
): Promise<DashboardRows> {
  const row = await dashboard(db).get({ userId, ...dates });
  return JSON.parse(row?.dashboard ?? "null");
}

const SHOWN = sql.raw(`json_object('id', id, 'title', title, 'localDate', local_date,
  'distanceMeters', distance_meters)`);
const THEIRS = sql`user_id = ${sql.placeholder("userId")} and hidden = 0
  and is_run = 1`;
const UP_TO = sql.placeholder("to");
const THIS_YEAR = sql`local_date between ${sql.placeholder("yearStart")} and ${UP_TO}`;

/** The year's longest is found in the index of sums, then read by its distance; a plus keeps the other index away. */
const dashboard = prepared((db) =>
  db.select({
    dashboard: sql<string>`json_object(
      'days', (select json_group_array(json_object('date', local_date, 'count', n,
          'distanceMeters', meters, 'movingSeconds', seconds, 'elevationGainMeters', climb))
        from (select local_date, count(*) n, total(distance_meters) meters,
            total(moving_seconds) seconds, total(elevation_gain_meters) climb
          from runs where ${THEIRS} and local_date between ${sql.placeholder("from")} and ${UP_TO}
          group by local_date order by local_date)),
      'year', json_object('count', runs_this_year, 'distanceMeters', meters,
        'movingSeconds', seconds, 'elevationGainMeters', climb),
      'longest', json((select ${SHOWN} from runs where ${THEIRS} and +local_date <= ${UP_TO}
        order by distance_meters desc, id desc limit 1)),
      'longestThisYear', json((select ${SHOWN} from runs
        where ${THEIRS} and distance_meters = year.longest and +${THIS_YEAR}
        order by id desc limit 1)))`.as("dashboard"),
  }).from(sql`(select count(*) runs_this_year, total(distance_meters) meters,
      total(moving_seconds) seconds, total(elevation_gain_meters) climb,
      max(distance_meters) longest
    from runs where ${THEIRS} and ${THIS_YEAR}) as year`).prepare()
);
