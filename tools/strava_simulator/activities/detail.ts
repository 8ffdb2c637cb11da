import type { Athlete } from "../athletes/athlete.ts";
import { summariseGear } from "../athletes/profile.ts";
import { integerJson } from "../json.ts";
import { tokenText } from "../random.ts";
import { encodePolyline } from "../terrain/polyline.ts";
import type { Activity } from "./activity.ts";
import { describeBestEfforts } from "./best_efforts.ts";
import { describeLaps } from "./laps.ts";
import { describeSplits } from "./slices.ts";
import { drawStreams, type Streams } from "./streams.ts";
import { hideHome, type Json, type PositionRule, summariseActivity } from "./summary.ts";

interface DetailContext {
  athlete: Athlete;
  rule: PositionRule;
  gearMeters: (gearId: string) => number;
}

/** The DetailedActivity: the summary and what only one activity's page carries. */
export function detailActivity(activity: Activity, context: DetailContext): Json {
  const summary = summariseActivity(activity, context.rule);
  const streams = drawStreams(activity);
  return {
    ...summary,
    resource_state: 3,
    description: activity.description,
    calories: countCalories(activity, context.athlete),
    perceived_exertion: null,
    prefer_perceived_exertion: null,
    segment_efforts: [],
    ...(streams ? describeStretches(activity, streams) : {}),
    best_efforts: streams ? describeBestEfforts(activity, streams) : [],
    ...describeUsedGear(activity, context),
    photos: { primary: null, use_primary_photo: true, count: 0 },
    stats_visibility: ["heart_rate", "pace", "power", "speed", "calories"].map((type) => ({
      type,
      visibility: "everyone",
    })),
    hide_from_home: false,
    embed_token: tokenText(activity.seed, "embed"),
    similar_activities: describeSimilar(activity),
    available_zones: describeAvailableZones(activity),
    map: describeMap(activity, streams, context.rule),
    ...activity.extra,
  };
}

function describeStretches(activity: Activity, streams: Streams): Json {
  return {
    splits_metric: describeSplits(activity, streams, 1000),
    splits_standard: describeSplits(activity, streams, 1609.344),
    laps: describeLaps(activity, streams),
  };
}

function describeUsedGear(activity: Activity, context: DetailContext): Json {
  const gear = context.athlete.gear.find((each) => each.id === activity.gearId);
  if (!gear) return {};
  const meters = context.gearMeters(gear.id);
  return { gear: summariseGear(gear, meters, context.athlete.measurement) };
}

function describeSimilar(activity: Activity): Json {
  return {
    effort_count: 1,
    average_speed: 0,
    min_average_speed: 0,
    mid_average_speed: 0,
    max_average_speed: 0,
    pr_rank: null,
    frequency_milestone: null,
    trend: { speeds: [], current_activity_index: null, direction: 0 },
    resource_state: 2,
    activity_id: integerJson(activity.id),
  };
}

function describeAvailableZones(activity: Activity): string[] {
  const zones = activity.averageHeartrate === undefined ? [] : ["heartrate"];
  return activity.distanceMeters > 0 ? [...zones, "pace"] : zones;
}

function describeMap(activity: Activity, streams: Streams | undefined, rule: PositionRule): Json {
  const whole = hideHome(streams?.latlng ?? [], rule);
  const step = Math.max(1, Math.floor(whole.length / 600));
  const thinned = whole.filter((_, index) => index % step === 0 || index === whole.length - 1);
  const brief = Math.max(1, Math.floor(thinned.length / 100));
  return {
    id: `a${activity.id}`,
    polyline: encodePolyline(thinned),
    resource_state: 3,
    summary_polyline: encodePolyline(
      thinned.filter((_, index) => index % brief === 0 || index === thinned.length - 1),
    ),
  };
}

/** About one kilocalorie per kilogram and kilometer on foot. */
function countCalories(activity: Activity, athlete: Athlete): number {
  const onFoot = athlete.weightKilograms * activity.distanceMeters / 1000;
  const other = Math.min(activity.movingSeconds, 86_400) / 60 * 7;
  const counted = ["Run", "Walk", "Hike", "VirtualRun"].includes(activity.type) ? onFoot : other;
  return activity.manual ? 0 : Math.round(counted * 10) / 10;
}
