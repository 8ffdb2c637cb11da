import { RULES } from "../plans/rules.ts";
import { addDays } from "../weeks.ts";
import type { EarlierRun, ReportFacts, ReportRun } from "./facts.ts";

/** A run that was far longer than what the body knew. */
export interface Risk {
  run: ReportRun;
  /** To the longest of the 30 days before. */
  ratio: number;
  longestMeters: number;
  band: "small" | "moderate" | "large";
}

/** From which ratio on, after Frandsen 2025 (DOI 10.1136/bjsports-2024-109380): an association, with injuries as told by runners. */
const BANDS: [over: number, band: Risk["band"]][] = [
  [2, "large"],
  [1.3, "moderate"],
  [RULES.spike, "small"],
];

/** The run that was the greatest leap, where one was beyond what 30 days had prepared. */
export function findRisk({ runs, earlier, before }: ReportFacts): Risk | undefined {
  // Of whom nothing was known before, not even a leap is.
  if (before.count === 0) return undefined;
  const risks = runs.flatMap((run) => {
    const before = [...earlier, ...runs].filter((other) => isShortlyBefore(other, run));
    const longestMeters = Math.max(0, ...before.map(({ distanceMeters }) => distanceMeters));
    const ratio = run.distanceMeters / longestMeters;
    const band = BANDS.find(([over]) => longestMeters > 0 && ratio > over)?.[1];
    return band ? [{ run, ratio, longestMeters, band }] : [];
  });
  return risks.sort((a, b) => b.ratio - a.ratio)[0];
}

/** What two runs of one day say of each other is not known. */
function isShortlyBefore({ localDate }: EarlierRun, run: ReportRun): boolean {
  return localDate < run.localDate && localDate >= addDays(run.localDate, -RULES.spikeDays);
}
