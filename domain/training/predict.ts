import { RACE_METERS } from "./distances.ts";
import { BEST_VDOT, raceSeconds, vdotOf } from "./vdot.ts";

/** What was run once, as hard as on that day. */
interface Performance {
  meters: number;
  seconds: number;
}

type PredictionMethod = "vdot" | "riegel" | "cameron" | "marathon";

export interface Prediction {
  /** Seconds: the fastest and the slowest to expect. */
  fast: number;
  slow: number;
  methods: { method: PredictionMethod; seconds: number }[];
}

/** Riegel, Athletic records and human endurance (1981). */
const RIEGEL = 1.06;
/** From a half to a marathon, as the general public does: half of marathoners are 10 min and more behind Riegel (Vickers & Vertosick 2016). */
const PUBLIC_MARATHON = 1.15;
/** Outside of these no method holds. */
const [SHORTEST_METERS, LONGEST_METERS] = [1_500, 100_000];
/** What one day differs from the next, to either side. Our convention. */
const DAY = 0.02;

/**
 * The time of a race from one performance: by each method that holds for the distance, and a range around them all.
 * Undefined where the performance is outside 3.5 min to 4 h, or the race shorter than 1,500 m or further than 100 km.
 */
export function predict(from: Performance, meters: number): Prediction | undefined {
  const vdot = vdotOf(from.meters, from.seconds);
  if (vdot === undefined || !isPredictable(meters)) return undefined;
  const byVdot = raceSeconds(vdot, meters);
  if (byVdot === undefined) return undefined;
  const methods = [
    { method: "vdot" as const, seconds: byVdot },
    { method: "riegel" as const, seconds: riegelSeconds(from, meters) },
    { method: "cameron" as const, seconds: cameronSeconds(from, meters) },
    ...publicMarathon(from, meters),
  ];
  const times = methods.map(({ seconds }) => seconds);
  return { methods, fast: Math.min(...times) * (1 - DAY), slow: Math.max(...times) * (1 + DAY) };
}

/** Whether there are methods for a race of this distance at all. */
export function isPredictable(meters: number): boolean {
  return meters >= SHORTEST_METERS && meters <= LONGEST_METERS;
}

export function riegelSeconds(
  { meters, seconds }: Performance,
  raceMeters: number,
  exponent = RIEGEL,
): number {
  return seconds * (raceMeters / meters) ** exponent;
}

/** Cameron (1998), from records. */
export function cameronSeconds({ meters, seconds }: Performance, raceMeters: number): number {
  const factor = (m: number) => 13.49681 - 0.000030363 * m + 835.7114 / m ** 0.7905;
  return (seconds / meters) * raceMeters * (factor(meters) / factor(raceMeters));
}

/** Over the marathon the other methods flatter whoever did not train for it. */
function publicMarathon(from: Performance, meters: number): Prediction["methods"] {
  const half = RACE_METERS.half;
  const isMarathon = Math.abs(meters / RACE_METERS.marathon - 1) < 0.05;
  if (!isMarathon || from.meters > 1.2 * half) return [];
  const seconds = riegelSeconds(
    { meters: half, seconds: riegelSeconds(from, half) },
    meters,
    PUBLIC_MARATHON,
  );
  return [{ method: "marathon", seconds }];
}

/** The performance that speaks for the most, by VDOT; undefined where none says anything. */
export function bestOf<T extends Performance>(performances: T[]): T | undefined {
  const rated = performances.flatMap((each) => {
    const vdot = vdotOf(each.meters, each.seconds);
    // What nobody can run was something else: a ride, or a slip of the keys.
    return vdot === undefined || vdot > BEST_VDOT ? [] : [{ each, vdot }];
  });
  return rated.sort((a, b) => b.vdot - a.vdot)[0]?.each;
}
