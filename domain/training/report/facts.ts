import type { SessionKind } from "../plans/plan.ts";
import type { Units } from "../units.ts";
import type { Period } from "./periods.ts";

/** A run of the period that is reported on. */
export interface ReportRun {
  id: string;
  title: string;
  localDate: string;
  /** HH:MM:SS; null where the source does not say. */
  localTime: string | null;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number | null;
  averageHr: number | null;
  effort: "race" | "long" | "workout" | null;
  /** The fastest stretches within it; `rank` is among all of the runner's when it was run. */
  efforts: { name: string; meters: number; seconds: number; rank: number | null }[];
}

/** A run of the days before, as far as it is compared with. */
export type EarlierRun = Pick<
  ReportRun,
  "localDate" | "localTime" | "distanceMeters" | "elevationGainMeters"
>;

/** What was run in one period; `first` is its first day. */
export interface PeriodSum {
  first: string;
  count: number;
  distanceMeters: number;
  movingSeconds: number;
}

/** A run of the plan that is followed. */
export interface PlannedSession {
  id: string;
  date: string;
  kind: SessionKind;
  meters: number;
  seconds: number | null;
  paceSlow: number | null;
  paceFast: number | null;
  isSkipped: boolean;
  isDone: boolean;
}

/** All that a report is made of. */
export interface ReportFacts {
  period: Period;
  /** The runner's, when the report is read. */
  today: string;
  units: Units;
  /** Oldest first. */
  runs: ReportRun[];
  /** Of the 90 days before the period. */
  earlier: EarlierRun[];
  /** The periods before, the oldest first, those without a run too. */
  sums: PeriodSum[];
  /** Of all runs before the period. */
  before: {
    count: number;
    longestMeters: number;
    /** Seconds a meter, of runs that are long enough to say something; null without one. */
    fastestPace: number | null;
    lastDate: string | null;
  };
  /** Weeks with a run up to the period's last day, by their first days, the latest first. */
  activeWeeks: string[];
  /** Undefined where no plan is followed. */
  planned?: { now: PlannedSession[]; next: PlannedSession[] };
  /** The next race that the runner has entered. */
  race?: { id: string; name: string; date: string };
}
