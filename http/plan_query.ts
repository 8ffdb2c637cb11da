import { z } from "zod";
import type { PlanRunner } from "@/domain/plans/runner.ts";
import { isRaceTime } from "@/domain/races/limits.ts";
import { RACE_METERS, type RaceDistance } from "@/domain/training/distances.ts";
import type { PlanRequest } from "@/domain/training/plans/build.ts";
import { addDays, weekdayOf } from "@/domain/training/weeks.ts";
import { METERS_PER, parseDuration, type Units } from "@/domain/training/units.ts";
import { vdotOf } from "@/domain/training/vdot.ts";
import { readDecimal } from "@/http/forms.ts";

const PROBLEMS = ["choice", "date", "days", "distance", "time"] as const;
type PlanQueryProblem = (typeof PROBLEMS)[number];

export interface PlanQuery {
  /** As typed, for the form. */
  values: Record<string, string>;
  /** Undefined while nothing was asked, or something of it is wrong. */
  request?: PlanRequest;
  /** The request as it may be kept: with a speed that was typed in, and with none that was read from runs. */
  keepable?: PlanRequest;
  problems: Partial<Record<string, PlanQueryProblem>>;
}

const DISTANCES = Object.keys(RACE_METERS) as [RaceDistance];
const WEEKDAYS = ["d1", "d2", "d3", "d4", "d5", "d6", "d0"] as const;
const NAMES = [
  ...["goal", "raceDate", "level", "weekly", "longest", "bestDistance", "bestTime"],
  ...WEEKDAYS,
];
/** Nobody runs more in a week, or farther at once, and lives to plan it. */
const MOST_METERS = 400_000;

interface About {
  runner: PlanRunner;
  units: Units;
  today: string;
  /** As a person writes it into a field. */
  typed: (value: number) => string;
}

/** What is asked of a plan, as the address has it; without `goal` nothing is, and the form shows what is known. */
export function readPlanQuery(params: Record<string, string>, about: About): PlanQuery {
  const given = Object.fromEntries(
    NAMES.flatMap((name) => params[name] === undefined ? [] : [[name, params[name].trim()]]),
  );
  if (given.level === undefined) {
    return { values: { ...startValues(about), ...given }, problems: {} };
  }
  const parsed = fieldsFor(about).safeParse(given);
  if (parsed.success) {
    const keepable = toRequest(parsed.data, about.today);
    const vdot = keepable.vdot ?? vdotFrom(about.runner.best);
    return { values: given, request: { ...keepable, vdot }, keepable, problems: {} };
  }
  const problems: PlanQuery["problems"] = {};
  for (const { path, message } of parsed.error.issues) {
    const code = PROBLEMS.find((each) => each === message) ?? "choice";
    problems[String(path[0] ?? "d1")] ??= code;
  }
  return { values: given, problems };
}

function startValues({ runner, units, typed, today }: About): Record<string, string> {
  const inUnits = (meters: number) => typed(Math.round(meters / METERS_PER[units] * 10) / 10);
  return {
    goal: "10k",
    raceDate: sundayAfter(addDays(today, 7 * 12)),
    level: "intermediate",
    weekly: inUnits(runner.weeklyMeters),
    longest: inUnits(runner.longestMeters),
    ...{ d2: "1", d4: "1", d6: "1", d0: "1" },
  };
}

/** Most races are on one, and weeks then run from Monday on. */
function sundayAfter(date: string): string {
  return addDays(date, (7 - weekdayOf(date)) % 7);
}

function fieldsFor({ units, today }: About) {
  const distance = z.string({ error: "distance" })
    .transform((text) => readDecimal(text) * METERS_PER[units])
    .refine((meters) => meters >= 0 && meters <= MOST_METERS, "distance");
  const days = Object.fromEntries(WEEKDAYS.map((name) => [name, z.string().optional()]));
  return z.object({
    goal: z.enum([...DISTANCES, "fit"], "choice"),
    raceDate: z.iso.date("date").refine((date) => date <= addDays(today, 7 * 160), "date"),
    level: z.enum(["beginner", "intermediate", "advanced"], "choice"),
    weekly: distance,
    longest: distance,
    bestDistance: z.enum(["", ...DISTANCES], "choice").default(""),
    bestTime: z.string().default(""),
    ...days,
  }).refine((values) => weekdaysIn(values).length >= 2, { path: ["d1"], error: "days" })
    .refine(({ bestDistance, bestTime }) => isBest(bestDistance, bestTime), {
      path: ["bestTime"],
      error: "time",
    });
}

type Fields = z.output<ReturnType<typeof fieldsFor>>;

/** Its speed is of the time that was typed in. */
function toRequest(fields: Fields, today: string): PlanRequest {
  const { bestDistance, bestTime, goal, raceDate, level, weekly, longest } = fields;
  const seconds = parseDuration(bestTime);
  const typed = bestDistance && seconds
    ? { meters: RACE_METERS[bestDistance], seconds }
    : undefined;
  return {
    ...{ goal, raceDate, level, today, vdot: vdotFrom(typed) },
    weekdays: weekdaysIn(fields),
    weeklyMeters: weekly,
    longestMeters: longest,
  };
}

function vdotFrom(best: { meters: number; seconds: number } | undefined): number | null {
  return best ? vdotOf(best.meters, best.seconds) ?? null : null;
}

/** From 0 for Sunday. */
function weekdaysIn(values: Record<string, unknown>): number[] {
  return WEEKDAYS.filter((name) => values[name] === "1").map((name) => Number(name[1]));
}

/** Both or none: a time over no distance says nothing. */
function isBest(distance: RaceDistance | "", time: string): boolean {
  if (distance === "" && time === "") return true;
  const seconds = parseDuration(time);
  return distance !== "" && seconds !== undefined && isRaceTime(seconds, RACE_METERS[distance]);
}
