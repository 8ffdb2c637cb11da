import { Buffer } from "node:buffer";
import { z } from "zod";

export interface Config {
  port: number;
  baseUrl: string;
  database: { url: string; token?: string };
  kvPath: string;
  sealingKeys: { id: string; key: Uint8Array }[];
  mail:
    | { kind: "smtp"; url: string; from: string }
    | { kind: "api"; url: string; key: string; from: string };
  mailboxUrl?: string;
  strava: { apiUrl: string; oauthUrl: string; clientId: string; clientSecret: string };
  roles: { web: boolean; worker: boolean };
  trustProxy: boolean;
  leaseMs: number;
  onDeploy: boolean;
}

export class ConfigError extends Error {
  override name = "ConfigError";

  constructor(readonly problems: string[]) {
    super(
      `The settings have ${problems.length} problem(s):\n${
        problems.map((p) => `  - ${p}`).join("\n")
      }`,
    );
  }
}

/** The settings of this process; prints what is wrong with them and ends it, so that nothing starts half. */
export function loadConfig(): Config {
  try {
    return readConfig(Deno.env.toObject());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}

/** What a tool needs that works on the database alone. */
export function readDatabaseConfig(env = Deno.env.toObject()): Config["database"] {
  const url = env.DATABASE_URL?.trim() || DEFAULT_DATABASE;
  if (isOnDeploy(env) && url.startsWith("file:")) throw new ConfigError([NO_FILES]);
  return { url, token: env.DATABASE_TOKEN?.trim() || undefined };
}

/** The keys alone, for the tool that seals anew. */
export function readSealingKeys(env = Deno.env.toObject()): Config["sealingKeys"] {
  const parsed = keyList.safeParse(env.SEALING_KEYS?.trim());
  if (!parsed.success) throw new ConfigError([`SEALING_KEYS ${KEYS_HINT}.`]);
  return parsed.data;
}

const KEYS_HINT = "must read `id:key,older-id:key`, each id once, each key 32 bytes in base64";
const DEFAULT_DATABASE = "file:data/runnerly.db";
const NO_FILES =
  "DATABASE_URL must be a libSQL server here: files do not outlive an instance of Deno Deploy.";
const webUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const databaseUrl = z.string().regex(/^(file:|libsql:|https?:|wss?:)/);
const keyList = z.string().transform((value, ctx) => parseKeys(value, ctx));

/** Reads every setting, and says everything that is wrong with them at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const set = (name: string) => env[name]?.trim() || undefined;

  function read<T>(name: string, schema: z.ZodType<T>, fallback: T, hint: string): T {
    const value = set(name);
    if (value === undefined) return fallback;
    const parsed = schema.safeParse(value);
    if (!parsed.success) problems.push(`${name} ${hint}.`);
    return parsed.success ? parsed.data : fallback;
  }

  function need(name: string, why: string): string {
    const value = set(name);
    if (value === undefined) problems.push(`${name} is missing: ${why}.`);
    return value ?? "";
  }

  const onDeploy = isOnDeploy(env);
  const port = read(
    "PORT",
    z.coerce.number().int().min(0).max(65535),
    8000,
    "must be a port, 0 to 65535",
  );
  const url = read(
    "DATABASE_URL",
    databaseUrl,
    DEFAULT_DATABASE,
    "must start with file:, libsql:, https:, http:, wss: or ws:",
  );
  if (onDeploy && url.startsWith("file:")) problems.push(NO_FILES);
  if (onDeploy) need("BASE_URL", "the app's https address, which links and forms are held to");
  if (set("SEALING_KEYS") === undefined) {
    problems.push(
      "SEALING_KEYS is missing: it seals Strava's tokens; make one with `deno task sealing-key`.",
    );
  }

  const config: Config = {
    port,
    baseUrl: read("BASE_URL", webUrl, `http://localhost:${port}`, "must be an http(s) address"),
    database: { url, token: set("DATABASE_TOKEN") },
    kvPath: set("KV_PATH") ?? "data/kv.db",
    sealingKeys: read(
      "SEALING_KEYS",
      keyList,
      [],
      KEYS_HINT,
    ),
    mail: readMail(set, need, problems),
    mailboxUrl: read("MAILBOX_URL", webUrl.optional(), undefined, "must be an http(s) address"),
    strava: {
      apiUrl: read(
        "STRAVA_API_URL",
        webUrl,
        "https://www.strava.com/api/v3",
        "must be an http(s) address",
      ),
      oauthUrl: read(
        "STRAVA_OAUTH_URL",
        webUrl,
        "https://www.strava.com/oauth",
        "must be an http(s) address",
      ),
      clientId: need("STRAVA_CLIENT_ID", "Strava shows it under Settings, My API Application"),
      clientSecret: need(
        "STRAVA_CLIENT_SECRET",
        "Strava shows it under Settings, My API Application",
      ),
    },
    roles: read(
      "ROLES",
      z.string().transform(parseRoles),
      { web: true, worker: true },
      "must be web, worker or web,worker",
    ),
    trustProxy: read("TRUST_PROXY", z.enum(["0", "1"]), "0", "must be 0 or 1") === "1",
    leaseMs: 1000 *
      read("JOB_LEASE_SECONDS", z.coerce.number().min(1).max(3600), 60, "must be 1 to 3600"),
    onDeploy,
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Its value has changed over time; that it is there has not. */
function isOnDeploy(env: Record<string, string | undefined>): boolean {
  return env.DENO_DEPLOY !== undefined;
}

function readMail(
  set: (name: string) => string | undefined,
  need: (name: string, why: string) => string,
  problems: string[],
): Config["mail"] {
  const [smtp, api] = [set("SMTP_URL"), set("MAIL_API_URL")];
  const from = need("MAIL_FROM", "the sender of every mail, as in `Runnerly <hello@example.org>`");
  if (smtp && api) problems.push("Set SMTP_URL or MAIL_API_URL, not both.");
  if (api) {
    if (!webUrl.safeParse(api).success) problems.push("MAIL_API_URL must be an http(s) address.");
    return { kind: "api", url: api, key: need("MAIL_API_KEY", "the mail provider's key"), from };
  }
  if (!smtp) problems.push("Mail cannot be sent: set SMTP_URL, or MAIL_API_URL with MAIL_API_KEY.");
  if (smtp && !(/^smtps?:\/\/./.test(smtp) && URL.canParse(smtp))) {
    problems.push(
      "SMTP_URL must start with smtp:// or smtps://, as in smtp://user:password@host:587.",
    );
  }
  return { kind: "smtp", url: smtp ?? "", from };
}

function parseRoles(value: string, ctx: z.RefinementCtx): Config["roles"] {
  const roles = value.split(",").map((role) => role.trim());
  if (roles.some((role) => role !== "web" && role !== "worker")) {
    ctx.addIssue({ code: "custom", message: "unknown role" });
  }
  return { web: roles.includes("web"), worker: roles.includes("worker") };
}

function parseKeys(value: string, ctx: z.RefinementCtx): Config["sealingKeys"] {
  const keys = value.split(",").map((entry) => {
    const [id, encoded] = entry.trim().split(":");
    const key = new Uint8Array(Buffer.from(encoded ?? "", "base64"));
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      ctx.addIssue({ code: "custom", message: "not a key" });
    }
    return { id, key };
  });
  // Two keys of one name: the first would seal and the last would open.
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    ctx.addIssue({ code: "custom", message: "a name twice" });
  }
  return keys;
}
