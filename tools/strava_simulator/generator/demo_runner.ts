import type { Activity } from "../activities/activity.ts";
import { compareIds } from "../activities/archive.ts";
import type { Athlete, AthleteSeed, Gear, History, Origin } from "../athletes/athlete.ts";
import { createRandom, mixSeed } from "../random.ts";
import { addDays, daysBetween, localDate } from "../zone_time.ts";
import { idOfUpload } from "./ids.ts";
import { befall } from "./mishaps.ts";
import { planOtherSport } from "./other_sports.ts";
import { home } from "./places.ts";
import { plainAthlete } from "./plain_athlete.ts";
import { type Recorder, recordRun, type Unnumbered } from "./record_run.ts";
import { countRecords } from "./records.ts";
import { type Day, describeDay, runsOn } from "./season.ts";
import { planWorkout } from "./workout.ts";

export const demoAthleteId = 9_100_001;

const yearsOfRunning = 8;

const shoes: readonly Gear[] = [
  shoe("g3100451", "Asics", "Gel-Cumulus 20"),
  shoe("g4205873", "Saucony", "Ride 11"),
  shoe("g5590127", "Brooks", "Ghost 13"),
  shoe("g6671290", "Saucony", "Endorphin Speed"),
  shoe("g7820044", "Hoka", "Clifton 8"),
  shoe("g9113308", "Asics", "Novablast 3"),
  shoe("g11240766", "Nike", "Vaporfly 3"),
  shoe("g13370815", "Brooks", "Ghost 16"),
  shoe("g15028417", "Hoka", "Speedgoat 5"),
];

/** Camille from Lyon: eight years, from the first timid 5 km to marathons. */
export function demoRunner(): AthleteSeed {
  return (origin) => {
    const athlete = describeCamille(origin);
    const recorder = {
      athleteId: athlete.id,
      maximumHeartrate: athlete.maximumHeartrate,
      seed: origin.seed,
    };
    return { athlete, activities: liveHistory(origin, recorder) };
  };
}

function describeCamille({ anchorDate }: Origin): Athlete {
  const current = ["g13370815", "g15028417"];
  return plainAthlete({
    id: demoAthleteId,
    username: "camille_moreau",
    firstName: "Camille",
    lastName: "Moreau",
    sex: "F",
    weightKilograms: 61.5,
    home: home.point,
    premium: true,
    createdAt: `${addDays(anchorDate, -yearsOfRunning * 365 - 12)}T19:02:11Z`,
    gear: [
      ...shoes.map((each) => ({
        ...each,
        primary: each.id === "g13370815",
        retired: !current.includes(each.id),
      })),
      {
        id: "b7710342",
        name: "Gravel",
        brand: "Canyon",
        model: "Grizl",
        primary: true,
        retired: false,
      },
    ],
  });
}

/** Every day since the first, up to now: the history of an anchor only grows as time passes. */
function liveHistory(origin: Origin, recorder: Recorder): History["activities"] {
  const firstDate = addDays(origin.anchorDate, -Math.round(yearsOfRunning * 365.25));
  const today = localDate(home.timeZone, origin.nowMs / 1000);
  const lastIndex = daysBetween(firstDate, today < origin.anchorDate ? origin.anchorDate : today);
  const anchorIndex = daysBetween(firstDate, origin.anchorDate);
  const recorded: Unnumbered[] = [];
  for (let index = 0; index <= lastIndex; index++) {
    const day = describeDay(firstDate, index, recorder.seed);
    recorded.push(...liveDay(day, recorder, index === anchorIndex - 1));
  }
  const done = recorded.filter((each) =>
    each.uploadedAt <= origin.nowMs || each.startSeconds < (origin.nowMs / 1000) - 10 * 86_400
  );
  return countRecords(numberUploads(done, origin.nowMs));
}

function liveDay(day: Day, recorder: Recorder, mustRun: boolean): Unnumbered[] {
  const random = createRandom(mixSeed(recorder.seed, "day", day.index));
  const other = planOtherSport(day, recorder);
  const activities = other ? [other] : [];
  const skips = random.chance(day.isHoliday ? 0.35 : 0.13);
  const runs = !day.isInjured && (day.race || mustRun || (runsOn(day) && !skips));
  if (!runs) return activities;
  const run = recordRun(day, planWorkout(day, recorder.seed), recorder);
  const told = mustRun ? run : befall(run, day, recorder.seed);
  activities.push({ ...told, gearId: told.manual ? null : chooseShoe(day, told) });
  // Now and then the phone records the same outing as something else, from the same second on.
  if (mixSeed(recorder.seed, "twin", day.index) % 210 === 0) activities.push(recordTwin(told));
  return activities;
}

function recordTwin(run: Unnumbered): Unnumbered {
  const { workoutType: _race, route: _route, ...rest } = run;
  return {
    ...rest,
    name: "Workout",
    sportType: "Workout",
    type: "Workout",
    distanceMeters: 0,
    elevationGainMeters: 0,
    seed: mixSeed(run.seed, "twin"),
    gearId: null,
  };
}

/** Ids in the order of the uploads. */
function numberUploads(recorded: readonly Unnumbered[], nowMs: number): Activity[] {
  const taken = new Set<string>();
  return [...recorded]
    .map((each) =>
      each.uploadedAt <= nowMs ? each : { ...each, uploadedAt: nowMs, visibleAt: nowMs }
    )
    .sort((a, b) => a.uploadedAt - b.uploadedAt || a.seed - b.seed)
    .map((each) => ({ id: idOfUpload(each.uploadedAt, taken), ...each }))
    .sort((a, b) => a.startSeconds - b.startSeconds || compareIds(a.id, b.id));
}

/** One pair after the other, each for about eleven months; racing and trail shoes where they fit. */
function chooseShoe(day: Day, run: Unnumbered): string {
  if (run.sportType === "TrailRun" && day.year >= 5) return "g15028417";
  if (run.workoutType === 1 && day.year >= 6) return "g11240766";
  if (run.workoutType === 3 && day.year >= 3 && day.year < 6) return "g6671290";
  const everyday = ["g3100451", "g4205873", "g5590127", "g7820044", "g9113308", "g13370815"];
  const turn = Math.min(Math.floor(day.index / (8 * 365.25 / 6)), everyday.length - 1);
  return everyday[turn] ?? "g13370815";
}

function shoe(id: string, brand: string, model: string): Gear {
  return { id, name: `${brand} ${model}`, brand, model, primary: false, retired: true };
}
