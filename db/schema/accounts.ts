import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A person who runs. `version` grows with every change that one of their pages shows. */
export const users = sqliteTable("users", {
  id: text("id").primaryKey(),
  email: text("email").notNull().unique(),
  emailConfirmedAt: integer("email_confirmed_at"),
  passwordHash: text("password_hash").notNull(),
  role: text("role", { enum: ["runner", "admin"] }).notNull().default("runner"),
  name: text("name"),
  birthYear: integer("birth_year"),
  sex: text("sex", { enum: ["female", "male", "other"] }),
  weightKg: real("weight_kg"),
  maxHr: integer("max_hr"),
  restHr: integer("rest_hr"),
  vo2max: real("vo2max"),
  timeZone: text("time_zone").notNull().default("UTC"),
  units: text("units", { enum: ["km", "mi"] }).notNull().default("km"),
  locale: text("locale", { enum: ["en", "zh", "fr"] }).notNull().default("en"),
  weekStart: text("week_start", { enum: ["monday", "sunday", "saturday"] }).notNull()
    .default("monday"),
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
});

/** A signed-in browser. Only the token's hash is kept: a stolen table opens no account. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull().unique(),
    userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
    userAgent: text("user_agent").notNull(),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (
    table,
  ) => [index("sessions_user").on(table.userId), index("sessions_expiry").on(table.expiresAt)],
);

/** What a link in a mail proves, once. */
export const mailTokens = sqliteTable("mail_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  kind: text("kind", { enum: ["confirm", "reset", "change_email"] }).notNull(),
  newEmail: text("new_email"),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
}, (table) => [index("mail_tokens_user").on(table.userId, table.kind)]);

/** Fixed windows of attempts, by what is counted: an account, an address, a mail box. */
export const throttles = sqliteTable("throttles", {
  key: text("key").primaryKey(),
  hits: integer("hits").notNull(),
  resetsAt: integer("resets_at").notNull(),
}, (table) => [index("throttles_reset").on(table.resetsAt)]);
