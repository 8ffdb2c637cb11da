import { z } from "zod";
import { activityChangeSchema, activityDraftSchema } from "../activities/draft.ts";

const instant = z.union([z.iso.datetime({ offset: true }), z.number()]);

/** Which requests a rule is for; everything stated must hold. */
const matchSchema = z.strictObject({
  /** A regular expression on the path without its prefix: "^/athlete/activities$". */
  path: z.string().optional(),
  /** A regular expression on the query text: "page=2". */
  query: z.string().optional(),
  method: z.string().optional(),
  family: z.enum(["api", "oauth", "other"]).optional(),
  athleteId: z.int().optional(),
  /** A window of virtual time: ISO text or epoch ms. */
  from: instant.optional(),
  until: instant.optional(),
  /** Matching requests to let pass first. */
  skip: z.int().min(0).optional(),
  /** Only the n-th matching request, from 1. */
  nth: z.int().min(1).optional(),
  /** Every n-th matching request. */
  everyNth: z.int().min(1).optional(),
  /** Drawn from the seed, the rule and the request's number, so that a run repeats. */
  probability: z.number().min(0).max(1).optional(),
});

const targetSchema = z.union([
  z.strictObject({ id: z.string() }),
  /** Position in the athlete's list, newest first. */
  z.strictObject({ index: z.int().min(0) }),
]);

export const historyChangeSchema = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("insert"),
    activity: activityDraftSchema.default({}),
    athleteId: z.int().optional(),
    event: z.boolean().default(true),
    visibleAfterSeconds: z.int().min(0).default(0),
    streamsAfterSeconds: z.int().min(0).default(0),
  }),
  z.strictObject({
    do: z.literal("update"),
    target: targetSchema,
    change: activityChangeSchema,
    athleteId: z.int().optional(),
    event: z.boolean().default(true),
  }),
  z.strictObject({
    do: z.literal("delete"),
    target: targetSchema,
    athleteId: z.int().optional(),
    event: z.boolean().default(true),
  }),
]);

const wobbleWays = [
  "types",
  "nulls",
  "absent",
  "unknown-fields",
  "unknown-sport",
  "counts",
] as const;

const when = z.enum(["before", "after"]).default("before");

const effectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"),
    status: z.int().min(200).max(599),
    json: z.unknown().optional(),
    text: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    kind: z.literal("rate-limit"),
    window: z.enum(["quarter-hour", "day"]).default("quarter-hour"),
    body: z.enum(["normal", "string-errors"]).default("normal"),
    headers: z.enum(["normal", "missing", "comma"]).default("normal"),
  }),
  z.strictObject({ kind: z.literal("server-error") }),
  z.strictObject({
    kind: z.literal("gateway-error"),
    status: z.int().min(400).max(599).default(502),
  }),
  z.strictObject({ kind: z.literal("app-inactive") }),
  z.strictObject({ kind: z.literal("over-capacity") }),
  z.strictObject({ kind: z.literal("code-invalid") }),
  z.strictObject({
    kind: z.literal("close"),
    /** "after": the work is done, its answer is lost. */
    when: z.enum(["before", "after", "mid-body"]).default("before"),
    afterBytes: z.int().min(0).default(64),
  }),
  /**
   * The work is done, its answer never comes. Unlike a cut connection, which some clients repeat a
   * request on by themselves (Deno's fetch does, even a POST), silence is always noticed.
   */
  z.strictObject({ kind: z.literal("lose-answer"), hangMs: z.int().min(0).default(30_000) }),
  z.strictObject({ kind: z.literal("slow-headers"), ms: z.int().min(0).default(30_000) }),
  z.strictObject({
    kind: z.literal("slow-body"),
    bytesPerStep: z.int().min(1).default(1),
    stepMs: z.int().min(1).default(1000),
  }),
  z.strictObject({
    kind: z.literal("truncate"),
    share: z.number().min(0).max(1).default(0.5),
    encoding: z.enum(["identity", "gzip"]).default("identity"),
  }),
  z.strictObject({
    kind: z.literal("mangle"),
    as: z.enum(["malformed-json", "truncated-json", "empty", "html", "bom"]),
  }),
  z.strictObject({ kind: z.literal("expire-token") }),
  z.strictObject({ kind: z.literal("revoke"), event: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal("delete-athlete"), event: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal("change-history"),
    when,
    changes: z.array(historyChangeSchema).min(1),
  }),
  z.strictObject({ kind: z.literal("drop-items"), count: z.int().min(1).default(1) }),
  z.strictObject({
    kind: z.literal("wobble"),
    ways: z.array(z.enum(wobbleWays)).default([...wobbleWays]),
  }),
  z.strictObject({ kind: z.literal("advance-clock"), when, ms: z.int() }),
  z.strictObject({ kind: z.literal("skew-date"), seconds: z.int() }),
]);

export const faultInputSchema = z.strictObject({
  name: z.string().default("fault"),
  match: matchSchema.default({}),
  effect: effectSchema,
  /** How often it may fire; without it there is no end. */
  times: z.int().min(1).optional(),
});

export type FaultInput = z.input<typeof faultInputSchema>;
export type Match = z.infer<typeof matchSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type HistoryChange = z.infer<typeof historyChangeSchema>;
export type WobbleWay = (typeof wobbleWays)[number];

export interface FaultRule {
  readonly id: string;
  readonly name: string;
  readonly match: Match;
  readonly effect: Effect;
  readonly times?: number;
  /** Requests that matched, and those it fired on. */
  matched: number;
  fired: number;
}
