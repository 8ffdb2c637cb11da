import { sql } from "drizzle-orm";
import type { Db } from "@/db/client.ts";

export interface DaySum {
  date: string;
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number;
}

export interface LongestRun {
  id: string;
  title: string;
  localDate: string;
  distanceMeters: number;
}

export interface DashboardRows {
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
  { from, yearStart, to }: { from: string; yearStart: string; to: string },
): Promise<DashboardRows> {
  const theirs = sql`user_id = ${userId} and is_run = 1`;
  const longest = (since: string) =>
    sql`(select json_object('id', id, 'title', title, 'localDate', local_date,
        'distanceMeters', distance_meters)
      from runs where ${theirs} and local_date between ${since} and ${to}
      order by distance_meters desc, id desc limit 1)`;
  const row = await db.get<{ dashboard: string }>(sql`
    select json_object(
      'days', (select json_group_array(json_object('date', local_date, 'count', n,
          'distanceMeters', meters, 'movingSeconds', seconds, 'elevationGainMeters', climb))
        from (select local_date, count(*) n, total(distance_meters) meters,
            total(moving_seconds) seconds, total(elevation_gain_meters) climb
          from runs where ${theirs} and local_date between ${from} and ${to}
          group by local_date order by local_date)),
      'year', (select json_object('count', count(*), 'distanceMeters', total(distance_meters),
          'movingSeconds', total(moving_seconds), 'elevationGainMeters', total(elevation_gain_meters))
        from runs where ${theirs} and local_date between ${yearStart} and ${to}),
      'longest', json(${longest("0000-01-01")}),
      'longestThisYear', json(${longest(yearStart)})) as dashboard`);
  return JSON.parse(row?.dashboard ?? "null");
}
