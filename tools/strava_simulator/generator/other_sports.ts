import { ordinary, uploadedAt } from "../activities/ordinary.ts";
import { type EffortShape, legacyType } from "../activities/activity.ts";
import { oneDecimal } from "../activities/summary.ts";
import { createRandom, mixSeed, type Random } from "../random.ts";
import { instantOfWallClock, weekday } from "../zone_time.ts";
import type { Day } from "./season.ts";
import type { Recorder, Unnumbered } from "./record_run.ts";

interface Session {
  name: string;
  sportType: string;
  meters: number;
  seconds: number;
  gain: number;
  heartrate: number;
  workoutType?: number;
  routeKind?: "loop" | "lanes";
  commute?: boolean;
  watts?: number;
}

/** What is done beside running: more of it while running hurts, hikes in the mountains. */
export function planOtherSport(day: Day, recorder: Recorder): Unnumbered | undefined {
  const random = createRandom(mixSeed(recorder.seed, "other", day.index));
  const isCrossDay = day.isInjured && [0, 2, 4].includes(weekday(day.date));
  const isHikeDay = day.isHoliday && day.place.climbPerKilometer > 19 && random.chance(0.18);
  if (isHikeDay) return record(day, hike(random), random, recorder);
  if (!isCrossDay && !random.chance(0.02)) return undefined;
  const session = random.pick([ride, ride, swim, strength, water])(random);
  return record(day, session, random, recorder);
}

function ride(random: Random): Session {
  const isCommute = random.chance(0.4);
  const meters = isCommute ? random.between(4000, 7000) : random.between(22_000, 68_000);
  const speed = random.between(5.6, 7.4);
  return {
    name: isCommute ? "Vélotaf" : "Sortie vélo",
    sportType: random.chance(0.25) ? "GravelRide" : "Ride",
    meters,
    seconds: meters / speed,
    gain: meters / 1000 * random.between(6, 13),
    heartrate: random.between(118, 136),
    workoutType: 10,
    routeKind: "loop",
    commute: isCommute,
    watts: random.between(120, 190),
  };
}

function swim(random: Random): Session {
  const meters = random.whole(20, 50) * 50;
  return {
    name: "Piscine Garibaldi",
    sportType: "Swim",
    meters,
    seconds: meters / random.between(0.7, 0.85),
    gain: 0,
    heartrate: random.between(115, 130),
  };
}

function strength(random: Random): Session {
  return {
    name: "Renforcement",
    sportType: "WeightTraining",
    meters: 0,
    seconds: random.whole(25, 50) * 60,
    gain: 0,
    heartrate: random.between(95, 112),
    workoutType: 30,
  };
}

/** A sport that no list of known values has. */
function water(random: Random): Session {
  return {
    name: "Aquajogging",
    sportType: "AquaRunning",
    meters: 0,
    seconds: random.whole(30, 45) * 60,
    gain: 0,
    heartrate: random.between(112, 128),
  };
}

function hike(random: Random): Session {
  const meters = random.between(8000, 17_000);
  return {
    name: "Randonnée",
    sportType: "Hike",
    meters,
    seconds: meters / random.between(0.85, 1.1),
    gain: meters / 1000 * random.between(45, 85),
    heartrate: random.between(105, 122),
    routeKind: "loop",
  };
}

const steady: EffortShape = { kind: "steady" };

function record(day: Day, session: Session, random: Random, recorder: Recorder): Unnumbered {
  const { place } = day;
  const wallClock = `${day.date}T12:${String(random.whole(10, 50))}:${random.whole(10, 59)}`;
  const startSeconds = instantOfWallClock(place.timeZone, wallClock);
  const movingSeconds = Math.round(session.seconds);
  const elapsedSeconds = movingSeconds + random.whole(0, 900);
  const uploadedMs = (startSeconds + elapsedSeconds + 120) * 1000;
  const seed = mixSeed(recorder.seed, "session", day.index);
  return {
    ...ordinary,
    athleteId: recorder.athleteId,
    name: session.name,
    sportType: session.sportType,
    type: session.sportType === "AquaRunning" ? "Workout" : legacyType(session.sportType),
    ...(session.workoutType === undefined ? {} : { workoutType: session.workoutType }),
    startSeconds,
    timeZone: place.timeZone,
    distanceMeters: oneDecimal(session.meters),
    movingSeconds,
    elapsedSeconds,
    elevationGainMeters: Math.round(session.gain),
    averageHeartrate: oneDecimal(session.heartrate),
    maxHeartrate: Math.round(session.heartrate + 24),
    ...(session.watts === undefined ? {} : { averageWatts: oneDecimal(session.watts) }),
    commute: session.commute ?? false,
    gearId: legacyType(session.sportType) === "Ride" ? "b7710342" : null,
    ...(session.routeKind
      ? { route: { kind: session.routeKind, start: place.point, seed: mixSeed(seed, "route") } }
      : {}),
    baseAltitudeMeters: place.altitudeMeters,
    effort: steady,
    deviceName: "Garmin Forerunner 245",
    seed,
    ...uploadedAt(uploadedMs),
  };
}
