import { type Place, places } from "./places.ts";
import { addDays, weekday } from "../zone_time.ts";

export interface Race {
  name: string;
  sportType: "Run" | "TrailRun";
  meters: number;
  /** Share of the threshold speed held to the finish. */
  share: number;
  start: string;
  place?: Place;
  climbPerKilometer: number;
}

interface Fixture extends Race {
  month: number;
  /** Which Sunday of the month. */
  sunday: number;
  /** First year of running in which it is entered, and every how many years. */
  fromYear: number;
  everyYears: number;
}

const fixtures: readonly Fixture[] = [
  race("Foulée de printemps 10 km", 10_030, 1.02, { month: 3, sunday: 2, start: "09:30:00" }),
  race("Semi de la Confluence", 21_170, 0.965, {
    month: 4,
    sunday: 3,
    start: "09:00:00",
    fromYear: 1,
  }),
  race("5 km du parc", 5020, 1.065, { month: 5, sunday: 4, start: "10:15:00", fromYear: 1 }),
  race("Trail des balcons", 24_300, 0.74, {
    month: 6,
    sunday: 3,
    start: "07:00:00",
    fromYear: 2,
    sportType: "TrailRun",
    climbPerKilometer: 41,
    place: places.chamonix,
  }),
  race("Marathon du fleuve", 42_480, 0.895, {
    month: 10,
    sunday: 1,
    start: "08:30:00",
    fromYear: 2,
    everyYears: 2,
  }),
  race("New York City Marathon", 42_610, 0.875, {
    month: 11,
    sunday: 1,
    start: "09:45:00",
    fromYear: 5,
    everyYears: 9,
    place: places.newYork,
  }),
  race("Corrida de décembre 8 km", 8060, 1.04, { month: 12, sunday: 3, start: "11:00:00" }),
];

/** The race of a date, for a runner in that year of running. */
export function findRace(date: string, year: number): Race | undefined {
  return fixtures.find((fixture) =>
    year >= fixture.fromYear && (year - fixture.fromYear) % fixture.everyYears === 0 &&
    date === sundayOf(Number(date.slice(0, 4)), fixture.month, fixture.sunday)
  );
}

function sundayOf(year: number, month: number, count: number): string {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  return addDays(first, 6 - weekday(first) + 7 * (count - 1));
}

function race(
  name: string,
  meters: number,
  share: number,
  rest: { month: number; sunday: number; start: string } & Partial<Fixture>,
): Fixture {
  return {
    name,
    meters,
    share,
    sportType: "Run",
    climbPerKilometer: 5,
    fromYear: 0,
    everyYears: 1,
    ...rest,
  };
}
