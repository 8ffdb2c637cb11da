import { METERS_PER } from "../units.ts";
import { addDays } from "../weeks.ts";
import { vdotOf } from "../vdot.ts";
import type { ReportFacts, ReportRun } from "./facts.ts";

/** Of so many runs before, a record is news; the first ones are all records. */
const FEWEST_BEFORE = 5;
/** What is shorter has a pace that says little. */
export const PACED_METERS = 3_000;
const DAYS_BACK = 90;
/** Seconds between the paces that people count by: 5:00, 4:30. */
const PACE_STEP = 30;

/** The fastest that a distance was ever run, by Strava's own ranking. */
export interface Best {
  run: ReportRun;
  name: string;
  meters: number;
  seconds: number;
}

/** What was out of the ordinary. */
export type Unusual =
  | { kind: "longest_ever" | "longest_90"; run: ReportRun; beforeMeters: number }
  /** `pace` in seconds for a kilometer or a mile: the round number that was beaten. */
  | { kind: "first_under"; run: ReportRun; pace: number; beforePace: number }
  | { kind: "earliest" | "latest"; run: ReportRun; beforeTime: string }
  | { kind: "climb_90"; run: ReportRun; gainMeters: number; beforeMeters: number };

/** Of several, the one that speaks for the most, by VDOT; those too short for that by their length. */
export function findBest({ runs, before }: ReportFacts): Best | undefined {
  if (before.count < FEWEST_BEFORE) return undefined;
  const bests = runs.flatMap((run) =>
    run.efforts.filter(({ rank }) => rank === 1)
      .map(({ name, meters, seconds }) => ({ run, name, meters, seconds }))
  );
  const worth = ({ meters, seconds }: Best) => vdotOf(meters, seconds) ?? meters / 100_000;
  return bests.sort((a, b) => worth(b) - worth(a))[0];
}

/** The first of these that holds, from the rarest on. */
export function findUnusual(facts: ReportFacts): Unusual | undefined {
  const { runs, before } = facts;
  if (runs.length === 0 || before.count < FEWEST_BEFORE) return undefined;
  return findLongest(facts) ?? findPace(facts) ?? findEarliest(facts) ?? findLatest(facts) ??
    findClimb(facts);
}

function findLongest({ runs, before, earlier, period }: ReportFacts): Unusual | undefined {
  const run = longestOf(runs);
  if (!run) return undefined;
  if (run.distanceMeters > before.longestMeters) {
    return { kind: "longest_ever", run, beforeMeters: before.longestMeters };
  }
  const since = addDays(run.localDate, -DAYS_BACK);
  const recent = earlier.filter(({ localDate }) => localDate >= since && localDate < period.first);
  const beforeMeters = Math.max(0, ...recent.map(({ distanceMeters }) => distanceMeters));
  if (recent.length < FEWEST_BEFORE || run.distanceMeters <= beforeMeters) return undefined;
  return { kind: "longest_90", run, beforeMeters };
}

function findPace({ runs, before, units }: ReportFacts): Unusual | undefined {
  if (before.fastestPace === null) return undefined;
  const run = fastestOf(runs, PACED_METERS);
  if (!run) return undefined;
  const [pace, beforePace] = [paceOf(run), before.fastestPace].map((p) => p * METERS_PER[units]);
  // The fastest round number that was beaten now and never before.
  const under = (Math.floor(pace / PACE_STEP) + 1) * PACE_STEP;
  return under <= beforePace ? { kind: "first_under", run, pace: under, beforePace } : undefined;
}

function findEarliest(facts: ReportFacts): Unusual | undefined {
  return findTime(facts, "earliest", (a, b) => a < b);
}

function findLatest(facts: ReportFacts): Unusual | undefined {
  return findTime(facts, "latest", (a, b) => a > b);
}

function findTime(
  { runs, earlier }: ReportFacts,
  kind: "earliest" | "latest",
  isBefore: (a: string, b: string) => boolean,
): Unusual | undefined {
  const timed = runs.filter(hasTime);
  const past = earlier.filter(hasTime);
  if (timed.length === 0 || past.length < 2 * FEWEST_BEFORE) return undefined;
  const first = <T extends { localTime: string }>(of: T[]) =>
    of.reduce((a, b) => isBefore(b.localTime, a.localTime) ? b : a);
  const [run, { localTime: beforeTime }] = [first(timed), first(past)];
  return isBefore(run.localTime, beforeTime) ? { kind, run, beforeTime } : undefined;
}

function findClimb({ runs, earlier }: ReportFacts): Unusual | undefined {
  const gain = (run: { elevationGainMeters: number | null }) => run.elevationGainMeters ?? 0;
  const run = [...runs].sort((a, b) => gain(b) - gain(a))[0];
  const beforeMeters = Math.max(0, ...earlier.map(gain));
  const isNews = beforeMeters > 0 && gain(run) > beforeMeters && earlier.length >= FEWEST_BEFORE;
  return isNews ? { kind: "climb_90", run, gainMeters: gain(run), beforeMeters } : undefined;
}

function hasTime<T extends { localTime: string | null }>(run: T): run is T & { localTime: string } {
  return run.localTime !== null;
}

export function longestOf(runs: ReportRun[]): ReportRun | undefined {
  return [...runs].sort((a, b) => b.distanceMeters - a.distanceMeters)[0];
}

/** Of those that are at least so long. */
export function fastestOf(runs: ReportRun[], minMeters: number): ReportRun | undefined {
  return runs.filter((run) => run.distanceMeters >= minMeters && run.movingSeconds > 0)
    .sort((a, b) => paceOf(a) - paceOf(b))[0];
}

/** Seconds a meter. */
function paceOf({ movingSeconds, distanceMeters }: ReportRun): number {
  return movingSeconds / distanceMeters;
}
