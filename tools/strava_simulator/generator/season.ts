import { createRandom, mixSeed } from "../random.ts";
import { addDays, weekday } from "../zone_time.ts";
import { home, type Place, places } from "./places.ts";
import { findRace, type Race } from "./races.ts";

/** One day of the runner's life, known from the day's number alone so that history only ever grows. */
export interface Day {
  date: string;
  index: number;
  /** Whole years since the first day. */
  year: number;
  place: Place;
  isInjured: boolean;
  isHoliday: boolean;
  /** Speed in meters a second that could be held for an hour. */
  threshold: number;
  /** Share of an ordinary week's distance, from 0.6 in rest weeks to 1.35 at the top of a build-up. */
  volume: number;
  race?: Race;
}

/** Seven weeks of a sore Achilles tendon, in the fifth year. */
const injury = { firstDay: 1575, lastDay: 1623 };

export function describeDay(firstDate: string, index: number, seed: number): Day {
  const date = addDays(firstDate, index);
  const trip = findTrip(date, seed);
  const race = findRace(date, Math.floor(index / 365.25));
  const isInjured = index >= injury.firstDay && index <= injury.lastDay;
  return {
    date,
    index,
    year: Math.floor(index / 365.25),
    place: race?.place ?? trip ?? home,
    isInjured,
    isHoliday: trip !== undefined,
    threshold: thresholdAt(index, seed),
    volume: volumeAt(date, index),
    ...(race && !isInjured ? { race } : {}),
  };
}

/** Quick gains at first, then slow ones; a form that swings with the season; a dip after the injury. */
function thresholdAt(index: number, seed: number): number {
  const years = index / 365.25;
  const base = 2.98 + 0.86 * (1 - Math.exp(-years / 2.6)) + 0.022 * years;
  const season = 0.05 * Math.sin(2 * Math.PI * (years - 0.2));
  const since = index - injury.lastDay;
  const dip = since > 0 && since < 170 ? -0.3 * (1 - since / 170) : 0;
  const daily = createRandom(mixSeed(seed, "form", index)).normal(0, 0.03);
  return base + season + dip + daily;
}

/** Three weeks up, one week down, on top of what the years and the months bring. */
function volumeAt(date: string, index: number): number {
  const cycle = [0.95, 1.08, 1.2, 0.65][Math.floor(index / 7) % 4] ?? 1;
  const month = Number(date.slice(5, 7));
  const season = month >= 8 && month <= 10 ? 1.12 : month === 12 || month === 1 ? 0.88 : 1;
  const since = index - injury.lastDay;
  const comeback = since > 0 && since < 84 ? 0.5 + 0.5 * since / 84 : 1;
  return cycle * season * comeback;
}

/** Two weeks each August and one each February somewhere else; other places every year. */
function findTrip(date: string, seed: number): Place | undefined {
  const year = Number(date.slice(0, 4));
  const dayOfYear = date.slice(5);
  const summer: [Place, ...Place[]] = [
    places.reunion,
    places.lisbon,
    places.chamonix,
    places.ottawa,
    places.kathmandu,
  ];
  const winter: [Place, ...Place[]] = [places.tokyo, places.chamonix, places.lisbon];
  const turn = (year + seed) % 15;
  if (dayOfYear >= "08-04" && dayOfYear <= "08-18") return summer[turn % 5];
  if (dayOfYear >= "02-14" && dayOfYear <= "02-21") return winter[turn % 3];
  return undefined;
}

/** Days of the week (0 is Monday) with a run, by how far the runner has come. */
export function runsOn(day: Day): boolean {
  const weekdays = day.year < 1
    ? [1, 3, 6]
    : day.volume > 1.05 && day.year >= 2
    ? [1, 2, 3, 6]
    : [1, 3, 6];
  return weekdays.includes(weekday(day.date));
}
