import type { Db, Tx } from "@/db/client.ts";
import type { PlannedRun } from "@/db/plans.ts";
import { listRaceRuns } from "@/db/race_runs.ts";
import type { Schedule, ScheduledRun } from "@/domain/plans/schedule.ts";
import { RULES } from "@/domain/training/plans/rules.ts";
import { type Course, type Load, metersOf, type Slated } from "@/domain/training/replan/course.ts";
import type { Mishap } from "@/domain/training/replan/mishap.ts";
import { addDays, weekdayOf } from "@/domain/training/weeks.ts";

const USUAL_WEEKS = 4;

/** A plan on its way, as replanning looks at it. */
export async function courseOf(
  db: Db | Tx,
  schedule: Schedule,
  { today, mishap }: { today: string; mishap: Mishap },
): Promise<Course> {
  const { plan, runs, stored } = schedule;
  const { goal, raceDate, startDate, weeks, mode } = plan;
  // A new speed is compared with what the page shows; what is kept of the plan stays what it is.
  const shown = mishap.kind === "race_time" ? runs : stored;
  const isDone = new Set(runs.filter(({ done }) => done).map(({ id }) => id));
  return {
    ...{ goal, raceDate, startDate, weeks, mode, today },
    sessions: shown.map((run) => slated(run, isDone.has(run.id))),
    ran: ranOf(schedule, today, mishap),
    before: await readBefore(db, schedule),
    weekdays: plan.weekdays ?? weekdaysOf(runs),
    level: plan.level ?? "intermediate",
    vdot: mishap.kind === "race_time" ? plan.vdot ?? schedule.vdot : plan.vdot,
  };
}

function slated(run: PlannedRun, isDone: boolean): Slated {
  const { id, date, kind, meters, fastMeters, seconds, isSkipped, paceSlow, paceFast } = run;
  const pace: Slated["pace"] = paceSlow === null || paceFast === null ? null : [paceSlow, paceFast];
  return { id, date, kind, meters, fastMeters, seconds, isSkipped, pace, isDone };
}

/** Who has no runs here runs all the same: then what was planned counts, but for the days that are said to be missed. */
function ranOf({ plan, runs, ran }: Schedule, today: string, mishap: Mishap): Load[] {
  const own = ran.filter(({ localDate }) => localDate >= plan.startDate);
  if (own.length > 0) {
    return own.map(({ localDate, distanceMeters }) => ({
      date: localDate,
      meters: distanceMeters,
    }));
  }
  const isMissed = (date: string) => "from" in mishap && date >= mishap.from && date <= mishap.to;
  return runs.filter(({ date, isSkipped }) => date < today && !isSkipped && !isMissed(date));
}

/** Before the plan began; where nothing was recorded, or less, what its first week says of the runner. */
async function readBefore(db: Db | Tx, { plan, runs }: Schedule): Promise<Course["before"]> {
  const { startDate, userId } = plan;
  const first = runs.filter(({ date, kind }) => date < addDays(startDate, 7) && kind !== "race");
  const span = { from: addDays(startDate, -RULES.spikeDays), to: addDays(startDate, -1) };
  const own = await listRaceRuns(db, userId, { ...span, minMeters: 0 });
  const usual = own.filter(({ localDate }) => localDate >= addDays(startDate, -7 * USUAL_WEEKS));
  const longest = (loads: { meters: number }[]) =>
    Math.max(0, ...loads.map(({ meters }) => meters));
  const asLoads = (found: typeof own) => found.map(({ distanceMeters: meters }) => ({ meters }));
  return {
    weeklyMeters: Math.max(metersOf(asLoads(usual)) / USUAL_WEEKS, metersOf(first)),
    longestMeters: Math.max(longest(asLoads(own)), longest(first) / RULES.spike),
  };
}

function weekdaysOf(runs: ScheduledRun[]): number[] {
  return [...new Set(runs.map(({ date }) => weekdayOf(date)))];
}
