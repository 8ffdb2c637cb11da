import { integerJson } from "../json.ts";
import { createRandom, mixSeed } from "../random.ts";
import { raiseProfile } from "../terrain/altitude.ts";
import { encodePolyline, type LatLng, metersBetween } from "../terrain/polyline.ts";
import { layRoute } from "../terrain/route.ts";
import { utcOffsetSeconds, zoneLabel } from "../zone_time.ts";
import { type Activity, shownStart } from "./activity.ts";

/** How one reader sees positions: with a home to hide or without. */
export interface PositionRule {
  hidden?: { around: LatLng; radiusMeters: number };
  noPositionAs: "empty" | "null";
}

export type Json = Record<string, unknown>;

/** The SummaryActivity of Strava's list, with its present and absent keys. */
export function summariseActivity(activity: Activity, rule: PositionRule): Json {
  const course = sampleCourse(activity, rule);
  const start = shownStart(activity);
  return {
    resource_state: 2,
    athlete: { id: activity.athleteId, resource_state: 1 },
    name: activity.name,
    ...describeEffort(activity),
    type: activity.type,
    sport_type: activity.sportType,
    ...(activity.workoutType === undefined ? {} : { workout_type: activity.workoutType }),
    ...(activity.deviceName === undefined ? {} : { device_name: activity.deviceName }),
    id: integerJson(activity.id),
    start_date: start.utc,
    start_date_local: start.local,
    timezone: zoneLabel(activity.timeZone),
    utc_offset: utcOffsetSeconds(activity.timeZone, activity.startSeconds),
    location_city: null,
    location_state: null,
    location_country: null,
    ...countReactions(activity),
    map: { id: `a${activity.id}`, summary_polyline: encodePolyline(course), resource_state: 2 },
    ...describeFlags(activity),
    gear_id: activity.gearId,
    ...describePositions(course, rule),
    ...describeSensors(activity),
    ...describeUpload(activity),
    from_accepted_tag: false,
    has_kudoed: false,
    ...activity.extra,
  };
}

/** Meters per second as Strava counts it: over the elapsed time for a race. */
function averageSpeed(activity: Activity): number {
  const seconds = activity.workoutType === 1 ? activity.elapsedSeconds : activity.movingSeconds;
  return seconds > 0 ? Math.round(activity.distanceMeters / seconds * 1000) / 1000 : 0;
}

/** The fastest a stream of this activity may show. */
export function maximumSpeed(activity: Activity): number {
  if (activity.distanceMeters === 0) return 0;
  const moving = activity.distanceMeters / Math.max(activity.movingSeconds, 1);
  const burst = { steady: 1.28, progressive: 1.38, race: 1.3, tempo: 1.4, intervals: 1.55 };
  return Math.round(moving * burst[activity.effort.kind] * 1000) / 1000;
}

function describeEffort(activity: Activity): Json {
  return {
    distance: activity.distanceMeters,
    moving_time: activity.movingSeconds,
    elapsed_time: activity.elapsedSeconds,
    total_elevation_gain: activity.elevationGainMeters,
    average_speed: averageSpeed(activity),
    max_speed: maximumSpeed(activity),
  };
}

function countReactions(activity: Activity): Json {
  const random = createRandom(mixSeed(activity.seed, "reactions"));
  const kudos = activity.visibility === "only_me" ? 0 : random.whole(0, 24);
  const photos = random.chance(0.08) ? random.whole(1, 4) : 0;
  return {
    achievement_count: activity.prCount + (random.chance(0.1) ? 1 : 0),
    kudos_count: kudos,
    comment_count: kudos > 12 ? random.whole(0, 4) : 0,
    athlete_count: random.chance(0.15) ? random.whole(2, 6) : 1,
    photo_count: 0,
    pr_count: activity.prCount,
    total_photo_count: photos,
  };
}

function describeFlags(activity: Activity): Json {
  return {
    trainer: activity.trainer,
    commute: activity.commute,
    manual: activity.manual,
    private: activity.visibility === "only_me",
    visibility: activity.visibility,
    flagged: activity.flagged,
  };
}

function describePositions(course: readonly LatLng[], rule: PositionRule): Json {
  const none = rule.noPositionAs === "empty" ? [] : null;
  const start = course.at(0);
  const end = course.at(-1);
  return { start_latlng: start ? shorten(start) : none, end_latlng: end ? shorten(end) : none };
}

function describeSensors(activity: Activity): Json {
  const withHeart = activity.averageHeartrate !== undefined;
  const climbs = activity.route !== undefined && activity.route.kind !== "lanes";
  return {
    ...(activity.averageCadence === undefined ? {} : { average_cadence: activity.averageCadence }),
    ...(activity.averageTemperature === undefined
      ? {}
      : { average_temp: activity.averageTemperature }),
    ...(activity.averageWatts === undefined ? {} : describePower(activity, activity.averageWatts)),
    has_heartrate: withHeart,
    ...(withHeart
      ? {
        average_heartrate: activity.averageHeartrate,
        max_heartrate: activity.maxHeartrate,
        suffer_score: sufferScore(activity),
      }
      : {}),
    heartrate_opt_out: false,
    display_hide_heartrate_option: withHeart,
    ...(climbs ? describeAltitude(activity) : {}),
  };
}

function describePower(activity: Activity, watts: number): Json {
  return {
    average_watts: watts,
    kilojoules: Math.round(watts * activity.movingSeconds / 100) / 10,
    device_watts: false,
  };
}

/** The profile that the summary and the streams share. */
export function profileOf(activity: Activity) {
  return raiseProfile({
    seed: mixSeed(activity.route?.seed ?? activity.seed, "hills"),
    baseMeters: activity.baseAltitudeMeters,
    distanceMeters: activity.distanceMeters,
    gainMeters: activity.elevationGainMeters,
  });
}

function describeAltitude(activity: Activity): Json {
  const profile = profileOf(activity);
  return { elev_high: oneDecimal(profile.highMeters), elev_low: oneDecimal(profile.lowMeters) };
}

function sufferScore(activity: Activity): number {
  const share = Math.max(((activity.averageHeartrate ?? 0) - 100) / 80, 0.05);
  return Math.round(Math.min(activity.movingSeconds, 86_400) / 60 * share ** 2 * 2);
}

function describeUpload(activity: Activity): Json {
  if (activity.manual) return { upload_id: null, external_id: null };
  const uploadId = (BigInt(activity.id) + 1_070_000_000n).toString();
  return {
    upload_id: integerJson(uploadId),
    upload_id_str: uploadId,
    external_id: activity.deviceName?.startsWith("Garmin")
      ? `garmin_ping_${activity.seed}`
      : `${activity.seed.toString(16)}-activity.fit`,
  };
}

/** The line of the summary map, cut at a hidden home. */
function sampleCourse(activity: Activity, rule: PositionRule): LatLng[] {
  if (!activity.route || activity.distanceMeters === 0) return [];
  const at = layRoute(activity.route, activity.distanceMeters);
  const count = Math.min(Math.max(Math.round(activity.distanceMeters / 90), 24), 150);
  const points = Array.from(
    { length: count + 1 },
    (_, index) => at(activity.distanceMeters * index / count),
  );
  return hideHome(points, rule);
}

/** Cuts the two ends of a course inside the hidden circle; what lies between stays. */
export function hideHome(points: readonly LatLng[], rule: PositionRule): LatLng[] {
  const hidden = rule.hidden;
  if (!hidden) return [...points];
  const outside = (point: LatLng) => metersBetween(point, hidden.around) > hidden.radiusMeters;
  const first = points.findIndex(outside);
  return first < 0 ? [] : points.slice(first, points.findLastIndex(outside) + 1);
}

export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

function shorten(point: LatLng): [number, number] {
  return [Math.round(point[0] * 1e6) / 1e6, Math.round(point[1] * 1e6) / 1e6];
}
