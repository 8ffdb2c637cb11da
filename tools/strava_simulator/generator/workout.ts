import type { EffortShape } from "../activities/activity.ts";
import { createRandom, mixSeed, type Random } from "../random.ts";
import type { RouteKind } from "../terrain/route.ts";
import { weekday } from "../zone_time.ts";
import { home, type Place } from "./places.ts";
import type { Day } from "./season.ts";

/** What the runner sets out to do on a day. */
export interface Workout {
  name: string;
  sportType: string;
  workoutType?: number | null;
  meters: number;
  /** Share of the threshold speed, on the flat. */
  share: number;
  start: string;
  place: Place;
  climbPerKilometer: number;
  effort: EffortShape;
  routeKind: RouteKind;
  indoors: boolean;
}

/** Tuesday quality, Sunday long, the rest easy; races replace what they fall on. */
export function planWorkout(day: Day, seed: number): Workout {
  const random = createRandom(mixSeed(seed, "workout", day.index));
  if (day.race) return planRace(day);
  const isSunday = weekday(day.date) === 6;
  if (isSunday && day.year % 2 === 1 && changesClocks(day.date)) return planNightRun(day);
  if (isSunday) {
    return day.year >= 2 && random.chance(0.16) ? planTrail(day, random) : planLong(day, random);
  }
  const isQuality = weekday(day.date) === 3 && day.year >= 1 && !day.isHoliday;
  if (isQuality && random.chance(0.75)) {
    return random.chance(0.5) ? planIntervals(day, random) : planTempo(day, random);
  }
  return planEasy(day, random);
}

/** The last Sundays of March and October: the run starts before the clocks change and ends after. */
function changesClocks(date: string): boolean {
  return ["03", "10"].includes(date.slice(5, 7)) && date.slice(8, 10) >= "25";
}

function planNightRun(day: Day): Workout {
  return {
    ...basis(day, "Nuit du changement d'heure"),
    meters: 17_400,
    share: 0.76,
    start: "01:31:00",
  };
}

function planRace(day: Day): Workout {
  const race = day.race;
  if (!race) throw new Error(`Cannot plan a race on ${day.date}: there is none.`);
  return {
    ...basis(day, race.name),
    sportType: race.sportType,
    workoutType: 1,
    meters: race.meters,
    share: race.share,
    start: race.start,
    climbPerKilometer: race.climbPerKilometer,
    effort: { kind: "race" },
  };
}

function planEasy(day: Day, random: Random): Workout {
  const isIndoors = isWinter(day) && !day.isHoliday && random.chance(0.16);
  const meters = (4800 + 650 * Math.min(day.year, 5) + random.normal(0, 700)) * day.volume;
  const start = startTime(day, random);
  return {
    ...basis(day, isIndoors ? "Tapis" : nameEasyRun(start, day, random)),
    sportType: isIndoors && random.chance(0.6) ? "VirtualRun" : "Run",
    ...(random.chance(0.7) ? { workoutType: random.chance(0.1) ? null : 0 } : {}),
    meters: Math.max(meters, 2600),
    share: random.normal(0.775, 0.018),
    start,
    indoors: isIndoors,
    climbPerKilometer: isIndoors ? 0 : random.between(0.5, 1.5) * day.place.climbPerKilometer,
    routeKind: random.chance(0.35) ? "out-and-back" : "loop",
  };
}

function planLong(day: Day, random: Random): Workout {
  const meters = (9000 + 2100 * Math.min(day.year, 4.5) + random.normal(0, 1300)) * day.volume;
  const start = clockTime(random.whole(7 * 60 + 30, 10 * 60), random);
  return {
    ...basis(day, random.chance(0.6) ? "Sortie longue" : nameEasyRun(start, day, random)),
    workoutType: 2,
    meters: Math.max(meters, 6000),
    share: random.normal(0.785, 0.015),
    start,
    climbPerKilometer: random.between(0.8, 2) * day.place.climbPerKilometer,
    effort: random.chance(0.3) ? { kind: "progressive" } : { kind: "steady" },
  };
}

function planTrail(day: Day, random: Random): Workout {
  return {
    ...basis(day, random.chance(0.5) ? "Monts d'Or" : "Trail du dimanche"),
    sportType: "TrailRun",
    meters: (12_500 + random.normal(0, 2500)) * day.volume,
    share: random.normal(0.77, 0.02),
    start: clockTime(random.whole(8 * 60, 10 * 60), random),
    climbPerKilometer: random.between(24, 42),
  };
}

function planTempo(day: Day, random: Random): Workout {
  const minutes = random.pick([20, 25, 30, 35]);
  return {
    ...basis(day, `Tempo ${minutes} min`),
    workoutType: 3,
    meters: (7600 + 550 * Math.min(day.year, 5) + random.normal(0, 500)) *
      Math.min(day.volume, 1.15),
    share: random.normal(0.865, 0.012),
    start: startTime(day, random),
    effort: { kind: "tempo", warmUpShare: 0.25, tempoShare: 0.5 },
    routeKind: "out-and-back",
  };
}

function planIntervals(day: Day, random: Random): Workout {
  const [repetitions, meters] = random.pick([[6, 800], [10, 400], [5, 1000], [8, 600], [4, 1500]]);
  return {
    ...basis(day, `${repetitions} × ${meters} m`),
    workoutType: 3,
    meters: 4200 + (repetitions ?? 6) * (meters ?? 800) * 1.4,
    share: random.normal(0.855, 0.012),
    start: startTime(day, random),
    climbPerKilometer: 1.2,
    effort: {
      kind: "intervals",
      warmUpShare: 0.22,
      repetitions: repetitions ?? 6,
      restShare: 0.38,
    },
    routeKind: random.chance(0.6) ? "track" : "loop",
  };
}

function basis(day: Day, name: string): Workout {
  return {
    name,
    sportType: "Run",
    meters: 5000,
    share: 0.78,
    start: "09:00:00",
    place: day.place,
    climbPerKilometer: day.place.climbPerKilometer,
    effort: { kind: "steady" },
    routeKind: "loop",
    indoors: false,
  };
}

function isWinter(day: Day): boolean {
  return ["11", "12", "01", "02"].includes(day.date.slice(5, 7));
}

/** What the watch or the runner calls an easy run that starts at that hour. */
function nameEasyRun(start: string, day: Day, random: Random): string {
  const hour = Number(start.slice(0, 2));
  const automatic = hour < 11 ? "Morning Run" : hour < 17 ? "Afternoon Run" : "Evening Run";
  if (day.place !== home || random.chance(0.5)) return automatic;
  return random.pick([
    "Footing",
    "Footing sur les quais",
    "Parc de la Tête d'Or",
    "Course à pied",
    "Récup",
    "Footing avec Inès",
  ]);
}

function startTime(day: Day, random: Random): string {
  const earlyBird = random.chance(day.year < 3 ? 0.3 : 0.55);
  return clockTime(earlyBird ? random.whole(360, 450) : random.whole(1080, 1190), random);
}

function clockTime(minutes: number, random: Random): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(random.whole(0, 59))}`;
}
