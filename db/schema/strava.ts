import { sql } from "drizzle-orm";
import {
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { runs } from "./runs.ts";

/** A runner's link to Strava. Tokens are sealed; `sealingKeyId` says with which key. */
export const stravaAccounts = sqliteTable("strava_accounts", {
  userId: text("user_id").primaryKey().references(() => users.id, { onDelete: "cascade" }),
  athleteId: text("athlete_id").notNull().unique(),
  athleteName: text("athlete_name").notNull(),
  scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
  accessTokenSealed: text("access_token_sealed").notNull(),
  refreshTokenSealed: text("refresh_token_sealed").notNull(),
  sealingKeyId: text("sealing_key_id").notNull(),
  accessExpiresAt: integer("access_expires_at").notNull(),
  /** While set and in the future, one process is refreshing the tokens. */
  refreshingUntil: integer("refreshing_until"),
  status: text("status", { enum: ["connected", "reconnect"] }).notNull(),
  connectedAt: integer("connected_at").notNull(),
  lastEventAt: integer("last_event_at"),
  /** When the last reading of the recent days, and of the whole history, that came to its end began. */
  lastRecentAt: integer("last_recent_at"),
  lastSweepAt: integer("last_sweep_at"),
}, (table) => [index("strava_accounts_key").on(table.sealingKeyId)]);

/** One round trip to Strava's consent page, tied to the session that began it. */
export const stravaStates = sqliteTable("strava_states", {
  stateHash: text("state_hash").primaryKey(),
  sessionId: text("session_id").notNull(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
}, (table) => [index("strava_states_expiry").on(table.expiresAt)]);

/** What is used of the application's limits, and why all calls rest; one row, shared by all runners and processes. */
export const stravaQuota = sqliteTable("strava_quota", {
  id: integer("id").primaryKey(),
  shortLimit: integer("short_limit").notNull(),
  shortUsed: integer("short_used").notNull(),
  dailyLimit: integer("daily_limit").notNull(),
  dailyUsed: integer("daily_used").notNull(),
  seenAt: integer("seen_at").notNull(),
  blockedUntil: integer("blocked_until"),
  blockedBecause: text("blocked_because", { enum: ["rate", "inactive"] }),
  /** Refusals for the rate in a row: without headers they say nothing but "later". */
  refusals: integer("refusals").notNull().default(0),
});

/** One reading of a source's list, and its receipt: all of it for the runner who waits, or to find what changed unseen. */
export const imports = sqliteTable("imports", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  source: text("source", { enum: ["strava"] }).notNull(),
  kind: text("kind", { enum: ["history", "recent", "sweep"] }).notNull().default("history"),
  state: text("state", { enum: ["waiting", "running", "paused", "done", "failed"] }).notNull(),
  pages: integer("pages").notNull().default(0),
  seen: integer("seen").notNull().default(0),
  added: integer("added").notNull().default(0),
  updated: integer("updated").notNull().default(0),
  unchanged: integer("unchanged").notNull().default(0),
  filtered: integer("filtered").notNull().default(0),
  failed: integer("failed").notNull().default(0),
  /** Keyset: the next page holds what started before this second; ids of that second are behind us. */
  cursorBefore: integer("cursor_before"),
  cursorPage: integer("cursor_page").notNull().default(1),
  /** A reading of the recent days ends here, in epoch seconds. */
  endsAfter: integer("ends_after"),
  cursorIds: text("cursor_ids", { mode: "json" }).$type<string[]>().notNull().default([]),
  oldestDate: text("oldest_date"),
  resumesAt: integer("resumes_at"),
  problem: text("problem"),
  createdAt: integer("created_at").notNull(),
  finishedAt: integer("finished_at"),
}, (table) => [index("imports_user").on(table.userId, table.kind, table.createdAt)]);

/** An activity that could not be read, with the reason, so that it is never silently missing. */
export const importFailures = sqliteTable("import_failures", {
  importId: text("import_id").notNull().references(() => imports.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  externalId: text("external_id").notNull(),
  reason: text("reason").notNull(),
}, (table) => [
  primaryKey({ columns: [table.importId, table.externalId] }),
  index("import_failures_user").on(table.userId),
]);

/** An activity that is gone at its source: what was listed before that does not bring it back. */
export const tombstones = sqliteTable("tombstones", {
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  source: text("source", { enum: ["strava"] }).notNull(),
  externalId: text("external_id").notNull(),
  goneAt: integer("gone_at").notNull(),
}, (table) => [primaryKey({ columns: [table.userId, table.source, table.externalId] })]);

/** The application's subscription to Strava's events: one row. The path of its callback is a secret. */
export const stravaSubscription = sqliteTable("strava_subscription", {
  id: integer("id").primaryKey(),
  subscriptionId: text("subscription_id"),
  pathHash: text("path_hash").notNull(),
  createdAt: integer("created_at").notNull(),
  lastEventAt: integer("last_event_at"),
});

/** What Strava said happened: a hint to look, kept until it was looked at and a while longer. */
export const stravaEvents = sqliteTable("strava_events", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  /** Object, aspect, time and updates, hashed: Strava repeats itself. */
  print: text("print").notNull(),
  object: text("object", { enum: ["activity", "athlete"] }).notNull(),
  objectId: text("object_id").notNull(),
  aspect: text("aspect", { enum: ["create", "update", "delete"] }).notNull(),
  receivedAt: integer("received_at").notNull(),
  handledAt: integer("handled_at"),
}, (table) => [
  uniqueIndex("strava_events_print").on(table.print),
  index("strava_events_object").on(table.userId, table.objectId, table.handledAt),
  index("strava_events_handled").on(table.handledAt),
  index("strava_events_received").on(table.receivedAt),
]);

/**
 * What one run's own page at its source adds to the list's summary: a row for each run, waiting until it is read. The
 * long columns stand last, or SQLite would walk through them for each of the others.
 */
export const runDetails = sqliteTable("run_details", {
  runId: text("run_id").primaryKey().references(() => runs.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  state: text("state", { enum: ["waiting", "ready", "parked"] }).notNull(),
  startedAt: integer("started_at").notNull(),
  streamState: text("stream_state", { enum: ["waiting", "ready", "none"] }).notNull(),
  attempts: integer("attempts").notNull().default(0),
  /** When the next look may be taken; samples come later than the run. */
  dueAt: integer("due_at").notNull(),
  problem: text("problem"),
  fetchedAt: integer("fetched_at"),
  expiresAt: integer("expires_at"),
  /** Laps, splits, best efforts, shoe: JSON, compressed. */
  details: blob("details", { mode: "buffer" }),
  /** The part of the distance that was clearly faster than the run's middle: its shape, in one number. */
  fastShare: real("fast_share"),
  /** Every sample of every sensor, as differences, compressed. */
  streams: blob("streams", { mode: "buffer" }),
}, (table) => [
  index("run_details_due").on(table.userId, table.state, table.startedAt),
  index("run_details_samples").on(table.userId, table.startedAt)
    .where(sql`state = 'ready' and stream_state = 'waiting'`),
  index("run_details_renewal").on(table.userId, table.expiresAt)
    .where(sql`expires_at is not null`),
  index("run_details_expiry").on(table.expiresAt).where(sql`expires_at is not null`),
]);

/** What a disconnection removed: the runner's proof that it is gone. Nothing in it came from Strava. */
export const purges = sqliteTable("purges", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  cause: text("cause", { enum: ["disconnected", "revoked"] }).notNull(),
  beganAt: integer("began_at").notNull(),
  finishedAt: integer("finished_at").notNull(),
  revokedAtSource: integer("revoked_at_source", { mode: "boolean" }).notNull(),
  rows: text("rows", { mode: "json" }).$type<Record<string, number>>().notNull(),
}, (table) => [index("purges_user").on(table.userId, table.finishedAt)]);
