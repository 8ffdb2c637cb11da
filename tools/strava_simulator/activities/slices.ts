import { type Activity, isRun } from "./activity.ts";
import type { Json } from "./summary.ts";
import { oneDecimal } from "./summary.ts";
import type { Streams } from "./streams.ts";

/** The stretch between two samples. */
export interface Slice {
  from: number;
  to: number;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  gainMeters: number;
  riseMeters: number;
  maxSpeed: number;
  averageHeartrate?: number;
  maxHeartrate?: number;
  averageCadence?: number;
}

function measureSlice(streams: Streams, from: number, to: number): Slice {
  let movingSeconds = 0;
  let gainMeters = 0;
  let maxSpeed = 0;
  for (let i = from + 1; i <= to; i++) {
    if (streams.moving[i]) movingSeconds += at(streams.time, i) - at(streams.time, i - 1);
    maxSpeed = Math.max(maxSpeed, at(streams.velocity_smooth, i));
    if (streams.altitude) {
      gainMeters += Math.max(0, at(streams.altitude, i) - at(streams.altitude, i - 1));
    }
  }
  const beats = streams.heartrate?.slice(from, to + 1);
  const steps = streams.cadence?.slice(from, to + 1).filter((value) => value > 0);
  return {
    from,
    to,
    distanceMeters: oneDecimal(at(streams.distance, to) - at(streams.distance, from)),
    movingSeconds,
    elapsedSeconds: at(streams.time, to) - at(streams.time, from),
    gainMeters: oneDecimal(gainMeters),
    riseMeters: streams.altitude
      ? oneDecimal(at(streams.altitude, to) - at(streams.altitude, from))
      : 0,
    maxSpeed,
    ...(beats
      ? { averageHeartrate: oneDecimal(mean(beats)), maxHeartrate: Math.max(...beats) }
      : {}),
    ...(steps && steps.length > 0 ? { averageCadence: oneDecimal(mean(steps)) } : {}),
  };
}

/** Cuts at the first sample past each full unit: splits are a little long, the last is the rest. */
export function cutByDistance(streams: Streams, unitMeters: number): Slice[] {
  const cuts: number[] = [];
  let next = unitMeters;
  const last = streams.distance.length - 1;
  for (let i = 1; i < last; i++) {
    if (at(streams.distance, i) < next) continue;
    cuts.push(i);
    next = (Math.floor(at(streams.distance, i) / unitMeters) + 1) * unitMeters;
  }
  return cutAt(streams, cuts);
}

/** Consecutive stretches that cover everything once. */
export function cutAt(streams: Streams, cuts: readonly number[]): Slice[] {
  const last = streams.time.length - 1;
  const inside = [...new Set(cuts)].filter((cut) => cut > 0 && cut < last).sort((a, b) => a - b);
  const edges = [0, ...inside, last];
  return edges.slice(1).map((to, index) => measureSlice(streams, edges[index] ?? 0, to));
}

/** splits_metric and splits_standard. */
export function describeSplits(activity: Activity, streams: Streams, unitMeters: number): Json[] {
  if (!isRun(activity) || activity.distanceMeters === 0) return [];
  return cutByDistance(streams, unitMeters).map((slice, index) => {
    const speed = speedOf(slice);
    const grade = slice.distanceMeters > 0 ? slice.riseMeters / slice.distanceMeters : 0;
    return {
      distance: slice.distanceMeters,
      elapsed_time: slice.elapsedSeconds,
      elevation_difference: slice.riseMeters,
      moving_time: slice.movingSeconds,
      split: index + 1,
      average_speed: speed,
      average_grade_adjusted_speed: Math.round(speed * (1 + 3 * grade) * 100) / 100,
      ...(slice.averageHeartrate === undefined
        ? {}
        : { average_heartrate: slice.averageHeartrate }),
      pace_zone: 0,
    };
  });
}

export function speedOf(slice: Slice): number {
  if (slice.movingSeconds === 0) return 0;
  return Math.round(slice.distanceMeters / slice.movingSeconds * 100) / 100;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
