import type { SessionKind } from "./plan.ts";
import { RULES } from "./rules.ts";

/** One run of a week, before it has a date and a pace. */
export interface Slot {
  /** Days from the week's first. */
  day: number;
  kind: SessionKind;
  meters: number;
  fastMeters: number;
}

interface WeekAim {
  /** To reach, but for what does not fit. */
  meters: number;
  /** Days from the week's first that may be run on, in order. */
  days: number[];
  /** Of these, the one of the long run; none in the week of a race. */
  longDay: number | undefined;
  /** What is to be run fast, each on its own day. */
  fast: { day: number; kind: SessionKind }[];
  /** Among how many the fast share is divided: a lighter week has fewer of them, not longer ones. */
  fastParts: number;
  /** No run may be longer. */
  longest: number;
  /** The long run may not be longer. */
  longestLong: number;
}

/** A tenth more of a short run is less than half a kilometer. */
const [STEP, SHORT_STEP, SHORT] = [500, 100, 6_000];
/** Lengths are rounded down, so that a week has less than was aimed for, and its shares must have room for that. */
const ROOM = 0.94;
/** What makes another day worth going out for. */
const WORTH_A_DAY = 2_500;
/** No other run is longer than so much of the long one, or than this. Custom; otherwise few days would have two long runs. */
const [BESIDE_LONG, NEVER_LONG] = [0.75, 10_000];
/** Beside what is fast: to warm up, between and to cool down. */
const AROUND_FAST = 3_000;

/**
 * The runs of a week: the long one, the fast ones, and the rest of the distance evenly over the other days. Shrinks until
 * every share is kept, so it may have less than was aimed for and never more.
 */
export function fillWeek(wanted: WeekAim): Slot[] {
  const aim = { ...wanted, days: daysFor(wanted) };
  let meters = aim.meters;
  let slots = attempt(aim, meters);
  // Each pass knows the total of the one before; shares are of what is really run.
  for (let pass = 0; pass < 8 && !keepsShares(slots, aim); pass++) {
    meters = total(slots);
    slots = attempt(aim, meters);
  }
  return keepsShares(slots, aim) ? slots : easyOnly(aim, meters);
}

/** As many days as the distance is worth, the long run's and those of what is fast before others. */
function daysFor({ days, meters, longDay, fast }: WeekAim): number[] {
  const count = Math.max(2, Math.min(days.length, Math.floor(meters / WORTH_A_DAY)));
  if (count >= days.length) return days;
  const first = [longDay, ...fast.map(({ day }) => day)].filter((day) => day !== undefined)
    .slice(0, count);
  const others = days.filter((day) => !first.includes(day));
  return [...first, ...choose(others, count - first.length)].sort((a, b) => a - b);
}

function attempt(aim: WeekAim, meters: number): Slot[] {
  const long = longSlot(aim, meters);
  const cap = Math.min(
    aim.longest,
    long ? besideLong(long.meters) : aim.longest,
  );
  const fast = fastSlots(aim, { meters, left: meters - (long?.meters ?? 0), cap });
  const taken = [...(long ? [long] : []), ...fast];
  const free = aim.days.filter((day) => !taken.some((slot) => slot.day === day));
  return [...taken, ...spread(free, meters - total(taken), cap)].sort((a, b) => a.day - b.day);
}

function besideLong(meters: number): number {
  const most = Math.max(BESIDE_LONG * meters, NEVER_LONG);
  return Math.max(RULES.shortestMeters, Math.min(most, meters - SHORT_STEP));
}

function longSlot({ longDay, days, longest, longestLong }: WeekAim, meters: number) {
  if (longDay === undefined) return undefined;
  // Something has to be left for another day.
  const share = Math.min(
    ROOM * RULES.longShare[days.length] * meters,
    meters - RULES.shortestMeters,
  );
  const length = floor(Math.min(share, longest, longestLong));
  if (length < RULES.shortestMeters) return undefined;
  return { day: longDay, kind: "long" as const, meters: length, fastMeters: 0 };
}

/** A share of the week for each; where that is less than a kilometer, strides. */
function fastSlots(
  { fast, fastParts, days }: WeekAim,
  { meters, left, cap }: { meters: number; left: number; cap: number },
): Slot[] {
  const due = fast.filter(({ day }) => days.includes(day));
  return due.flatMap(({ day, kind }) => {
    const most = Math.min(cap, left / due.length);
    const part = ROOM * RULES.fastShare * meters / Math.max(fastParts, due.length);
    const fastMeters = kind === "strides" ? 0 : floor(Math.min(part, most - AROUND_FAST));
    if (fastMeters >= 1_000) return [{ day, kind, meters: fastMeters + AROUND_FAST, fastMeters }];
    const length = floor(Math.min(most, meters / 4));
    if (length < RULES.shortestMeters) return [];
    return [{ day, kind: "strides" as const, meters: length, fastMeters: 0 }];
  });
}

/** Evenly over as many of the days as make sessions of a length that is worth going out for. */
function spread(days: number[], meters: number, cap: number): Slot[] {
  for (let count = days.length; count > 0; count--) {
    const each = floor(Math.min(meters / count, cap));
    if (each < RULES.shortestMeters) continue;
    return choose(days, count).map((day) => ({ day, kind: "easy", meters: each, fastMeters: 0 }));
  }
  return [];
}

/** Some of the days, as far from each other as their order allows. */
function choose(days: number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => days[Math.floor((i + 0.5) * days.length / count)]);
}

function keepsShares(slots: Slot[], { days }: WeekAim): boolean {
  const meters = total(slots);
  const fast = slots.reduce((sum, { fastMeters }) => sum + fastMeters, 0);
  const long = slots.find(({ kind }) => kind === "long")?.meters ?? 0;
  return fast <= RULES.fastShare * meters && long <= RULES.longShare[days.length] * meters;
}

/** What is left where nothing else adds up: the same distance on each day. */
function easyOnly({ days, longest }: WeekAim, meters: number): Slot[] {
  return spread(days, meters, longest);
}

export function total(slots: { meters: number }[]): number {
  return slots.reduce((sum, { meters }) => sum + meters, 0);
}

export function floor(meters: number): number {
  const step = meters < SHORT ? SHORT_STEP : STEP;
  return Math.floor(Math.max(0, meters) / step) * step;
}
