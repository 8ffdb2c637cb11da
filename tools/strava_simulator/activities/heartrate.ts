import type { Random } from "../random.ts";
import type { Activity } from "./activity.ts";
import type { Streams } from "./streams.ts";

/** Beats that lag behind the speed, drift upwards, and average to the summary. */
export function drawHeartrate(activity: Activity, streams: Streams, random: Random): number[] {
  const average = activity.averageHeartrate ?? 0;
  const maximum = activity.maxHeartrate ?? average + 12;
  const meanSpeed = activity.distanceMeters / Math.max(activity.movingSeconds, 1);
  const count = streams.time.length;
  let lagged = 0.75;
  const load = streams.velocity_smooth.map((speed, i) => {
    const target = meanSpeed > 0 ? speed / meanSpeed : 1;
    lagged += (target - lagged) * 0.035;
    return lagged + 0.06 * (i / count) + random.between(-0.004, 0.004);
  });
  return fitRange(load, average, maximum);
}

/** Scales a curve so that its mean and its top are the summary's. */
function fitRange(load: readonly number[], average: number, maximum: number): number[] {
  const mean = load.reduce((sum, value) => sum + value, 0) / load.length;
  const top = load.reduce((most, value) => Math.max(most, value), -Infinity);
  const scale = top > mean ? (maximum - average) / (top - mean) : 0;
  const floor = Math.max(average - 55, 60);
  const beats = load.map((value) => average + (value - mean) * scale);
  // Clipping the slow start lifts the mean: a constant takes it down again, below the top.
  const clipped = beats.map((value) => Math.max(value, floor));
  const excess = clipped.reduce((sum, value) => sum + value, 0) / clipped.length - average;
  return clipped.map((value) =>
    Math.round(value > maximum - 1 ? value : Math.max(value - excess, floor))
  );
}
