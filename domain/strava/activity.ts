import { hash } from "node:crypto";
import { z } from "zod";
import { countsAsRunning } from "@/domain/training/sports.ts";

/** `workout_type` of runs: Strava documents none of them; 1 to 3 were seen. */
const EFFORTS: Record<number, RunFacts["effort"]> = { 1: "race", 2: "long", 3: "workout" };
const HIDDEN_START = "T00:00:01Z";
const DAY = 86_400_000;

/** Numbers have come as text. */
const number = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/).transform(Number)]);
const amount = number.pipe(z.number().min(0)).nullish();
const optionalNumber = number.nullish().catch(null);
const instant = z.string().transform((text, ctx) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) ctx.addIssue({ code: "custom", message: "not an instant" });
  return at;
});

/** Whether the text is a date that exists and a time, as in `2026-05-17T08:30:00Z`; months and days that are none break pages. */
function isWallClock(text: string): boolean {
  const at = Date.parse(`${text.slice(0, 19)}Z`);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(at) &&
    new Date(at).toISOString().slice(0, 10) === text.slice(0, 10);
}

/** What Runnerly reads of a summary. Absent is as good as null, integers as good as floats and numbers as text, unknown keys and sports pass. */
export const stravaActivity = z.object({
  id: z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String),
  athlete: z.object({ id: z.union([z.number(), z.string()]).transform(String) }).nullish(),
  name: z.string().nullish(),
  type: z.string().nullish(),
  sport_type: z.string().nullish(),
  workout_type: optionalNumber,
  start_date: instant,
  start_date_local: z.string().refine(isWallClock, "not a local time"),
  timezone: z.string().nullish(),
  distance: amount,
  moving_time: amount,
  elapsed_time: amount,
  total_elevation_gain: optionalNumber,
  average_heartrate: optionalNumber,
  max_heartrate: optionalNumber,
  average_cadence: optionalNumber,
  map: z.object({ summary_polyline: z.string().nullish() }).nullish(),
  gear_id: z.string().nullish(),
  device_name: z.string().nullish(),
  visibility: z.enum(["everyone", "followers_only", "only_me"]).nullish().catch(null),
  private: z.boolean().nullish(),
  trainer: z.boolean().nullish(),
  manual: z.boolean().nullish(),
  commute: z.boolean().nullish(),
});

export type StravaActivity = z.output<typeof stravaActivity>;

export interface RunFacts {
  externalId: string;
  sport: string;
  isRun: boolean;
  title: string;
  effort: "race" | "long" | "workout" | null;
  startedAt: number;
  localDate: string;
  localTime: string | null;
  timeZone: string;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  elevationGainMeters: number | null;
  averageHr: number | null;
  maxHr: number | null;
  cadence: number | null;
  polyline: string;
  gearExternalId: string | null;
  deviceName: string | null;
  visibility: "everyone" | "followers_only" | "only_me";
  indoor: boolean;
  typedIn: boolean;
  commute: boolean;
}

/** What Runnerly keeps of an activity, in its own words and SI units. */
export function toRunFacts(activity: StravaActivity): RunFacts {
  const sport = activity.sport_type ?? activity.type ?? "Workout";
  const isRun = countsAsRunning(sport);
  const local = readWallClock(activity);
  return {
    externalId: activity.id,
    sport,
    isRun,
    title: activity.name ?? "",
    effort: isRun ? EFFORTS[activity.workout_type ?? 0] ?? null : null,
    startedAt: activity.start_date,
    localDate: local.slice(0, 10),
    localTime: hidesStart(activity) ? null : local.slice(11, 19),
    timeZone: zoneName(activity.timezone),
    distanceMeters: activity.distance ?? 0,
    movingSeconds: Math.round(activity.moving_time ?? 0),
    elapsedSeconds: Math.round(activity.elapsed_time ?? 0),
    elevationGainMeters: activity.total_elevation_gain ?? null,
    averageHr: activity.average_heartrate ?? null,
    maxHr: activity.max_heartrate ?? null,
    // For runs Strava counts the steps of one leg.
    cadence: activity.average_cadence ? activity.average_cadence * (isRun ? 2 : 1) : null,
    polyline: activity.map?.summary_polyline ?? "",
    gearExternalId: activity.gear_id ?? null,
    deviceName: activity.device_name ?? null,
    visibility: activity.visibility ?? (activity.private ? "only_me" : "everyone"),
    indoor: activity.trainer ?? false,
    typedIn: activity.manual ?? false,
    commute: activity.commute ?? false,
  };
}

/**
 * When it began where it was run. Strava's "Z" on local times is false: they are wall clock readings, so they are cut.
 * What no time zone explains is taken for a clock that is wrong: lists by date rely on the two being close.
 */
function readWallClock({ start_date: startedAt, start_date_local: local }: StravaActivity): string {
  const ahead = Date.parse(`${local.slice(0, 19)}Z`) - startedAt;
  return Math.abs(ahead) <= DAY ? local : new Date(startedAt).toISOString();
}

/** Whether the runner hides when it began: Strava then shows a second past midnight. */
function hidesStart(activity: StravaActivity): boolean {
  return activity.start_date_local.endsWith(HIDDEN_START);
}

/**
 * Tells an edit on Strava from a mere re-read: a hash over what is kept, and nothing volatile such as kudos. The line is
 * left out, because a list and an activity's own page draw it differently.
 */
export function fingerprint({ polyline: _, ...facts }: RunFacts): string {
  return hash("sha1", JSON.stringify(Object.values(facts)), "base64url").slice(0, 20);
}

/** `(GMT+01:00) Europe/Paris` → `Europe/Paris`; the GMT part ignores summer time and is of no use. */
function zoneName(timezone: string | null | undefined): string {
  return timezone?.replace(/^\(GMT[^)]*\)\s*/, "") || "UTC";
}
