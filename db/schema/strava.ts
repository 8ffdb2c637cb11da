import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

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
}, (table) => [index("strava_accounts_key").on(table.sealingKeyId)]);

/** One round trip to Strava's consent page, tied to the session that began it. */
export const stravaStates = sqliteTable("strava_states", {
  stateHash: text("state_hash").primaryKey(),
  sessionId: text("session_id").notNull(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
}, (table) => [index("strava_states_expiry").on(table.expiresAt)]);

/** What Strava last said of the application's limits; one row, shared by all runners. */
export const stravaQuota = sqliteTable("strava_quota", {
  id: integer("id").primaryKey(),
  shortLimit: integer("short_limit").notNull(),
  shortUsed: integer("short_used").notNull(),
  dailyLimit: integer("daily_limit").notNull(),
  dailyUsed: integer("daily_used").notNull(),
  seenAt: integer("seen_at").notNull(),
});

/** One reading of a source's whole history, and its receipt. */
export const imports = sqliteTable("imports", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  source: text("source", { enum: ["strava"] }).notNull(),
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
  cursorIds: text("cursor_ids", { mode: "json" }).$type<string[]>().notNull().default([]),
  oldestDate: text("oldest_date"),
  resumesAt: integer("resumes_at"),
  problem: text("problem"),
  createdAt: integer("created_at").notNull(),
  finishedAt: integer("finished_at"),
}, (table) => [index("imports_user").on(table.userId, table.createdAt)]);

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
