import {
  type AnySQLiteColumn,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

/** A race that some runner added and all see: it holds nothing of anybody's runs. */
export const races = sqliteTable("races", {
  id: text("id").primaryKey(),
  /** Null once that runner has left: the race stays, as others mean to run it. */
  addedBy: text("added_by").references(() => users.id, { onDelete: "set null" }),
  name: text("name").notNull(),
  /** Where it is held. */
  date: text("date").notNull(),
  distanceMeters: real("distance_meters").notNull(),
  place: text("place").notNull(),
  /** ISO 3166-1 alpha-2. */
  country: text("country"),
  surface: text("surface", { enum: ["road", "trail", "track", "mixed"] }).notNull(),
  url: text("url"),
  /** Name and place as a search compares them. */
  folded: text("folded").notNull(),
  /** Grows with every change: calendars keep the higher one. */
  revision: integer("revision").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  /** The race that this one turned out to be: its address leads there. */
  mergedInto: text("merged_into").references((): AnySQLiteColumn => races.id, {
    onDelete: "cascade",
  }),
}, (table) => [
  index("races_by_date").on(table.mergedInto, table.date, table.id),
  index("races_added").on(table.addedBy),
]);

/** What a race is to one runner. All of it is theirs alone, but `isShown` lets others see that they go. */
export const raceEntries = sqliteTable("race_entries", {
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  raceId: text("race_id").notNull().references(() => races.id, { onDelete: "cascade" }),
  isShown: integer("is_shown", { mode: "boolean" }).notNull(),
  /** The best day's, the one trained for, and the one that is still good. */
  goalASeconds: integer("goal_a_seconds"),
  goalBSeconds: integer("goal_b_seconds"),
  goalCSeconds: integer("goal_c_seconds"),
  /** As typed in; of a run that is linked nothing is kept here. */
  resultSeconds: integer("result_seconds"),
  /** The run that was this race, as in `run_words`: it is found again when it was read anew. */
  runSource: text("run_source", { enum: ["strava", "file", "archive", "manual"] }),
  runHash: text("run_hash"),
  notes: text("notes"),
  updatedAt: integer("updated_at").notNull(),
}, (table) => [
  primaryKey({ columns: [table.userId, table.raceId] }),
  index("race_entries_race").on(table.raceId),
]);
