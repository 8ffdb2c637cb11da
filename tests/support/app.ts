import { openPasswords } from "@/adapters/argon2_passwords.ts";
import { openSmtpMailer } from "@/adapters/smtp_mailer.ts";
import { openStrava } from "@/adapters/strava.ts";
import { openWebhookSender } from "@/adapters/webhook_sender.ts";
import { openComposer } from "@/components/mails/compose.tsx";
import type { Db } from "@/db/client.ts";
import { openDealer } from "@/domain/tokens/dealer.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { isThisMachine } from "@/domain/webhooks/urls.ts";
import { openApiLimit } from "@/http/api/limit.ts";
import { type App, createApp } from "@/http/app.ts";
import { loadAssets } from "@/http/assets.ts";
import type { Deps } from "@/http/env.ts";
import { openPageCache } from "@/http/page_cache.ts";
import { openWorker, type Worker } from "@/jobs/drain.ts";
import { openWork } from "@/jobs/work.ts";
import { type Mailbox, startMailbox } from "@/tools/mailbox/mailbox.ts";
import { type Clock, openClock } from "./clock.ts";
import { type DatabaseKind, openTestDatabase } from "./database.ts";
import { pictures } from "./pictures.ts";
import { openVisitor, type Visitor } from "./visitor.ts";

export const BASE_URL = "http://localhost:8000";
export const MAIL_WEBHOOK_SECRET = `whsec_${btoa("the mail provider's own secret")}`;
/** As `openWorker` has it unless told otherwise. */
const LEASE_MS = 60_000;
const NOBODY = "http://127.0.0.1:9";

export interface TestApp {
  app: App;
  db: Db;
  databaseUrl: string;
  deps: Deps;
  clock: Clock;
  mailbox: Mailbox;
  logged: { level: string; event: string; fields?: Record<string, unknown> }[];
  /** A browser without cookies. */
  visit(): Visitor;
  /** Runs every job that is due. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

interface TestAppOptions {
  database?: DatabaseKind;
  strava?: { apiUrl: string; oauthUrl: string; clientId: string; clientSecret: string };
  clock?: Clock;
  /** How long what Strava answered is kept; for ever unless named. */
  maxAgeMs?: number;
  /** How long an answer of Strava may take. */
  timeoutMs?: number;
  baseUrl?: string;
  /** How often each caller of the API may ask; without an end unless named. */
  apiRequestsPerMinute?: number;
}

/** The application over a database of its own, a real SMTP server and, if given, a Strava simulator. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { strava: settings, clock = openClock(), baseUrl = BASE_URL } = options;
  const database = await openTestDatabase(options.database ?? "file");
  const mailbox = await startMailbox({});
  const { logged, log } = openRecorder();
  const strava = openStrava({
    ...settings ?? { apiUrl: NOBODY, oauthUrl: NOBODY, clientId: "1", clientSecret: "none" },
    codeRetryMs: 10,
    timeoutMs: options.timeoutMs,
  });
  const sealer = openSealer([{ id: "test", key: new Uint8Array(32).fill(7) }]);
  const { now } = clock;
  const { db } = database;
  const mailer = openSmtpMailer({
    url: mailbox.smtpUrl,
    from: "Runnerly <hello@runnerly.example>",
  });
  const deps: Deps = {
    db,
    now,
    startedAt: now(),
    leaseMs: LEASE_MS,
    ring: () => {},
    passwords: openPasswords(),
    sealer,
    dealer: openDealer({ db, sealer, now, issuer: baseUrl }),
    apiLimit: openApiLimit(options.apiRequestsPerMinute ?? 1_000_000),
    strava,
    maxAgeMs: options.maxAgeMs ?? null,
    assets: await loadAssets(new URL("../../static/", import.meta.url)),
    log,
    baseUrl,
    mailWebhookSecret: MAIL_WEBHOOK_SECRET,
    trustProxy: false,
    pages: openPageCache(),
    formTargets: [new URL(settings?.oauthUrl ?? NOBODY).origin],
  };
  const app = createApp(deps);
  const compose = openComposer({ baseUrl, png: pictures.png });
  const worker = openWorker({
    db,
    now,
    log,
    random: () => 0.5,
    handlers: openWork({
      db,
      now,
      mailer,
      compose,
      strava,
      sealer,
      sender: openWebhookSender({
        allowLoopback: isThisMachine(baseUrl),
        timeoutMs: options.timeoutMs,
      }),
      maxAgeMs: options.maxAgeMs ?? null,
    }),
  });
  return {
    app,
    db,
    databaseUrl: database.url,
    deps,
    clock,
    mailbox,
    logged,
    visit: () => openVisitor(app, baseUrl),
    drain: () => drainAll(worker),
    async close() {
      await worker.stop();
      mailer.close();
      await mailbox.stop();
      await database.close();
    },
  };
}

/** Opens an application for one test and closes it whatever happens. */
export async function withApp(
  options: TestAppOptions,
  test: (app: TestApp) => Promise<void>,
): Promise<void> {
  const app = await openTestApp(options);
  try {
    await test(app);
  } finally {
    await app.close();
  }
}

async function drainAll(worker: Worker): Promise<void> {
  await worker.drain({ budgetMs: 60_000 });
}

function openRecorder(): { logged: TestApp["logged"]; log: Deps["log"] } {
  const logged: TestApp["logged"] = [];
  const at = (level: string) => (event: string, fields?: Record<string, unknown>) => {
    logged.push({ level, event, fields });
  };
  return { logged, log: { info: at("info"), warn: at("warn"), error: at("error") } };
}
