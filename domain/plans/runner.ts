import type { Db } from "@/db/client.ts";
import { listRaceRuns } from "@/db/race_runs.ts";
import { bestPerformance } from "@/domain/races/forecast.ts";
import { RULES } from "@/domain/training/plans/rules.ts";
import { addDays } from "@/domain/training/weeks.ts";

const USUAL_WEEKS = 4;

export interface PlanRunner {
  /** Of the last four weeks, up to yesterday. */
  weeklyMeters: number;
  /** Of the last 30 days. */
  longestMeters: number;
  /** What speaks for the most in half a year. */
  best: Awaited<ReturnType<typeof bestPerformance>>;
}

/** What a plan has to know of a runner, from their own runs and results. */
export async function readRunner(db: Db, userId: string, today: string): Promise<PlanRunner> {
  const from = addDays(today, -RULES.spikeDays);
  const runs = await listRaceRuns(db, userId, { from, to: today, minMeters: 0 });
  const weeks = runs.filter(({ localDate }) =>
    localDate < today && localDate >= addDays(today, -7 * USUAL_WEEKS)
  );
  const sum = weeks.reduce((meters, run) => meters + run.distanceMeters, 0);
  return {
    weeklyMeters: sum / USUAL_WEEKS,
    longestMeters: Math.max(0, ...runs.map(({ distanceMeters }) => distanceMeters)),
    best: await bestPerformance(db, userId, today),
  };
}
