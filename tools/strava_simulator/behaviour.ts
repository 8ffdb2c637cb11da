import { z } from "zod";

/**
 * What Strava's pages leave open or what changes with time. Each is a switch, so that a client can be
 * proven against every answer.
 */
const behaviourSchema = z.strictObject({
  /** When a refresh replaces the refresh token. */
  refreshRotation: z.enum(["always", "when-new", "never"]).default("when-new"),
  /** Seconds an access token must still have to be handed out again. */
  tokenReuseSeconds: z.int().min(0).default(3600),
  tokenLifeSeconds: z.int().min(1).default(21_600),
  codeLifeSeconds: z.int().min(1).default(600),
  /** A code exchanged sooner than this is refused as invalid. */
  codeValidAfterSeconds: z.int().min(0).default(0),
  codeErrorResource: z.enum(["AuthorizationCode", "RequestToken"]).default("AuthorizationCode"),
  tokenAnswerHasScope: z.boolean().default(false),
  badTokenBody: z.enum(["access_token", "application"]).default("access_token"),
  /** A token in the query or the form: accepted today, refused from June 2027. */
  tokenOutsideHeader: z.enum(["accept", "refuse"]).default("accept"),
  deauthorize: z.enum(["available", "gone"]).default("available"),
  capacityCheckedAt: z.enum(["authorize", "token", "both"]).default("both"),
  /** Lets a test skip the consent page with ?auto=approve or ?auto=deny. */
  autoConsent: z.boolean().default(false),

  perPageAboveMaximum: z.enum(["clamp", "refuse"]).default("clamp"),
  beforeOnlyOrder: z.enum(["descending", "ascending"]).default("descending"),
  /** Which start a hidden-start activity is ordered and filtered by. */
  hiddenStartOrder: z.enum(["shown", "true"]).default("shown"),
  /** Whether hidden activities leave gaps in pages. */
  visibilityFilter: z.enum(["before-paging", "after-paging"]).default("before-paging"),
  /** Every n-th slot of a page is a gap, so that pages come short although more follow; 0 is off. */
  shortPageEvery: z.int().min(0).default(0),
  notFoundBody: z.enum(["activity", "path", "empty"]).default("activity"),
  missingStreams: z.enum(["not-found", "empty"]).default("not-found"),
  unreadyStreams: z.enum(["not-found", "empty"]).default("empty"),
  activityZones: z.enum(["available", "payment-required", "empty"]).default("available"),
  noPositionAs: z.enum(["empty", "null"]).default("empty"),
  privacyZoneMeters: z.number().min(0).default(200),
  privacyZoneInSummary: z.boolean().default(true),

  rateLimitBody: z.enum([
    "rate limit",
    "overall rate limit",
    "read rate limit",
    "specific",
    "string-errors",
  ]).default("rate limit"),
  rateHeaders: z.enum(["always", "not-on-errors", "never", "comma"]).default("always"),
  countClientErrors: z.boolean().default(true),

  webhookTimeoutMs: z.int().min(1).default(2000),
  /** Seconds from the first attempt to the second and to the third. */
  webhookRetrySeconds: z.array(z.int().min(0)).max(10).default([60, 120]),
  /** Delay from an upload to its create event, beyond the time it becomes readable. */
  createEventDelaySeconds: z.int().min(0).default(0),
  callbackUrlMaximum: z.int().min(1).default(255),
  subscriptionAnswer: z.enum(["full", "id-only"]).default("full"),

  /** What the Date header is wrong by. */
  dateSkewSeconds: z.int().default(0),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

export function defaultBehaviour(): Behaviour {
  return behaviourSchema.parse({});
}

/** Applies the named switches only: zod fills defaults into absent keys, which a change must not do. */
export function changeBehaviour(current: Behaviour, change: unknown): Behaviour {
  const named = z.record(z.string(), z.unknown()).parse(change);
  return behaviourSchema.parse({ ...current, ...named });
}
