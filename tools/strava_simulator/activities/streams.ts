import { createRandom, mixSeed, type Random } from "../random.ts";
import { type LatLng, metersBetween } from "../terrain/polyline.ts";
import { layRoute } from "../terrain/route.ts";
import type { Activity } from "./activity.ts";
import { shapePace } from "./pace.ts";
import { drawHeartrate } from "./heartrate.ts";
import { maximumSpeed, oneDecimal, profileOf } from "./summary.ts";

/** Index-aligned samples. A sensor that was not there has no array. */
export interface Streams {
  time: number[];
  distance: number[];
  moving: boolean[];
  velocity_smooth: number[];
  latlng?: LatLng[];
  altitude?: number[];
  grade_smooth?: number[];
  heartrate?: number[];
  cadence?: number[];
  watts?: number[];
  temp?: number[];
}

/** A watch gives one sample a second; beyond this many they come less often. */
const samplesMaximum = 30_000;

/** The streams of a recorded activity: they add up to its summary. Manual entries have none. */
export function drawStreams(activity: Activity): Streams | undefined {
  if (activity.manual || activity.movingSeconds === 0) return undefined;
  const random = createRandom(mixSeed(activity.seed, "streams"));
  const ticks = layTicks(activity, random);
  const { speeds, distance } = cover(activity, ticks, random);
  const streams: Streams = {
    time: ticks.time,
    distance,
    moving: ticks.moving,
    velocity_smooth: speeds,
  };
  addCourse(activity, streams);
  addSensors(activity, streams, random);
  return streams;
}

interface Ticks {
  time: number[];
  moving: boolean[];
}

/** Sample times: even steps while moving, one long step for each pause. */
function layTicks(activity: Activity, random: Random): Ticks {
  const movingSeconds = Math.min(activity.movingSeconds, activity.elapsedSeconds);
  const step = Math.max(1, Math.ceil(movingSeconds / samplesMaximum));
  const pauses = layPauses(activity.elapsedSeconds - movingSeconds, movingSeconds, random);
  const time = [0];
  const moving = [false];
  let now = 0;
  for (let done = 0; done < movingSeconds;) {
    const pause = pauses[0];
    if (pause && done >= pause.at) {
      now += pause.seconds;
      time.push(now);
      moving.push(false);
      pauses.shift();
      continue;
    }
    const stride = Math.min(step, movingSeconds - done);
    done += stride;
    now += stride;
    time.push(now);
    moving.push(true);
  }
  return { time, moving };
}

function layPauses(
  totalSeconds: number,
  movingSeconds: number,
  random: Random,
): { at: number; seconds: number }[] {
  if (totalSeconds <= 0) return [];
  const count = Math.min(Math.max(Math.round(totalSeconds / 60), 1), 5);
  const each = Math.floor(totalSeconds / count);
  const places = Array.from({ length: count }, () => random.between(0.08, 0.95))
    .sort((a, b) => a - b);
  return places.map((place, index) => ({
    at: Math.min(Math.floor(place * movingSeconds), movingSeconds - 1),
    seconds: index === count - 1 ? totalSeconds - each * (count - 1) : each,
  }));
}

/** Speeds that follow the effort and the hills, scaled so that the last meter is the summary's. */
function cover(
  activity: Activity,
  ticks: Ticks,
  random: Random,
): { speeds: number[]; distance: number[] } {
  const count = ticks.time.length;
  const pace = shapePace(activity.effort, random);
  const profile = activity.route ? profileOf(activity) : undefined;
  const raw: number[] = [0];
  let total = 0;
  for (let i = 1; i < count; i++) {
    if (!ticks.moving[i]) {
      raw.push(0);
      continue;
    }
    const share = i / count;
    const climb = profile ? profile.at(share + 0.002) - profile.at(share - 0.002) : 0;
    const grade = climb / Math.max(0.004 * activity.distanceMeters, 1);
    const speed = pace(share) * Math.min(Math.max(1 - 1.6 * grade, 0.72), 1.12);
    raw.push(speed);
    total += speed * gap(ticks.time, i);
  }
  const scale = total > 0 ? activity.distanceMeters / total : 0;
  return walk(activity, ticks, raw.map((speed) => speed * scale));
}

function walk(
  activity: Activity,
  ticks: Ticks,
  metersPerSecond: readonly number[],
): { speeds: number[]; distance: number[] } {
  const fastest = maximumSpeed(activity);
  let covered = 0;
  const distance = metersPerSecond.map((speed, i) => {
    covered += i > 0 ? speed * gap(ticks.time, i) : 0;
    return oneDecimal(covered);
  });
  distance[distance.length - 1] = activity.distanceMeters;
  const speeds = metersPerSecond.map((speed) => Math.round(Math.min(speed, fastest) * 1000) / 1000);
  return { speeds, distance };
}

function addCourse(activity: Activity, streams: Streams): void {
  if (!activity.route || activity.distanceMeters === 0) return;
  const at = layRoute(activity.route, activity.distanceMeters);
  streams.latlng = streams.distance.map((meters) => {
    const [latitude, longitude] = at(meters);
    return [Math.round(latitude * 1e6) / 1e6, Math.round(longitude * 1e6) / 1e6];
  });
  if (activity.route.kind === "lanes") return;
  const profile = profileOf(activity);
  const whole = activity.distanceMeters;
  streams.altitude = streams.distance.map((meters) => oneDecimal(profile.at(meters / whole)));
  streams.grade_smooth = streams.distance.map((meters) => {
    const rise = profile.at((meters + 15) / whole) - profile.at((meters - 15) / whole);
    return oneDecimal(Math.min(Math.max(rise / 30 * 100, -45), 45));
  });
}

function addSensors(activity: Activity, streams: Streams, random: Random): void {
  if (activity.averageHeartrate !== undefined) {
    streams.heartrate = drawHeartrate(activity, streams, random);
  }
  const { averageCadence, averageTemperature, averageWatts } = activity;
  const meanSpeed = activity.distanceMeters / Math.max(activity.movingSeconds, 1);
  const follow = (average: number, share: number) =>
    streams.velocity_smooth.map((speed, i) => {
      if (!streams.moving[i]) return 0;
      const lift = meanSpeed > 0 ? (speed / meanSpeed - 1) * share : 0;
      return Math.round(average * (1 + lift) + random.between(-1, 1));
    });
  if (averageCadence !== undefined) streams.cadence = follow(averageCadence, 0.25);
  if (averageWatts !== undefined) streams.watts = follow(averageWatts, 1.2);
  if (averageTemperature !== undefined) {
    streams.temp = streams.time.map((_, i) =>
      Math.round(averageTemperature + 1.5 * (1 - 2 * i / streams.time.length))
    );
  }
}

function gap(time: readonly number[], i: number): number {
  return (time[i] ?? 0) - (time[i - 1] ?? 0);
}

/** Cuts positions near a hidden home: such samples take the nearest point that may be seen. */
export function hidePositions(
  latlng: readonly LatLng[],
  hidden: { around: LatLng; radiusMeters: number },
): LatLng[] {
  const outside = (point: LatLng) => metersBetween(point, hidden.around) > hidden.radiusMeters;
  const first = latlng.findIndex(outside);
  const last = latlng.findLastIndex(outside);
  if (first < 0) return [];
  return latlng.map((_, i) => latlng[Math.min(Math.max(i, first), last)] ?? hidden.around);
}
