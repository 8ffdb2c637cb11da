import { METERS_PER, type Units } from "./units.ts";

export type PaceStrategy = "even" | "negative";

export interface BandRow {
  /** From the start. */
  meters: number;
  seconds: number;
  /** Of this stretch alone. */
  splitSeconds: number;
}

/** A negative split begins and ends so much slower and faster than the average: the halves differ by as much. */
const NEGATIVE = 0.02;

/**
 * When to pass each kilometer or mile to reach a goal, the finish last; the splits add up to the goal. `negative`
 * grows steadily faster, so that the second half takes 2 % less than the first.
 */
export function paceBand(
  { meters, goalSeconds, strategy, units }: {
    meters: number;
    goalSeconds: number;
    strategy: PaceStrategy;
    units: Units;
  },
): BandRow[] {
  const change = strategy === "negative" ? NEGATIVE : 0;
  const passedAt = (at: number) => {
    const part = at / meters;
    return goalSeconds * (part + change * part * (1 - part));
  };
  const each = METERS_PER[units];
  // A stretch of a few meters before the finish is no stretch.
  const marks = Array.from(
    { length: Math.ceil(meters / each) },
    (_, i) => Math.min((i + 1) * each, meters),
  ).filter((at) => at === meters || meters - at > each / 50);
  return marks.map((at, i) => ({
    meters: at,
    seconds: passedAt(at),
    splitSeconds: passedAt(at) - passedAt(marks[i - 1] ?? 0),
  }));
}
