import type { Athlete } from "../athletes/athlete.ts";
import { heartrateZones } from "../athletes/profile.ts";
import type { Activity } from "./activity.ts";
import type { Streams } from "./streams.ts";
import type { Json } from "./summary.ts";

interface Bucket {
  min: number;
  max: number;
}

/** GET /activities/{id}/zones: seconds spent in each zone. */
export function describeActivityZones(
  activity: Activity,
  athlete: Athlete,
  streams: Streams | undefined,
): Json[] {
  if (!streams) return [];
  const zones: Json[] = [];
  if (streams.heartrate) {
    zones.push({
      score: Math.round(activity.movingSeconds / 60),
      distribution_buckets: fillBuckets(heartrateZones(athlete), streams.heartrate, streams),
      type: "heartrate",
      resource_state: 3,
      sensor_based: true,
      points: Math.round(activity.movingSeconds / 90),
      custom_zones: false,
    });
  }
  if (activity.distanceMeters > 0) {
    zones.push({
      score: Math.round(activity.movingSeconds / 70),
      distribution_buckets: fillBuckets(paceBuckets(activity), streams.velocity_smooth, streams),
      type: "pace",
      resource_state: 3,
      sensor_based: true,
    });
  }
  return zones;
}

function paceBuckets(activity: Activity): Bucket[] {
  const mean = activity.distanceMeters / Math.max(activity.movingSeconds, 1);
  const limits = [0.8, 0.93, 1.03, 1.12, 1.25].map((share) => Math.round(mean * share * 100) / 100);
  return [0, ...limits].map((min, index) => ({ min, max: limits[index] ?? -1 }));
}

function fillBuckets(
  buckets: readonly Bucket[],
  values: readonly number[],
  streams: Streams,
): (Bucket & { time: number })[] {
  const filled = buckets.map((bucket) => ({ ...bucket, time: 0 }));
  for (let i = 1; i < values.length; i++) {
    if (!streams.moving[i]) continue;
    const value = values[i] ?? 0;
    const bucket = filled.find(({ min, max }) => value >= min && (max === -1 || value < max));
    if (bucket) bucket.time += (streams.time[i] ?? 0) - (streams.time[i - 1] ?? 0);
  }
  return filled;
}
