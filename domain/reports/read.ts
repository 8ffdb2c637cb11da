import type { Db, Tx } from "@/db/client.ts";
import { listEnteredRaces } from "@/db/race_entries.ts";
import { listEarlierRuns, listReportRuns, readBefore } from "@/db/report_runs.ts";
import { sumPeriods } from "@/db/run_sums.ts";
import { readSchedule, type ScheduledRun } from "@/domain/plans/schedule.ts";
import { unpackDetails } from "@/domain/runs/pack.ts";
import { cutRun } from "@/domain/runs/stretches.ts";
import type {
  PeriodSum,
  PlannedSession,
  ReportFacts,
  ReportRun,
} from "@/domain/training/report/facts.ts";
import { type Period, periodAfter } from "@/domain/training/report/periods.ts";
import { PACED_METERS } from "@/domain/training/report/records.ts";
import { makeReport, type Report } from "@/domain/training/report/report.ts";
import type { Units } from "@/domain/training/units.ts";
import {
  addDays,
  daysBetween,
  firstDayOf,
  weekdayOf,
  type WeekStart,
} from "@/domain/training/weeks.ts";

/** Whose report it is. */
export interface ReportReader {
  id: string;
  units: Units;
  weekStart: WeekStart;
}

const EARLIER_DAYS = 90;
/** How many periods before stand in the chart. */
const CHARTED = 11;
const MOST_WEEKS = 520;

/** The report on a period, as the runner's runs, plan and races tell it today. */
export async function readReport(
  db: Db,
  reader: ReportReader,
  { period, today }: { period: Period; today: string },
): Promise<Report> {
  const { first, last } = period;
  const { id, units } = reader;
  return makeReport({
    ...{ period, today, units },
    runs: await readRuns(db, id, { from: first, to: last }),
    earlier: await listEarlierRuns(db, id, {
      from: addDays(first, -EARLIER_DAYS),
      to: addDays(first, -1),
    }),
    sums: await readSums(db, id, period, firstDayOf(reader.weekStart)),
    before: await readBefore(db, id, { first, pacedMeters: PACED_METERS }),
    activeWeeks: await readActiveWeeks(db, reader, last),
    ...await readAhead(db, id, { period, today }),
  });
}

async function readRuns(
  db: Db | Tx,
  userId: string,
  span: { from: string; to: string },
): Promise<ReportRun[]> {
  const rows = await listReportRuns(db, userId, span);
  return await Promise.all(rows.map(async ({ details, ...run }) => ({
    ...run,
    efforts: details ? cutRun(await unpackDetails(details), "km").efforts : [],
  })));
}

/** The periods right before, the oldest first, empty ones too. */
async function readSums(
  db: Db,
  userId: string,
  period: Period,
  firstDay: number,
): Promise<PeriodSum[]> {
  const found = await sumPeriods(db, userId, { sport: "runs" }, {
    period: period.kind,
    // A week may have begun on another day when it was reported.
    firstDay: period.kind === "week" ? weekdayOf(period.first) : firstDay,
    before: period.first,
    limit: CHARTED,
  });
  const sums = new Map(found.map((sum) => [sum.start, sum]));
  return Array.from({ length: CHARTED }, (_, i) => {
    const { first } = periodAfter(period, i - CHARTED);
    const { count = 0, distanceMeters = 0, movingSeconds = 0 } = sums.get(first) ?? {};
    return { first, count, distanceMeters, movingSeconds };
  });
}

async function readActiveWeeks(
  db: Db,
  { id, weekStart }: ReportReader,
  last: string,
): Promise<string[]> {
  const weeks = await sumPeriods(db, id, { sport: "runs" }, {
    period: "week",
    firstDay: firstDayOf(weekStart),
    before: addDays(last, 1),
    limit: MOST_WEEKS,
  });
  return weeks.map(({ start }) => start);
}

/** Plan and race; what is to come is told in the report on the latest days alone. */
async function readAhead(
  db: Db,
  userId: string,
  { period, today }: { period: Period; today: string },
): Promise<Pick<ReportFacts, "planned" | "race">> {
  const { first, last } = period;
  const schedule = await readSchedule(db, userId, today);
  const sessions = schedule?.plan.state === "ready" ? schedule.runs : [];
  const within = (from: string, to: string) =>
    sessions.filter(({ date }) => date >= from && date <= to).map(toSession);
  const isLatest = daysBetween(last, today) <= daysBetween(first, last);
  const nextFirst = addDays(last, 1);
  const next = isLatest ? within(nextFirst, addDays(nextFirst, 6)) : [];
  const race = isLatest ? (await listEnteredRaces(db, userId, today)).at(0)?.race : undefined;
  return {
    planned: sessions.length > 0 ? { now: within(first, last), next } : undefined,
    race: race && { id: race.id, name: race.name, date: race.date },
  };
}

function toSession({ done, ...run }: ScheduledRun): PlannedSession {
  const { id, date, kind, meters, seconds, paceSlow, paceFast, isSkipped } = run;
  const isDone = done !== undefined;
  return { id, date, kind, meters, seconds, paceSlow, paceFast, isSkipped, isDone };
}
