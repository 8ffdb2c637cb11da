import { z } from "@hono/zod-openapi";

const EFFORTS = ["race", "long", "workout"] as const;
const DAY_MS = 86_400_000;
const WALL_CLOCK = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

const optional = (schema: z.ZodNumber, description: string) =>
  schema.nullable().openapi({ description });

const provenance = z.object({
  source: z.enum(["strava", "file", "archive", "manual"]),
  sourceId: z.string().openapi({ description: "What the source calls it." }),
  redistributable: z.boolean().openapi({
    description: "False where the source's terms keep it between the source and its runner.",
  }),
}).openapi("Provenance");

/** A run as the API tells of it: SI units with the unit in the name. `db/run_json.ts` writes it. */
export const run = z.object({
  id: z.uuid(),
  title: z.string(),
  notes: z.string().nullable().openapi({ description: "The runner's own." }),
  sport: z.string().openapi({ description: "By its Strava name.", example: "TrailRun" }),
  isRun: z.boolean().openapi({ description: "Whether the sport counts as running." }),
  effort: z.enum(EFFORTS).nullable(),
  startedAt: z.iso.datetime().openapi({ example: "2026-05-03T06:00:00Z" }),
  localDate: z.iso.date().openapi({ description: "The date where it was run." }),
  localTime: z.string().regex(WALL_CLOCK).nullable().openapi({
    description: "The time of day where it was run; null where its runner hides the start.",
  }),
  timeZone: z.string().openapi({ example: "Europe/Paris" }),
  distanceMeters: z.number(),
  movingSeconds: z.int(),
  elapsedSeconds: z.int(),
  elevationGainMeters: z.number().nullable(),
  averageHeartRateBpm: z.number().nullable(),
  maxHeartRateBpm: z.number().nullable(),
  cadenceStepsPerMinute: optional(z.number(), "Steps of both legs."),
  indoor: z.boolean(),
  commute: z.boolean(),
  typedIn: z.boolean().openapi({ description: "Written by hand, not recorded." }),
  provenance,
}).openapi("Run");

export const fullRun = run.extend({
  polyline: z.string().openapi({ description: "The way, in Google's encoding; may be empty." }),
  deviceName: z.string().nullable(),
}).openapi("FullRun");

/** An instant as ISO 8601, in UTC. */
export function toInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** What is said of text that cannot be written: control characters, halves of a pair. */
export const NOT_TEXT = "Leave out control characters and broken ones.";

const title = z.string().trim().min(1).max(200)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), NOT_TEXT)
  .openapi({ example: "Along the canal" });
const notes = z.string().max(10_000)
  .refine((text) => text.isWellFormed() && !text.includes("\0"), NOT_TEXT)
  .nullable();

/** What a runner may say of a run of any source. */
export const runEdits = z.strictObject({
  title: title.optional(),
  notes: notes.optional(),
  effort: z.enum(EFFORTS).nullable().optional(),
}).refine((edits) => Object.keys(edits).length > 0, { error: "Name something to change." })
  .openapi("RunEdits");

/** Meters per second: beyond any sport on foot, wheels or skis. */
const FASTEST = 50;
const most = (max: number) => z.number().min(0).max(max);

/** A run as a person, or a service, has it. */
export const runFields = z.strictObject({
  title,
  sport: z.string().regex(/^[A-Z][A-Za-z]{1,39}$/, "By its Strava name, as in TrailRun.")
    .default("Run").openapi({
      description: "By its Strava name; another name is a sport that does not count as running.",
      example: "TrailRun",
    }),
  effort: z.enum(EFFORTS).nullable().default(null),
  notes: notes.default(null),
  startedAt: z.iso.datetime({ offset: true }).refine(isInCalendar, "From 1900 to 2099.").openapi({
    description: "With Z or an offset; from 1900 on, and not in the future.",
    example: "2026-05-03T08:00:00+02:00",
  }),
  timeZone: z.string().max(64).optional().openapi({
    description: "An IANA zone; the runner's own unless named.",
    example: "Europe/Paris",
  }),
  distanceMeters: most(1_000_000).openapi({
    description: `At most ${FASTEST} in each of movingSeconds.`,
    example: 10_000,
  }),
  movingSeconds: z.int().min(1).max(1_000_000).openapi({ example: 3000 }),
  elapsedSeconds: z.int().min(1).max(1_000_000).optional().openapi({
    description: "At least movingSeconds, and as that unless named.",
  }),
  elevationGainMeters: most(20_000).nullable().default(null),
  averageHeartRateBpm: z.number().min(20).max(260).nullable().default(null),
  maxHeartRateBpm: z.number().min(20).max(260).nullable().default(null).openapi({
    description: "At least averageHeartRateBpm.",
  }),
  cadenceStepsPerMinute: most(400).nullable().default(null),
  indoor: z.boolean().default(false),
  commute: z.boolean().default(false),
});

/** A run as a person types it in: what cannot be is a slip of the keys. */
export const newRun = runFields.superRefine((run, context) => {
  const { movingSeconds, elapsedSeconds = movingSeconds, distanceMeters } = run;
  const { averageHeartRateBpm: average, maxHeartRateBpm: most } = run;
  const refuse = (field: keyof typeof run, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (elapsedSeconds < movingSeconds) refuse("elapsedSeconds", "At least movingSeconds.");
  if (average !== null && most !== null && most < average) {
    refuse("maxHeartRateBpm", "At least averageHeartRateBpm.");
  }
  if (distanceMeters > movingSeconds * FASTEST) {
    refuse("distanceMeters", `At most ${FASTEST} meters in each of movingSeconds.`);
  }
}).openapi("NewRun");

/** Years of other than four digits are dates that no page can show, and no client read. */
function isInCalendar(text: string): boolean {
  const at = Date.parse(text);
  return at >= Date.UTC(1900) && at < Date.UTC(2100);
}

export const NOT_RUN_YET = "It is not run yet.";

/** Whether it may have begun by now: a clock may be wrong by a zone. */
export function isRunBy(startedAt: number, now: number): boolean {
  return startedAt <= now + DAY_MS;
}
