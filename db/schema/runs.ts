import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

/**
 * What a runner did, of any sport: `isRun` marks the sports that count as running.
 * Every row names its source, when it was read from there and, where the source's terms ask for it,
 * when it must be gone or read again.
 */
export const runs = sqliteTable("runs", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  source: text("source", { enum: ["strava", "file", "archive", "manual"] }).notNull(),
  externalId: text("external_id").notNull(),
  sport: text("sport").notNull(),
  isRun: integer("is_run", { mode: "boolean" }).notNull(),
  title: text("title").notNull(),
  /** The title as a search compares it, where that is not the title itself. */
  titleFolded: text("title_folded"),
  effort: text("effort", { enum: ["race", "long", "workout"] }),
  startedAt: integer("started_at").notNull(),
  localDate: text("local_date").notNull(),
  localTime: text("local_time"),
  timeZone: text("time_zone").notNull(),
  distanceMeters: real("distance_meters").notNull(),
  movingSeconds: integer("moving_seconds").notNull(),
  elapsedSeconds: integer("elapsed_seconds").notNull(),
  elevationGainMeters: real("elevation_gain_meters"),
  averageHr: real("average_hr"),
  maxHr: real("max_hr"),
  /** Steps of both legs a minute. */
  cadence: real("cadence"),
  polyline: text("polyline").notNull(),
  gearExternalId: text("gear_external_id"),
  deviceName: text("device_name"),
  visibility: text("visibility", { enum: ["everyone", "followers_only", "only_me"] }).notNull(),
  indoor: integer("indoor", { mode: "boolean" }).notNull(),
  typedIn: integer("typed_in", { mode: "boolean" }).notNull(),
  commute: integer("commute", { mode: "boolean" }).notNull(),
  /** The runner said that it is another row's double: it counts nowhere. */
  hidden: integer("hidden", { mode: "boolean" }).notNull().default(false),
  /** The runner's own, as in `run_words`. */
  notes: text("notes"),
  /** The source's fields that Runnerly keeps, hashed: tells an edit from a mere re-read. */
  fingerprint: text("fingerprint").notNull(),
  fetchedAt: integer("fetched_at").notNull(),
  expiresAt: integer("expires_at"),
}, (table) => [
  uniqueIndex("runs_external").on(table.userId, table.source, table.externalId),
  index("runs_by_date").on(
    table.userId,
    table.hidden,
    table.isRun,
    table.startedAt,
    table.id,
  ),
  index("runs_all_by_date").on(table.userId, table.hidden, table.startedAt, table.id),
  index("runs_without_start").on(table.userId, table.startedAt).where(sql`local_time is null`),
  index("runs_by_sport").on(
    table.userId,
    table.hidden,
    table.sport,
    table.startedAt,
    table.id,
  ),
  index("runs_by_distance").on(
    table.userId,
    table.hidden,
    table.isRun,
    table.distanceMeters,
    table.id,
  ),
  index("runs_sums").on(
    table.userId,
    table.hidden,
    table.isRun,
    table.localDate,
    table.distanceMeters,
    table.movingSeconds,
    table.elevationGainMeters,
  ),
  index("runs_expiry").on(table.source, table.expiresAt),
]);

/** Two rows that look like one run. Nothing is merged: the runner chooses. */
export const runPairs = sqliteTable("run_pairs", {
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  /** The smaller id first. */
  firstId: text("first_id").notNull().references(() => runs.id, { onDelete: "cascade" }),
  secondId: text("second_id").notNull().references(() => runs.id, { onDelete: "cascade" }),
  state: text("state", { enum: ["open", "both", "first", "second"] }).notNull(),
  foundAt: integer("found_at").notNull(),
}, (table) => [
  primaryKey({ columns: [table.firstId, table.secondId] }),
  index("run_pairs_second").on(table.secondId),
  index("run_pairs_user").on(table.userId, table.state),
]);

/**
 * What a runner said of a run: it outlives the row, so that a run which is read again from its source has it again, or
 * stays away. The id at the source is hashed: nothing of the source's rests here.
 */
export const runWords = sqliteTable("run_words", {
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  source: text("source", { enum: ["strava", "file", "archive", "manual"] }).notNull(),
  externalHash: text("external_hash").notNull(),
  /** What they changed, and nothing else. */
  edits: text("edits", { mode: "json" }).$type<RunEdits>().notNull(),
  removedAt: integer("removed_at"),
}, (table) => [primaryKey({ columns: [table.userId, table.source, table.externalHash] })]);

export interface RunEdits {
  title?: string;
  effort?: "race" | "long" | "workout" | null;
  notes?: string | null;
}
