import type { Goal, SessionKind } from "./plan.ts";
import { RULES } from "./rules.ts";

export type Level = "beginner" | "intermediate" | "advanced";

/** Meters of the greatest week by goal and level. Custom; whoever runs more keeps to what they run. */
const PEAKS: Record<Goal, Record<Level, number>> = {
  "5k": { beginner: 25_000, intermediate: 40_000, advanced: 60_000 },
  "10k": { beginner: 30_000, intermediate: 50_000, advanced: 75_000 },
  half: { beginner: 40_000, intermediate: 60_000, advanced: 85_000 },
  marathon: { beginner: 55_000, intermediate: 75_000, advanced: 105_000 },
  fit: { beginner: 25_000, intermediate: 35_000, advanced: 45_000 },
};
/** A week grows by less than it may, so that a good day is no breach. */
const GROWTH = 1.07;
const GROWTH_METERS = 1_000;

export function peakMeters(
  { goal, level, weeklyMeters }: { goal: Goal; level: Level; weeklyMeters: number },
  mode: "full" | "finish",
): number {
  return mode === "finish" ? Infinity : Math.max(PEAKS[goal][level], weeklyMeters);
}

/** Answers what a week may have, by what those before it had. */
export function volumes(
  { weeks, taper, from, peak }: { weeks: number; taper: number[]; from: number; peak: number },
): (run: number[], week: number) => number {
  return (run, week) => {
    const before = [from, ...run];
    const left = weeks - week;
    if (left <= taper.length) {
      // What was meant to be run does not count, only what the plan had.
      const built = run.slice(0, weeks - taper.length).slice(-6);
      return taper[taper.length - left] * Math.max(...built);
    }
    const greatest = Math.max(...before.slice(-RULES.cutbackEvery));
    if (isCutback(week)) return 0.95 * RULES.cutback * before[before.length - 1];
    // The first week is a usual one.
    if (week === 0) return greatest;
    const grown = Math.max(greatest * GROWTH, greatest + GROWTH_METERS);
    return Math.min(grown, Math.max(peak, 0));
  };
}

function isCutback(week: number): boolean {
  return (week + 1) % RULES.cutbackEvery === 0;
}

/** What is run fast in a week, the more important first: general at first, as the race is in the end. */
export function fastKinds(
  { goal, level, week, weeks }: { goal: Goal; level: Level; week: number; weeks: number },
): SessionKind[] {
  const third = Math.min(2, Math.floor(3 * week / weeks));
  if (level === "beginner") return [(["strides", "tempo", "race_pace"] as const)[third]];
  const isShort = goal === "5k" || goal === "10k";
  const phases: SessionKind[][] = goal === "fit"
    ? [["tempo", "strides"], ["intervals", "tempo"], ["tempo", "intervals"]]
    : isShort
    ? [["tempo", "strides"], ["intervals", "tempo"], ["race_pace", "intervals"]]
    : [["tempo", "strides"], ["tempo", "intervals"], ["race_pace", "tempo"]];
  const kinds = phases[third];
  return isCutback(week) ? kinds.slice(0, 1) : kinds;
}
