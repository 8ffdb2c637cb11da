import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

export type TokenAlgorithm = "EdDSA" | "ES256";
/** A runner's: of their own things. A service's: over all runners. */
export type Scope = RunnerScope | ServiceScope;
export type RunnerScope =
  | "runs:read"
  | "runs:write"
  | "races:read"
  | "races:write"
  | "plans:read"
  | "plans:write"
  | "profile:read"
  | "profile:write";
export type ServiceScope = "users:read" | "runs:ingest";

/** One token, or all of a grant, of a client, of a service. */
export type DeniedKey = `${"token" | "grant" | "client"}:${string}`;

export interface WebhookEvent {
  type: "run.created" | "run.updated" | "run.deleted";
  runId: string;
  /** When it happened, in ms. */
  at: number;
}

/** Why an attempt to deliver came to nothing. */
export type WebhookProblem =
  | "address_refused"
  | "host_unknown"
  | "unreachable"
  | "timed_out"
  | "redirected"
  | "answered"
  | "secret_lost"
  | "interrupted";

/** A pair of keys for access tokens: the public half for everybody, the private one sealed. */
export const signingKeys = sqliteTable("signing_keys", {
  kid: text("kid").primaryKey(),
  alg: text("alg").$type<TokenAlgorithm>().notNull(),
  /** As the key set shows it; with `x5c` where the operator imported a certificate chain. */
  publicJwk: text("public_jwk", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  privateJwkSealed: text("private_jwk_sealed").notNull(),
  sealingKeyId: text("sealing_key_id").notNull(),
  createdAt: integer("created_at").notNull(),
  /** Shown from the start, so that everybody knows it when it begins to sign. */
  signsFrom: integer("signs_from").notNull(),
});

/** A program that was registered: a service of the operator's, or an application that acts for runners. */
export const clients = sqliteTable("clients", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["service", "app"] }).notNull(),
  name: text("name").notNull(),
  /** Null for an application that can keep no secret: a page, a phone. */
  secretHash: text("secret_hash"),
  scopes: text("scopes", { mode: "json" }).$type<Scope[]>().notNull(),
  redirectUris: text("redirect_uris", { mode: "json" }).$type<string[]>().notNull(),
  /** Origins whose pages may call the API with this client's tokens. */
  origins: text("origins", { mode: "json" }).$type<string[]>().notNull(),
  alg: text("alg").$type<TokenAlgorithm>().notNull(),
  /** Part of Runnerly itself: what came from Strava may pass through it to the runner it belongs to. */
  firstParty: integer("first_party", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
});

/** What a runner allowed an application; its refresh tokens are one family. */
export const grants = sqliteTable("grants", {
  id: text("id").primaryKey(),
  clientId: text("client_id").notNull().references(() => clients.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  scopes: text("scopes", { mode: "json" }).$type<Scope[]>().notNull(),
  createdAt: integer("created_at").notNull(),
  lastUsedAt: integer("last_used_at").notNull(),
}, (table) => [index("grants_user").on(table.userId), index("grants_client").on(table.clientId)]);

/** A runner's consent on its way to the application's back end. It stays after its use, to tell a replay. */
export const authorizationCodes = sqliteTable("authorization_codes", {
  codeHash: text("code_hash").primaryKey(),
  clientId: text("client_id").notNull().references(() => clients.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  scopes: text("scopes", { mode: "json" }).$type<Scope[]>().notNull(),
  /** As the request named it; empty where it named none. */
  redirectUri: text("redirect_uri").notNull(),
  /** Of PKCE, method S256. */
  challenge: text("challenge").notNull(),
  expiresAt: integer("expires_at").notNull(),
  /** What its first use made; a second use ends that. */
  grantId: text("grant_id"),
}, (table) => [
  index("authorization_codes_user").on(table.userId),
  index("authorization_codes_expiry").on(table.expiresAt),
]);

/** One use each: a second one ends the whole grant. */
export const refreshTokens = sqliteTable("refresh_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  grantId: text("grant_id").notNull().references(() => grants.id, { onDelete: "cascade" }),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
}, (table) => [
  index("refresh_tokens_grant").on(table.grantId),
  index("refresh_tokens_expiry").on(table.expiresAt),
]);

/** A token that a runner made for a script of their own. */
export const personalTokens = sqliteTable("personal_tokens", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  tokenHash: text("token_hash").notNull().unique(),
  name: text("name").notNull(),
  scopes: text("scopes", { mode: "json" }).$type<Scope[]>().notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  lastUsedAt: integer("last_used_at"),
}, (table) => [
  index("personal_tokens_user").on(table.userId),
  index("personal_tokens_expiry").on(table.expiresAt),
]);

/** Access tokens that were taken back before their end, one by one or by what they stand for. */
export const deniedTokens = sqliteTable("denied_tokens", {
  key: text("key").$type<DeniedKey>().primaryKey(),
  /** When the last of them has died by itself. */
  until: integer("until").notNull(),
});

/** The answer to a POST that named a key, to be given again. */
export const idempotentAnswers = sqliteTable("idempotent_answers", {
  /** Whose key it is: two callers may choose the same. */
  caller: text("caller").notNull(),
  key: text("key").notNull(),
  userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
  /** Method, path and body, hashed. */
  print: text("print").notNull(),
  status: integer("status").notNull(),
  body: text("body").notNull(),
  expiresAt: integer("expires_at").notNull(),
}, (table) => [
  primaryKey({ columns: [table.caller, table.key] }),
  index("idempotent_answers_user").on(table.userId),
  index("idempotent_answers_expiry").on(table.expiresAt),
]);

/** Where a client wants to hear of a runner's runs. */
export const webhooks = sqliteTable(
  "webhooks",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
    /** Null for one that the runner's own script asked for. */
    clientId: text("client_id").references(() => clients.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    secretSealed: text("secret_sealed").notNull(),
    sealingKeyId: text("sealing_key_id").notNull(),
    createdAt: integer("created_at").notNull(),
    /** In a row, the last one of them for this reason. */
    failures: integer("failures").notNull().default(0),
    problem: text("problem").$type<WebhookProblem>(),
    /** Nothing is sent before. */
    pausedUntil: integer("paused_until"),
  },
  (table) => [index("webhooks_user").on(table.userId), index("webhooks_client").on(table.clientId)],
);

/** One message to one webhook, and what became of it. */
export const webhookDeliveries = sqliteTable("webhook_deliveries", {
  id: text("id").primaryKey(),
  webhookId: text("webhook_id").notNull().references(() => webhooks.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  events: text("events", { mode: "json" }).$type<WebhookEvent[]>().notNull(),
  state: text("state", { enum: ["waiting", "delivered", "failed"] }).notNull(),
  attempts: integer("attempts").notNull().default(0),
  /** The last answer's status, where there was one. */
  status: integer("status"),
  problem: text("problem").$type<WebhookProblem>(),
  createdAt: integer("created_at").notNull(),
  settledAt: integer("settled_at"),
}, (table) => [
  index("webhook_deliveries_webhook").on(table.webhookId, table.createdAt),
  index("webhook_deliveries_user").on(table.userId),
  index("webhook_deliveries_age").on(table.createdAt),
]);
