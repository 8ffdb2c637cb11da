import type { Goal } from "./plan.ts";

/**
 * What no plan of ours breaks. Where science has a number its source stands beside it; the rest are customs of coaches,
 * and said to be.
 */
export const RULES = {
  /** Weeks from the first one to the race. Custom: below, nothing can be built; above, nobody knows their life. */
  fewestWeeks: 8,
  mostWeeks: 24,
  /** A week against the greatest of the four before. Custom, "the 10 % rule"; Buist 2008 found it no safer than 24 %, nor worse. */
  ramp: 1.1,
  /** So much more is no ramp: at ten kilometers a week a tenth is not even a run. */
  rampFreeMeters: 2_000,
  /** Every so many weeks one is lighter. Custom. */
  cutbackEvery: 4,
  cutback: 0.85,
  /** A session against the longest of 30 days: beyond it injuries grow (Frandsen 2025). */
  spike: 1.1,
  spikeDays: 30,
  /** Of a week: fast meters. Seiler 2010: about a fifth of what trained runners do is hard. */
  fastShare: 0.2,
  /** Of a week: the long run, by how many days are run. Custom: a third, more where there are few days. */
  longShare: { 2: 0.65, 3: 0.55, 4: 0.45, 5: 0.4, 6: 0.36, 7: 0.36 } as Record<number, number>,
  /** At least so many days of rest in seven. */
  restDays: 1,
  /** Nothing fast so many days before the race. */
  quietDays: 3,
  /** What is taken for granted of whoever runs nothing: walks and runs that add up to so much in a week and at once. */
  leastWeekMeters: 6_000,
  leastLongestMeters: 3_000,
  /** Shorter is no session. */
  shortestMeters: 2_000,
} as const;

/**
 * The last weeks, as parts of the greatest of the six before, without the race: two weeks in which the volume falls by
 * 41 to 60 % and the intensity stays did most for races (Bosquet 2007, meta-analysis).
 */
const TAPERS: Record<Goal, number[]> = {
  "5k": [0.6],
  "10k": [0.55],
  half: [0.75, 0.5],
  marathon: [0.8, 0.6, 0.4],
  fit: [],
};

/** Of a plan of so many weeks: one at least is left to build. */
export function taperOf(goal: Goal, weeks: number): number[] {
  return weeks > 1 ? TAPERS[goal].slice(1 - weeks) : [];
}

/** The longest run that a plan asks for, in meters. Custom: about the race for short ones, three quarters of a marathon. */
export const LONGEST: Record<Goal, number> = {
  "5k": 14_000,
  "10k": 18_000,
  half: 21_000,
  marathon: 32_000,
  fit: 14_000,
};

/** What somebody must have run once in the weeks before to finish safely: a part of the race. Custom. */
export const SAFE_PART: Record<Goal, number> = {
  "5k": 0.7,
  "10k": 0.7,
  half: 0.65,
  marathon: 0.6,
  fit: 0,
};
