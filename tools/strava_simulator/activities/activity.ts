import type { RoutePlan } from "../terrain/route.ts";
import { isoSeconds, localDate, utcOffsetSeconds } from "../zone_time.ts";

export type Visibility = "everyone" | "followers_only" | "only_me";

/** How the pace moves within an activity. */
export type EffortShape =
  | { kind: "steady" }
  | { kind: "progressive" }
  | { kind: "race" }
  | { kind: "tempo"; warmUpShare: number; tempoShare: number }
  | { kind: "intervals"; warmUpShare: number; repetitions: number; restShare: number };

/** One activity as the simulator knows it. Never changed in place: an edit makes a new record. */
export interface Activity {
  /** Decimal digits: ids may be beyond 2^53. */
  readonly id: string;
  readonly athleteId: number;
  readonly name: string;
  readonly description: string | null;
  readonly sportType: string;
  readonly type: string;
  /** Absent, null or a number, as in Strava's answers. */
  readonly workoutType?: number | null;
  readonly startSeconds: number;
  readonly timeZone: string;
  readonly hiddenStart: boolean;
  readonly distanceMeters: number;
  readonly movingSeconds: number;
  readonly elapsedSeconds: number;
  readonly elevationGainMeters: number;
  readonly averageHeartrate?: number;
  readonly maxHeartrate?: number;
  /** Steps of one leg per minute. */
  readonly averageCadence?: number;
  readonly averageTemperature?: number;
  readonly averageWatts?: number;
  readonly trainer: boolean;
  readonly commute: boolean;
  readonly manual: boolean;
  readonly flagged: boolean;
  readonly visibility: Visibility;
  readonly gearId: string | null;
  readonly route?: RoutePlan;
  readonly baseAltitudeMeters: number;
  readonly effort: EffortShape;
  readonly deviceName?: string;
  readonly seed: number;
  readonly prCount: number;
  /** Instants in ms: uploaded, readable over the API, streams processed. */
  readonly uploadedAt: number;
  readonly visibleAt: number;
  readonly streamsAt: number;
  readonly revision: number;
  /** Raw keys laid over the answers, for shapes the model does not know. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

const runSportTypes: ReadonlySet<string> = new Set(["Run", "TrailRun", "VirtualRun"]);

export function isRun(activity: Activity): boolean {
  return runSportTypes.has(activity.sportType);
}

/** Strava's legacy `type` of a sport type. */
export function legacyType(sportType: string): string {
  const legacy: Record<string, string> = {
    TrailRun: "Run",
    MountainBikeRide: "Ride",
    GravelRide: "Ride",
    EMountainBikeRide: "EBikeRide",
    Badminton: "Workout",
    Pilates: "Workout",
    Padel: "Workout",
    HighIntensityIntervalTraining: "Workout",
  };
  return legacy[sportType] ?? sportType;
}

export function localDateOf(activity: Activity): string {
  return localDate(activity.timeZone, activity.startSeconds);
}

/** The pair Strava shows: true UTC, and the wall clock with a false "Z". A hidden start hides both. */
export function shownStart(activity: Activity): { utc: string; local: string } {
  if (activity.hiddenStart) {
    const midnight = `${localDateOf(activity)}T00:00:01Z`;
    return { utc: midnight, local: midnight };
  }
  const offset = utcOffsetSeconds(activity.timeZone, activity.startSeconds);
  return {
    utc: isoSeconds(activity.startSeconds),
    local: isoSeconds(activity.startSeconds + offset),
  };
}

/** The start in epoch seconds that lists are ordered and filtered by. */
export function orderSeconds(activity: Activity, hiddenStartOrder: "shown" | "true"): number {
  if (!activity.hiddenStart || hiddenStartOrder === "true") return activity.startSeconds;
  return Date.parse(shownStart(activity).utc) / 1000;
}
