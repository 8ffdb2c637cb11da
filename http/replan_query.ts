import { z } from "zod";
import { isRaceTime } from "@/domain/races/limits.ts";
import { RACE_METERS, type RaceDistance } from "@/domain/training/distances.ts";
import type { Mishap } from "@/domain/training/replan/mishap.ts";
import { parseDuration } from "@/domain/training/units.ts";
import { addDays } from "@/domain/training/weeks.ts";

const NAMES = ["what", "from", "to", "raceDate", "distance", "time"] as const;
type Name = typeof NAMES[number];

const KINDS = ["missed", "illness", "travel", "race_moved", "race_time"] as const;
const DISTANCES = Object.keys(RACE_METERS) as [RaceDistance];
const MOST_DAYS = 120;

type ReplanProblem = "date" | "span" | "over" | "time";

interface ReplanQuery {
  /** As typed, for the forms. */
  values: Partial<Record<Name, string>>;
  /** Undefined while nothing was asked, or something of it is wrong. */
  mishap?: Mishap;
  problem?: { name: Name; code: ReplanProblem };
}

const day = z.iso.date();

/** What happened, as the address or a form has it; without `what` nothing is asked. */
export function readReplanQuery(params: Record<string, unknown>, today: string): ReplanQuery {
  const values: ReplanQuery["values"] = {};
  for (const name of NAMES) {
    const value = params[name];
    if (typeof value === "string") values[name] = value.trim().slice(0, 100);
  }
  const what = KINDS.find((kind) => kind === values.what);
  if (!what) return { values };
  if (what === "race_moved") {
    const raceDate = day.safeParse(values.raceDate).data;
    if (!raceDate) return { values, problem: { name: "raceDate", code: "date" } };
    return { values, mishap: { kind: what, raceDate } };
  }
  return what === "race_time" ? readTime(values) : readDays(what, values, today);
}

function readTime(values: ReplanQuery["values"]): ReplanQuery {
  const distance = DISTANCES.find((each) => each === values.distance) ?? "10k";
  const meters = RACE_METERS[distance];
  const seconds = parseDuration(values.time ?? "");
  if (seconds === undefined || !isRaceTime(seconds, meters)) {
    return { values, problem: { name: "time", code: "time" } };
  }
  return { values, mishap: { kind: "race_time", meters, seconds } };
}

function readDays(
  kind: "missed" | "illness" | "travel",
  values: ReplanQuery["values"],
  today: string,
): ReplanQuery {
  const [from, to] = [values.from, values.to].map((value) => day.safeParse(value).data);
  if (!from) return { values, problem: { name: "from", code: "date" } };
  if (!to) return { values, problem: { name: "to", code: "date" } };
  if (to < from || to > addDays(from, MOST_DAYS)) {
    return { values, problem: { name: "to", code: "span" } };
  }
  if (kind === "missed" && to >= today) return { values, problem: { name: "to", code: "over" } };
  return { values, mishap: { kind, from, to } };
}
