import { ordinary, uploadedAt } from "../activities/ordinary.ts";
import { type Activity, legacyType } from "../activities/activity.ts";
import { oneDecimal } from "../activities/summary.ts";
import { createRandom, mixSeed, type Random } from "../random.ts";
import { instantOfWallClock } from "../zone_time.ts";
import { temperatureAt } from "./places.ts";
import type { Day } from "./season.ts";
import type { Workout } from "./workout.ts";

export interface Recorder {
  athleteId: number;
  maximumHeartrate: number;
  seed: number;
}

/** An activity without its id: ids follow the order of the uploads. */
export type Unnumbered = Omit<Activity, "id">;

/** A workout as it came out: pace, heart rate, cadence and climb that fit each other. */
export function recordRun(day: Day, workout: Workout, recorder: Recorder): Unnumbered {
  const seed = mixSeed(recorder.seed, "run", day.date, workout.start);
  const random = createRandom(seed);
  const distanceMeters = oneDecimal(workout.meters);
  const gain = workout.indoors ? 0 : Math.round(distanceMeters / 1000 * workout.climbPerKilometer);
  const temperature = temperatureAt(workout.place, day.date, random.normal(0, 3));
  const speed = speedOutside(day, workout, gain, temperature);
  const movingSeconds = Math.round(distanceMeters / speed);
  const pauses = pauseSeconds(workout, movingSeconds, random);
  const startSeconds = instantOfWallClock(workout.place.timeZone, `${day.date}T${workout.start}`);
  const uploadedMs = (startSeconds + movingSeconds + pauses + random.whole(20, 400)) * 1000;
  return {
    ...ordinary,
    athleteId: recorder.athleteId,
    name: workout.name,
    sportType: workout.sportType,
    type: legacyType(workout.sportType),
    ...(workout.workoutType === undefined ? {} : { workoutType: workout.workoutType }),
    startSeconds,
    timeZone: workout.place.timeZone,
    distanceMeters,
    movingSeconds,
    elapsedSeconds: movingSeconds + pauses,
    elevationGainMeters: gain,
    ...beat(day, workout, recorder, random.normal(0, 2), temperature),
    averageCadence: oneDecimal(80.5 + (speed - 2.6) * 6 + random.normal(0, 0.7)),
    ...(workout.indoors ? {} : { averageTemperature: temperature }),
    trainer: workout.indoors,
    ...(workout.indoors ? {} : { route: chooseRoute(workout, random, recorder.seed) }),
    baseAltitudeMeters: workout.place.altitudeMeters,
    effort: workout.effort,
    deviceName: deviceOf(day),
    seed,
    ...uploadedAt(uploadedMs),
  };
}

/** Nobody stops in a race; traffic lights and friends cost the other runs up to 7 %. */
function pauseSeconds(workout: Workout, movingSeconds: number, random: Random): number {
  if (workout.workoutType === 1) return random.whole(0, 6);
  return random.chance(0.4) ? 0 : Math.round(movingSeconds * random.between(0.005, 0.07));
}

/** Climb and heat cost speed: about 3 s/km for 10 m/km, and 0.3 % per degree above 16. */
function speedOutside(day: Day, workout: Workout, gain: number, temperature: number): number {
  const flat = day.threshold * workout.share;
  const climb = 1 + 0.0105 * (gain / Math.max(workout.meters / 1000, 1));
  const heat = workout.indoors ? 1 : 1 + 0.003 * Math.max(temperature - 16, 0);
  return Math.max(flat / climb / heat, 1.4);
}

function beat(
  day: Day,
  workout: Workout,
  recorder: Recorder,
  noise: number,
  temperature: number,
): { averageHeartrate: number; maxHeartrate: number } {
  const heat = workout.indoors ? 3 : 0.35 * Math.max(temperature - 16, 0);
  const effort = recorder.maximumHeartrate * (0.355 + 0.55 * workout.share);
  const average = Math.min(effort + heat + noise, recorder.maximumHeartrate - 6);
  const above = { steady: 12, progressive: 19, race: 11, tempo: 20, intervals: 26 };
  const top = average + above[workout.effort.kind] + (day.index % 5);
  return {
    averageHeartrate: oneDecimal(average),
    maxHeartrate: Math.round(Math.min(top, recorder.maximumHeartrate)),
  };
}

/** Most runs start at the door and follow one of a few favourite rounds. */
function chooseRoute(
  workout: Workout,
  random: Random,
  seed: number,
): NonNullable<Activity["route"]> {
  const favourite = random.whole(1, 14);
  const [latitude, longitude] = workout.place.point;
  return {
    kind: workout.routeKind,
    start: [latitude + random.normal(0, 0.0002), longitude + random.normal(0, 0.0003)],
    seed: mixSeed(seed, workout.place.name, workout.routeKind, favourite),
  };
}

function deviceOf(day: Day): string | undefined {
  if (day.year < 1) return undefined;
  if (day.year < 4) return "Garmin Forerunner 235";
  return day.year < 7 ? "Garmin Forerunner 245" : "Garmin Forerunner 265";
}
