import { ordinary } from "./ordinary.ts";
import { z } from "zod";
import type { Athlete } from "../athletes/athlete.ts";
import { mixSeed } from "../random.ts";
import { instantOfWallClock } from "../zone_time.ts";
import { type Activity, legacyType } from "./activity.ts";

const instant = z.union([z.iso.datetime({ offset: true }), z.number()]);

/** The fields of an activity that a test may state or change. */
export const activityChangeSchema = z.strictObject({
  name: z.string(),
  description: z.string().nullable(),
  sportType: z.string(),
  type: z.string(),
  workoutType: z.int().nullable(),
  /** UTC: ISO text or epoch seconds. */
  startAt: instant,
  /** Wall clock of `timeZone`, "YYYY-MM-DDTHH:MM:SS". */
  startLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
  timeZone: z.string(),
  hiddenStart: z.boolean(),
  distanceMeters: z.number().min(0),
  movingSeconds: z.int().min(0),
  elapsedSeconds: z.int().min(0),
  elevationGainMeters: z.number().min(0),
  averageHeartrate: z.number(),
  maxHeartrate: z.number(),
  averageCadence: z.number(),
  averageTemperature: z.number(),
  trainer: z.boolean(),
  commute: z.boolean(),
  manual: z.boolean(),
  flagged: z.boolean(),
  visibility: z.enum(["everyone", "followers_only", "only_me"]),
  gearId: z.string().nullable(),
  gps: z.boolean(),
  deviceName: z.string(),
  extra: z.record(z.string(), z.unknown()),
}).partial();

export const activityDraftSchema = activityChangeSchema.extend({
  id: z.string().regex(/^\d+$/).optional(),
});

export type ActivityChange = z.infer<typeof activityChangeSchema>;
export type ActivityDraft = z.infer<typeof activityDraftSchema>;

interface DraftContext {
  athlete: Athlete;
  id: string;
  uploadedAt: number;
  visibleAt: number;
  streamsAt: number;
}

/** A whole activity out of the few facts a test states. */
export function completeDraft(draft: ActivityDraft, context: DraftContext): Activity {
  const { athlete, id, uploadedAt, visibleAt, streamsAt } = context;
  const distanceMeters = draft.distanceMeters ?? 8000;
  const movingSeconds = draft.movingSeconds ?? Math.round(distanceMeters * 0.345);
  const elapsedSeconds = draft.elapsedSeconds ?? movingSeconds;
  const seed = mixSeed(athlete.id, id);
  const base: Activity = {
    ...ordinary,
    id,
    athleteId: athlete.id,
    name: "Morning Run",
    sportType: "Run",
    type: "Run",
    startSeconds: Math.floor(uploadedAt / 1000) - elapsedSeconds - 60,
    timeZone: athlete.timeZone,
    distanceMeters,
    movingSeconds,
    elapsedSeconds,
    elevationGainMeters: Math.round(distanceMeters / 120),
    route: draft.gps === false || draft.manual
      ? undefined
      : { kind: "loop", start: athlete.home, seed },
    baseAltitudeMeters: 170,
    effort: { kind: "steady" },
    ...(draft.manual ? {} : { deviceName: "Garmin Forerunner 255" }),
    seed,
    uploadedAt,
    visibleAt,
    streamsAt,
  };
  return applyChange(base, draft);
}

/** The edited record; a sport type takes its legacy type with it unless that is stated too. */
export function applyChange(activity: Activity, change: ActivityDraft): Activity {
  const { startAt, startLocal, gps, sportType, type, id: _id, ...plain } = change;
  const timeZone = change.timeZone ?? activity.timeZone;
  return {
    ...activity,
    ...plain,
    ...(sportType === undefined ? {} : { sportType, type: type ?? legacyType(sportType) }),
    ...(type === undefined ? {} : { type }),
    ...(startAt === undefined ? {} : { startSeconds: epochSeconds(startAt) }),
    ...(startLocal === undefined ? {} : { startSeconds: instantOfWallClock(timeZone, startLocal) }),
    ...(gps === false ? { route: undefined } : {}),
    revision: activity.revision + 1,
  };
}

function epochSeconds(instantText: string | number): number {
  return typeof instantText === "number" ? instantText : Date.parse(instantText) / 1000;
}
