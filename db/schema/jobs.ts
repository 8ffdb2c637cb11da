import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

/** Durable background work. The row is the truth; doorbells only say that there may be some. */
export const jobs = sqliteTable("jobs", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  /** What the job belongs to; it goes when the runner goes. */
  userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
  uniqueKey: text("unique_key").unique(),
  payload: text("payload", { mode: "json" }).$type<unknown>().notNull(),
  state: text("state", { enum: ["ready", "running", "done", "buried"] }).notNull(),
  attempts: integer("attempts").notNull().default(0),
  maxAttempts: integer("max_attempts").notNull(),
  runAt: integer("run_at").notNull(),
  /** It was woken while it ran: when it ends it is owed again, from this time on. */
  wakeAt: integer("wake_at"),
  leaseToken: text("lease_token"),
  leaseUntil: integer("lease_until"),
  problem: text("problem"),
  createdAt: integer("created_at").notNull(),
  finishedAt: integer("finished_at"),
}, (table) => [
  index("jobs_due").on(table.state, table.runAt),
  index("jobs_leases").on(table.state, table.leaseUntil),
  index("jobs_user").on(table.userId),
]);

/** A mail that is owed, once for its cause. Its text is composed when it is sent: no link rests here. */
export const mails = sqliteTable("mails", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  kind: text("kind", {
    enum: [
      "confirm",
      "already_registered",
      "reset",
      "change_email",
      "email_changed",
      "password_changed",
      "report",
      "test_report",
    ],
  }).notNull(),
  /** What it tells of: a report's period, or an id of the runner's own. */
  about: text("about"),
  cause: text("cause").notNull().unique(),
  toAddress: text("to_address").notNull(),
  state: text("state", { enum: ["waiting", "handing_over", "sent", "failed", "uncertain"] })
    .notNull(),
  problem: text("problem"),
  createdAt: integer("created_at").notNull(),
  sentAt: integer("sent_at"),
}, (table) => [
  index("mails_user").on(table.userId),
  index("mails_settled").on(table.state, table.sentAt),
]);

/** Which mails a runner wants besides those that their account needs, and when the next report is due. */
export const mailChoices = sqliteTable("mail_choices", {
  userId: text("user_id").primaryKey().references(() => users.id, { onDelete: "cascade" }),
  cadence: text("cadence", { enum: ["weekly", "monthly", "none"] }).notNull().default("weekly"),
  /** Of a weekly report, from 0 for Sunday; and of each, on the runner's own clock. */
  weekday: integer("weekday").notNull().default(1),
  hour: integer("hour").notNull().default(6),
  /** Parts of a report that are left out. */
  without: text("without", { mode: "json" }).$type<ReportSection[]>().notNull().default([]),
  /** The period that is reported on next, by its name, and when; without a time none is, until something changes. */
  nextPeriod: text("next_period").notNull().default(""),
  nextAt: integer("next_at"),
  /** When the runner last said what they want. */
  chosenAt: integer("chosen_at").notNull(),
  /** The report that says that reports come monthly from now on, as nothing was run. */
  slowedFor: text("slowed_for"),
  /** Nothing of this is sent any more: the address did not take it, or its reader complained. */
  stoppedAt: integer("stopped_at"),
  stoppedBy: text("stopped_by", { enum: ["bounce", "complaint"] }),
}, (table) => [index("mail_choices_due").on(table.nextAt)]);

export type ReportSection = "chart" | "plan" | "records" | "risk" | "race" | "next";

/** When each cron last came by, so that a silent one is seen. */
export const crons = sqliteTable("crons", {
  name: text("name").primaryKey(),
  ranAt: integer("ran_at").notNull(),
});
