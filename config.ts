import * as notations from "@/config/notations.ts";
import { ConfigError, Settings } from "@/config/settings.ts";

const DAY_MS = 86_400_000;

export interface Config {
  host: string;
  port: number;
  baseUrl: string;
  database: { url: string; token?: string };
  kvPath: string;
  sealingKeys: notations.SealingKey[];
  mail:
    & ({ kind: "smtp"; url: string; dkim?: { keySelector: string; privateKey: string } } | {
      kind: "api";
      url: string;
      key: string;
    })
    & {
      from: string;
      /** How many are begun in a second. */
      perSecond: number;
      /** With which the provider signs what it tells of mails. */
      webhookSecret?: string;
    };
  mailboxUrl?: string;
  strava: {
    apiUrl: string;
    oauthUrl: string;
    clientId: string;
    clientSecret: string;
    /** How long what Strava answered is kept without being read again; null for as long as it is connected. */
    maxAgeMs: number | null;
  };
  roles: { web: boolean; worker: boolean };
  trustProxy: boolean;
  /** How often each caller of the API may ask. */
  apiRequestsPerMinute: number;
  leaseMs: number;
  onDeploy: boolean;
  /** Not a branch or a preview on Deno Deploy, which may hold a copy of production's runners. */
  isProduction: boolean;
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

/** Reads every setting, and says everything that is wrong with them at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  return readAll(env, (settings) => ({
    ...readAddress(settings),
    database: readDatabase(settings),
    kvPath: settings.get("KV_PATH") ?? "data/kv.db",
    sealingKeys: readKeys(settings),
    mail: readMail(settings),
    mailboxUrl: settings.read("MAILBOX_URL", notations.webUrl, "") || undefined,
    strava: readStrava(settings),
    roles: settings.read("ROLES", notations.roles, { web: true, worker: true }),
    trustProxy: settings.read("TRUST_PROXY", notations.onOrOff, false),
    apiRequestsPerMinute: settings.read("API_REQUESTS_PER_MINUTE", notations.perMinute, 600),
    leaseMs: 1000 * settings.read("JOB_LEASE_SECONDS", notations.leaseSeconds, 60),
    onDeploy: settings.onDeploy,
    isProduction: settings.isProduction,
  }));
}

/** What a tool needs that works on the database alone. */
export function readDatabaseConfig(env = Deno.env.toObject()): Config["database"] {
  return readAll(env, readDatabase);
}

/** What the tool needs that subscribes to Strava's events. */
export function readSubscriptionConfig(
  env = Deno.env.toObject(),
): Pick<Config, "baseUrl" | "database" | "strava"> {
  return readAll(env, (settings) => ({
    baseUrl: readAddress(settings).baseUrl,
    database: readDatabase(settings),
    strava: readStrava(settings),
  }));
}

/** The keys alone, for the tool that seals anew. */
export function readSealingKeys(env = Deno.env.toObject()): Config["sealingKeys"] {
  return readAll(env, readKeys);
}

function readAll<T>(
  env: Record<string, string | undefined>,
  read: (settings: Settings) => T,
): T {
  const settings = new Settings(env);
  const config = read(settings);
  settings.check();
  return config;
}

function readAddress(settings: Settings): Pick<Config, "host" | "port" | "baseUrl"> {
  if (settings.onDeploy) {
    settings.need("BASE_URL", "the app's https address, which links and forms are held to");
  }
  const port = settings.read("PORT", notations.port, 8000);
  const baseUrl = settings.read("BASE_URL", notations.baseUrl, `http://localhost:${port}`);
  const host = settings.read("HOST", notations.host, "0.0.0.0");
  return { host, port, baseUrl };
}

function readDatabase(settings: Settings): Config["database"] {
  const url = settings.read("DATABASE_URL", notations.databaseUrl, "file:data/runnerly.db");
  if (settings.onDeploy && url.startsWith("file:")) {
    settings.problems.push(
      "DATABASE_URL must be a libSQL server here: files do not outlive an instance of Deno Deploy.",
    );
  }
  return { url, token: settings.get("DATABASE_TOKEN") };
}

function readKeys(settings: Settings): Config["sealingKeys"] {
  settings.need(
    "SEALING_KEYS",
    "it seals Strava's tokens; make one with `deno task sealing-key`",
  );
  return settings.read("SEALING_KEYS", notations.sealingKeys, []);
}

function readMail(settings: Settings): Config["mail"] {
  settings.need("MAIL_FROM", "the sender of every mail, as in `Runnerly <hello@example.org>`");
  const from = settings.read("MAIL_FROM", notations.sender, "");
  const [smtp, api] = [settings.get("SMTP_URL"), settings.get("MAIL_API_URL")];
  if (smtp && api) settings.problems.push("Set SMTP_URL or MAIL_API_URL, not both.");
  if (!smtp && !api) {
    settings.problems.push(
      "Mail cannot be sent: set SMTP_URL, or MAIL_API_URL with MAIL_API_KEY.",
    );
  }
  const common = {
    from,
    perSecond: settings.read("MAILS_PER_SECOND", notations.perSecond, 2),
    webhookSecret: settings.read("MAIL_WEBHOOK_SECRET", notations.webhookSecret, "") || undefined,
  };
  if (!api) {
    const url = settings.read("SMTP_URL", notations.smtpUrl, "");
    return { kind: "smtp", url, dkim: readDkim(settings), ...common };
  }
  const url = settings.read("MAIL_API_URL", notations.webUrl, "");
  const key = settings.need("MAIL_API_KEY", "the mail provider's key");
  return { kind: "api", url, key, ...common };
}

/** How mails are signed; a provider does that by itself, and some servers do. */
function readDkim(settings: Settings) {
  const keySelector = settings.read("DKIM_SELECTOR", notations.dkimSelector, "");
  const privateKey = settings.read("DKIM_PRIVATE_KEY", notations.privateKey, "");
  if (
    (settings.get("DKIM_SELECTOR") === undefined) !==
      (settings.get("DKIM_PRIVATE_KEY") === undefined)
  ) {
    settings.problems.push("Set DKIM_SELECTOR and DKIM_PRIVATE_KEY, or neither.");
  }
  return keySelector && privateKey ? { keySelector, privateKey } : undefined;
}

function readStrava(settings: Settings): Config["strava"] {
  const why = "Strava shows it under Settings, My API Application";
  return {
    apiUrl: settings.read("STRAVA_API_URL", notations.webUrl, "https://www.strava.com/api/v3"),
    oauthUrl: settings.read("STRAVA_OAUTH_URL", notations.webUrl, "https://www.strava.com/oauth"),
    clientId: settings.need("STRAVA_CLIENT_ID", why),
    clientSecret: settings.need("STRAVA_CLIENT_SECRET", why),
    maxAgeMs: settings.read("STRAVA_MAX_AGE_DAYS", notations.maxAgeDays, 7 * DAY_MS),
  };
}
