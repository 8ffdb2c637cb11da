import { integerJson } from "../json.ts";
import { createRandom, mixSeed } from "../random.ts";
import type { WobbleWay } from "./rule.ts";

type Fields = Record<string, unknown>;

const mayBeNull = ["workout_type", "gear_id", "average_cadence", "device_name", "suffer_score"];
const mayBeAbsent = [
  "total_elevation_gain",
  "elev_high",
  "elev_low",
  "athlete_count",
  "max_speed",
  "average_cadence",
  "external_id",
];
const numbers = ["distance", "total_elevation_gain", "average_speed", "max_speed", "utc_offset"];

/** The same facts in the shapes the real API has been seen to slip into. Ids and times stay. */
export function wobbleJson(text: string, ways: readonly WobbleWay[], salt: number): string {
  const parsed: unknown = JSON.parse(text, keepBigIntegers);
  const wobble = (value: unknown, index: number) =>
    isFields(value) ? wobbleFields(value, ways, mixSeed(salt, index)) : value;
  return JSON.stringify(Array.isArray(parsed) ? parsed.map(wobble) : wobble(parsed, 0));
}

/** Ids beyond 2^53 must come through as they were. */
function keepBigIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined) return value;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? integerJson(source) : value;
}

function wobbleFields(fields: Fields, ways: readonly WobbleWay[], seed: number): Fields {
  const random = createRandom(seed);
  const next = { ...fields };
  if (ways.includes("types")) wobbleNumbers(next, () => random.next());
  if (ways.includes("nulls")) {
    for (const key of mayBeNull) if (key in next && random.chance(0.5)) next[key] = null;
  }
  if (ways.includes("absent")) {
    for (const key of mayBeAbsent) if (random.chance(0.4)) delete next[key];
  }
  if (ways.includes("unknown-fields")) {
    next.fresh_field = { level: random.whole(1, 9), tags: ["new", null] };
    next.fresh_flag = random.chance(0.5);
  }
  if (ways.includes("unknown-sport") && "sport_type" in next && random.chance(0.2)) {
    next.sport_type = "Quidditch";
    next.type = "Workout";
  }
  if (ways.includes("counts")) {
    for (const key of ["kudos_count", "athlete_count", "comment_count"]) {
      if (typeof next[key] === "number") next[key] = random.whole(0, 300);
    }
  }
  return next;
}

/** A number as text, or rounded to a whole one where it says no less. */
function wobbleNumbers(fields: Fields, draw: () => number): void {
  for (const key of numbers) {
    const value = fields[key];
    if (typeof value === "number" && draw() < 0.3) fields[key] = String(value);
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
