import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client.ts";
import { matches, type RunFilter } from "@/db/runs_list.ts";

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
  userId: string,
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
      from runs where ${matches(userId, filter)}${older}
      group by 1 order by 1 desc limit ${limit})`);
  return JSON.parse(found?.listed ?? "[]");
}

function startOf(period: Period, firstDay: number): SQL {
  if (period === "year") return sql.raw("substr(local_date, 1, 4) || '-01-01'");
  if (period === "month") return sql.raw("substr(local_date, 1, 7) || '-01'");
  const back = `(strftime('%w', local_date) - ${firstDay} + 7) % 7`;
  return sql.raw(`date(local_date, '-' || (${back}) || ' days')`);
}
