import { integerJson } from "../json.ts";
import { isoSeconds, utcOffsetSeconds } from "../zone_time.ts";
import { type Activity, shownStart } from "./activity.ts";
import { lapShares } from "./pace.ts";
import { cutAt, cutByDistance, type Slice, speedOf } from "./slices.ts";
import type { Streams } from "./streams.ts";
import type { Json } from "./summary.ts";

/** The same objects in the detailed activity and at /activities/{id}/laps. */
export function describeLaps(activity: Activity, streams: Streams): Json[] {
  return cutLaps(activity, streams).map((slice, index) =>
    describeLap(activity, streams, slice, index)
  );
}

function cutLaps(activity: Activity, streams: Streams): Slice[] {
  const shares = lapShares(activity.effort);
  if (shares.length > 0) {
    const last = streams.time.length - 1;
    return cutAt(streams, shares.map((share) => Math.round(share * last)));
  }
  return activity.distanceMeters > 0 ? cutByDistance(streams, 1000) : cutAt(streams, []);
}

function describeLap(activity: Activity, streams: Streams, slice: Slice, index: number): Json {
  const start = activity.startSeconds + (streams.time[slice.from] ?? 0);
  const hidden = activity.hiddenStart ? shownStart(activity) : undefined;
  const offset = utcOffsetSeconds(activity.timeZone, start);
  return {
    id: integerJson((BigInt(activity.id) * 3n + BigInt(index)).toString()),
    resource_state: 2,
    name: `Lap ${index + 1}`,
    activity: { id: integerJson(activity.id), visibility: activity.visibility, resource_state: 1 },
    athlete: { id: activity.athleteId, resource_state: 1 },
    elapsed_time: slice.elapsedSeconds,
    moving_time: slice.movingSeconds,
    start_date: hidden?.utc ?? isoSeconds(start),
    start_date_local: hidden?.local ?? isoSeconds(start + offset),
    distance: slice.distanceMeters,
    average_speed: speedOf(slice),
    max_speed: slice.maxSpeed,
    lap_index: index + 1,
    split: index + 1,
    start_index: slice.from,
    end_index: slice.to,
    total_elevation_gain: slice.gainMeters,
    ...(slice.averageCadence === undefined ? {} : { average_cadence: slice.averageCadence }),
    device_watts: false,
    ...(slice.averageHeartrate === undefined
      ? {}
      : { average_heartrate: slice.averageHeartrate, max_heartrate: slice.maxHeartrate }),
    pace_zone: 0,
  };
}
