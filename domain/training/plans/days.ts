import { weekdayOf } from "../weeks.ts";
import { RULES } from "./rules.ts";
import type { Level } from "./volumes.ts";

/** On which days of every week what is run: days from the week's first. */
export interface Layout {
  days: number[];
  long: number;
  /** For what is fast, the more important first: apart from each other and from the long run. */
  fast: number[];
}

/** Custom: most have time on Sundays, then on Saturdays. */
const LONG_WEEKDAYS = [0, 6];

export function layOut(
  weekdays: number[],
  startDate: string,
  level: Level,
  isQuiet: boolean,
): Layout {
  const first = weekdayOf(startDate);
  const positionOf = (weekday: number) => (weekday - first + 7) % 7;
  const offered = [...new Set(weekdays)].map(positionOf).sort((a, b) => a - b);
  const long = LONG_WEEKDAYS.filter((day) => weekdays.includes(day)).map(positionOf)[0] ??
    offered[offered.length - 1];
  const days = withRest(offered, long);
  return { days, long, fast: isQuiet ? [] : fastDays(days, long, level) };
}

/** Whoever offers all seven days has the one after the long run for rest. */
function withRest(offered: number[], long: number): number[] {
  if (offered.length <= 7 - RULES.restDays) return offered;
  return offered.filter((day) => day !== (long + 1) % 7);
}

/** Weeks follow each other, so the last day stands beside the first. */
function areApart(a: number, b: number): boolean {
  const gap = Math.abs(a - b);
  return Math.min(gap, 7 - gap) >= 2;
}

function fastDays(days: number[], long: number, level: Level): number[] {
  const free = days.filter((day) => areApart(day, long));
  if (level !== "beginner" && days.length >= 4) {
    const pairs = free.flatMap((a) =>
      free.filter((b) => a < b && areApart(a, b)).map((b) => [a, b])
    );
    const [best] = pairs.sort((p, q) => distance(q) - distance(p));
    if (best) return best;
  }
  // The furthest from the long run.
  const gap = (day: number) => Math.min((day - long + 7) % 7, (long - day + 7) % 7);
  return days.length < 3 ? [] : free.sort((a, b) => gap(b) - gap(a)).slice(0, 1);
}

function distance([a, b]: number[]): number {
  return Math.min(b - a, 7 - (b - a));
}
