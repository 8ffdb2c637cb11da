import type { Db } from "@/db/client.ts";
import { getFirstRunDate } from "@/db/report_runs.ts";
import { sumPeriods } from "@/db/run_sums.ts";
import type { ReportReader } from "@/domain/reports/read.ts";
import type { PeriodSum } from "@/domain/training/report/facts.ts";
import { type Period, periodAfter, periodOf } from "@/domain/training/report/periods.ts";
import { addDays, firstDayOf } from "@/domain/training/weeks.ts";

const PAGE = 26;

interface Asked {
  by: "week" | "month";
  today: string;
  /** The periods that began before this day; all without it. */
  before?: string;
}

/** A page of the periods since the first run, the latest first, and where the pages beside it begin. */
export async function listReported(
  db: Db,
  { id, weekStart }: Pick<ReportReader, "id" | "weekStart">,
  { by, today, before = "" }: Asked,
): Promise<{ periods: { period: Period; sum: PeriodSum }[]; older?: string; newer?: string }> {
  const firstRun = await getFirstRunDate(db, id);
  if (firstRun === undefined) return { periods: [] };
  const isWithin = before > firstRun && before <= today;
  const latest = periodOf(by, isWithin ? addDays(before, -1) : today, weekStart);
  const found = await sumPeriods(db, id, { sport: "runs" }, {
    period: by,
    firstDay: firstDayOf(weekStart),
    before: addDays(latest.last, 1),
    limit: PAGE,
  });
  const sums = new Map(found.map((sum) => [sum.start, sum]));
  const periods = Array.from({ length: PAGE }, (_, i) => periodAfter(latest, -i))
    .filter(({ last }) => last >= firstRun).map((period) => {
      const { count = 0, distanceMeters = 0, movingSeconds = 0 } = sums.get(period.first) ?? {};
      return { period, sum: { first: period.first, count, distanceMeters, movingSeconds } };
    });
  const oldest = periods.at(-1)?.period.first ?? firstRun;
  return {
    periods,
    older: oldest > firstRun ? oldest : undefined,
    newer: latest.last < today ? periodAfter(latest, PAGE + 1).first : undefined,
  };
}
