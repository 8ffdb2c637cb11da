import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

/** A training plan that a runner follows, or followed: one at a time. */
export const plans = sqliteTable("plans", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  goal: text("goal", { enum: ["5k", "10k", "half", "marathon", "fit"] }).notNull(),
  raceDate: text("race_date").notNull(),
  startDate: text("start_date").notNull(),
  weeks: integer("weeks").notNull(),
  /** To get faster, to finish safely, or one that the runner brought along. */
  mode: text("mode", { enum: ["full", "finish", "own"] }).notNull(),
  /** Its sessions are being made, are there, or could not be made. */
  state: text("state", { enum: ["making", "ready", "failed"] }).notNull(),
  /** What it is made from, as the generator takes it; nothing once it is made. */
  request: text("request").notNull(),
  /** What the runner typed in for it, which later changes of the plan keep to: weekdays from 0 for Sunday. */
  weekdays: text("weekdays", { mode: "json" }).$type<number[]>(),
  level: text("level", { enum: ["beginner", "intermediate", "advanced"] }),
  vdot: real("vdot"),
  createdAt: integer("created_at").notNull(),
  /** Null for the one that is followed. */
  endedAt: integer("ended_at"),
}, (table) => [
  uniqueIndex("plans_followed").on(table.userId).where(sql`ended_at is null`),
  index("plans_user").on(table.userId, table.createdAt),
]);

/** One run of a plan, on the day that it stands on now. */
export const plannedRuns = sqliteTable("planned_runs", {
  id: text("id").primaryKey(),
  planId: text("plan_id").notNull().references(() => plans.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  date: text("date").notNull(),
  kind: text("kind", {
    enum: ["easy", "recovery", "long", "strides", "tempo", "intervals", "race_pace", "race"],
  }).notNull(),
  meters: real("meters").notNull(),
  fastMeters: real("fast_meters").notNull(),
  /** Where it is set in time; its meters are then what that comes to. */
  seconds: real("seconds"),
  /** Seconds a kilometer, the slower one first, from a time that was typed in; otherwise they are told from runs when they are shown. */
  paceSlow: real("pace_slow"),
  paceFast: real("pace_fast"),
  isSkipped: integer("is_skipped", { mode: "boolean" }).notNull().default(false),
  note: text("note"),
  /** The runner said which run it was, as in `run_words`, or where there is none, that it was none of them. */
  isMatchedByHand: integer("is_matched_by_hand", { mode: "boolean" }).notNull().default(false),
  runSource: text("run_source", { enum: ["strava", "file", "archive", "manual"] }),
  runHash: text("run_hash"),
  /** Grows with every change: calendars keep the higher one. */
  revision: integer("revision").notNull().default(1),
  updatedAt: integer("updated_at").notNull().default(0),
}, (table) => [
  index("planned_runs_plan").on(table.planId, table.date),
  index("planned_runs_user").on(table.userId, table.date),
]);

/** What planned runs were before each change, so that the last one can be undone. */
export const planChanges = sqliteTable("plan_changes", {
  id: text("id").primaryKey(),
  planId: text("plan_id").notNull().references(() => plans.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  before: text("before", { mode: "json" }).$type<RunBefore[]>().notNull(),
  /** Runs that the change took away, whole. */
  removed: text("removed", { mode: "json" }).$type<(typeof plannedRuns.$inferSelect)[]>().notNull()
    .default([]),
  /** Runs that the change brought, which its undoing takes away. */
  added: text("added", { mode: "json" }).$type<string[]>().notNull().default([]),
  /** The plan's own dates, where the change moved them. */
  planBefore: text("plan_before", { mode: "json" }).$type<PlanBefore>(),
  madeAt: integer("made_at").notNull(),
}, (table) => [index("plan_changes_plan").on(table.planId, table.id)]);

/** Where somebody's calendar program reads their plan: an address that is a secret, known here by its hash. */
export const calendarFeeds = sqliteTable("calendar_feeds", {
  userId: text("user_id").primaryKey().references(() => users.id, { onDelete: "cascade" }),
  tokenHash: text("token_hash").notNull().unique(),
  /** It tells what was run as well. */
  withDone: integer("with_done", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
  readAt: integer("read_at"),
});

export type PlanBefore = Pick<
  typeof plans.$inferSelect,
  "raceDate" | "startDate" | "weeks" | "vdot"
>;

/** What a change may have altered of a run. */
export type RunBefore =
  & Partial<
    Pick<
      typeof plannedRuns.$inferSelect,
      | "date"
      | "kind"
      | "meters"
      | "fastMeters"
      | "seconds"
      | "paceSlow"
      | "paceFast"
      | "isSkipped"
      | "note"
    >
  >
  & { id: string };
