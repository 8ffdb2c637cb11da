import { FAST } from "../plans/plan.ts";
import { addDays, daysBetween } from "../weeks.ts";
import type { PeriodSum, PlannedSession, ReportFacts, ReportRun } from "./facts.ts";
import type { Period } from "./periods.ts";
import { type Best, fastestOf, findBest, findUnusual, longestOf, type Unusual } from "./records.ts";
import { findRisk, type Risk } from "./risk.ts";
import { judge, type Verdict } from "./verdict.ts";

/** What was run; null where nothing tells. */
export interface Figures {
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  /** Of the runs that were measured. */
  elevationGainMeters: number | null;
  /** All time over all distance. */
  secondsPerMeter: number | null;
  /** Beats a minute, each run weighing as much as it took. */
  averageHr: number | null;
  longest: ReportRun | null;
  /** Null where there is but one to choose from. */
  fastest: ReportRun | null;
  previous: PeriodSum | null;
  /** Of so many periods before. */
  meanMeters: number | null;
  meanOf: number;
}

/** Of the runs that were planned and not left out. */
export interface Planned {
  count: number;
  done: number;
  meters: number;
}

export interface Report {
  period: Period;
  /** Whether the period is still going on. */
  isOpen: boolean;
  verdict: Verdict;
  figures: Figures;
  planned?: Planned;
  /** Weeks in a row with a run, up to the last one that is over or has one. */
  streakWeeks: number;
  best?: Best;
  unusual?: Unusual;
  risk?: Risk;
  race?: { id: string; name: string; date: string; days: number };
  /** The three runs of the next week that matter most, in their order. */
  next: PlannedSession[];
  /** The periods before and this one, the oldest first. */
  chart: PeriodSum[];
}

/** Weeks are compared with four, months with a quarter of a year. */
const MEAN_OF = { week: 4, month: 3, year: 1 } as const;
const KEY_SESSIONS = 3;
/** A pace over less says little. */
const FASTEST_METERS = 1_000;

/** What there is to say of a period, from what is known of its runner. */
export function makeReport(facts: ReportFacts): Report {
  const { period, today, race, planned, sums } = facts;
  const figures = sumUp(facts);
  const risk = findRisk(facts);
  const done = planned && countDone(planned.now, upTo(period, today));
  return {
    period,
    isOpen: today <= period.last,
    verdict: judge(facts, { figures, planned: done, risk }),
    figures,
    planned: done,
    streakWeeks: countStreak(facts),
    best: findBest(facts),
    unusual: findUnusual(facts),
    risk,
    race: race && { ...race, days: daysBetween(today, race.date) },
    next: keySessions(planned?.next ?? []),
    chart: [...sums, { ...figures, first: period.first }].map(toSum),
  };
}

/** The last day that there is something to say of. */
function upTo({ last }: Period, today: string): string {
  return last < today ? last : today;
}

function sumUp({ period, runs, sums, before }: ReportFacts): Figures {
  const distanceMeters = total(runs, (run) => run.distanceMeters);
  const movingSeconds = total(runs, (run) => run.movingSeconds);
  const climbed = runs.filter((run) => run.elevationGainMeters !== null);
  const timed = runs.filter((run) => run.averageHr !== null && run.movingSeconds > 0);
  const beats = total(timed, (run) => (run.averageHr ?? 0) * run.movingSeconds);
  const meanOf = MEAN_OF[period.kind];
  const recent = sums.slice(-meanOf);
  const mean = total(recent, (sum) => sum.distanceMeters) / meanOf;
  const paced = runs.filter((run) => run.distanceMeters >= FASTEST_METERS);
  return {
    count: runs.length,
    distanceMeters,
    movingSeconds,
    elevationGainMeters: climbed.length > 0
      ? total(climbed, (run) => run.elevationGainMeters ?? 0)
      : null,
    secondsPerMeter: distanceMeters > 0 && movingSeconds > 0
      ? movingSeconds / distanceMeters
      : null,
    averageHr: timed.length > 0 ? beats / total(timed, (run) => run.movingSeconds) : null,
    longest: longestOf(runs) ?? null,
    fastest: paced.length > 1 ? fastestOf(paced, FASTEST_METERS) ?? null : null,
    previous: before.count > 0 ? sums.at(-1) ?? null : null,
    // Who has only just begun has no mean.
    meanMeters: before.count > 0 && recent.length === meanOf && recent[0].count > 0 && mean > 0
      ? mean
      : null,
    meanOf,
  };
}

/** What lies ahead is neither done nor missed. */
function countDone(sessions: PlannedSession[], upTo: string): Planned {
  const asked = sessions.filter(({ isSkipped, isDone, date }) =>
    isDone || !isSkipped && date <= upTo
  );
  return {
    count: asked.length,
    done: asked.filter(({ isDone }) => isDone).length,
    meters: total(asked, ({ meters }) => meters),
  };
}

function countStreak({ activeWeeks, period, today }: ReportFacts): number {
  const [latest] = activeWeeks;
  const day = upTo(period, today);
  // A week that is not over breaks nothing.
  if (latest === undefined || daysBetween(latest, day) >= 13) return 0;
  const gap = activeWeeks.findIndex((week, i) => week !== addDays(latest, -7 * i));
  return gap < 0 ? activeWeeks.length : gap;
}

/** A race first, then what is long or fast, then what is longest. */
function keySessions(sessions: PlannedSession[]): PlannedSession[] {
  const weight = ({ kind }: PlannedSession) =>
    kind === "race" ? 0 : kind === "long" ? 1 : FAST.includes(kind) ? 2 : 3;
  return sessions.filter(({ isSkipped, isDone }) => !isSkipped && !isDone)
    .sort((a, b) => weight(a) - weight(b) || b.meters - a.meters).slice(0, KEY_SESSIONS)
    .sort((a, b) => a.date.localeCompare(b.date));
}

function toSum({ first, count, distanceMeters, movingSeconds }: PeriodSum): PeriodSum {
  return { first, count, distanceMeters, movingSeconds };
}

function total<T>(of: T[], value: (each: T) => number): number {
  return of.reduce((sum, each) => sum + value(each), 0);
}
