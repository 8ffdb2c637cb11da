import { openHttpMailer } from "@/adapters/http_mailer.ts";
import { paced } from "@/adapters/pace.ts";
import { openPasswords } from "@/adapters/argon2_passwords.ts";
import { openSmtpMailer } from "@/adapters/smtp_mailer.ts";
import { openPictures } from "@/adapters/resvg_pictures.ts";
import { openStrava } from "@/adapters/strava.ts";
import { openWebhookSender } from "@/adapters/webhook_sender.ts";
import { openComposer } from "@/components/mails/compose.tsx";
import { loadConfig } from "@/config.ts";
import { migrateDatabase, openDatabase, startCheckpoints } from "@/db/client.ts";
import { noteCron } from "@/db/crons.ts";
import { problemOf } from "@/domain/log.ts";
import { oweReports } from "@/domain/reports/due.ts";
import { scheduleReadings } from "@/domain/strava/schedule.ts";
import { openDealer } from "@/domain/tokens/dealer.ts";
import { rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { isThisMachine } from "@/domain/webhooks/urls.ts";
import { openApiLimit } from "@/http/api/limit.ts";
import { createApp } from "@/http/app.ts";
import { loadAssets } from "@/http/assets.ts";
import { openLog } from "@/http/log.ts";
import { openPageCache } from "@/http/page_cache.ts";
import { openDoorbell } from "@/jobs/doorbell.ts";
import { sweep } from "@/jobs/sweep.ts";
import { openWork } from "@/jobs/work.ts";
import { startWorker } from "@/jobs/worker.ts";

const LONGEST_FAREWELL_MS = 10_000;

const config = loadConfig();
const now = Date.now;
const startedAt = now();
const log = openLog(now);
log.info("Starting", { deno: Deno.version.deno, roles: config.roles });

if (config.roles.web && !config.onDeploy) requireFreePort(config);
const { db, close } = await openDatabase(
  config.database.url,
  config.database.token,
  { readsBeside: true },
);
// On Deno Deploy the `predeploy` command has migrated; elsewhere each start does.
if (!config.onDeploy) await migrateDatabase(db);
const stopCheckpoints = await startCheckpoints(config.database.url);

const sealer = openSealer(config.sealingKeys);
const strava = openStrava(config.strava);
const mailer = paced(
  config.mail.kind === "smtp" ? openSmtpMailer(config.mail) : openHttpMailer(config.mail),
  config.mail.perSecond,
);
const font = await Deno.readFile(new URL("./static/fonts/inter-latin.woff2", import.meta.url));
const { baseUrl } = config;
const compose = openComposer({ baseUrl, ...openPictures(font) });
const bell = { kvPath: config.kvPath, onDeploy: config.onDeploy, now, log };
const worker = config.roles.worker
  ? await startWorker({
    ...bell,
    db,
    handlers: openWork({
      db,
      now,
      mailer,
      compose,
      strava,
      sealer,
      sender: openWebhookSender({ allowLoopback: isThisMachine(config.baseUrl) }),
      maxAgeMs: config.strava.maxAgeMs,
    }),
    leaseMs: config.leaseMs,
  })
  : undefined;
const doorbell = worker ? undefined : await openDoorbell(bell);
const ring = () => (worker ?? doorbell)?.ring() ?? Promise.resolve();

// Deno Deploy reads these declarations when it evaluates this module, so nothing may come before them that waits
// for the network. It runs them on every branch too: harmless, because each drains the database it was given.
// Without a schedule of retries a failed run waits for the next minute, here as there.
const once = { backoffSchedule: [] };
Deno.cron(
  "drain the jobs",
  "* * * * *",
  once,
  async () => {
    if (!worker) return;
    await worker.drain({ budgetMs: 50_000 });
    await noteCron(db, "drain the jobs", now());
  },
);
Deno.cron("begin the readings that are due", "*/5 * * * *", once, async () => {
  await scheduleReadings(db, now());
  await noteCron(db, "begin the readings that are due", now());
  await worker?.drain({ budgetMs: 50_000 });
});
// Not each hour: not every zone is whole hours from UTC, and what died goes on soon. Branches may have runners of
// production, whom only production writes to.
Deno.cron("owe the reports that are due", "*/5 * * * *", once, async () => {
  if (config.isProduction) await oweReports(db, now(), log);
  await noteCron(db, "owe the reports that are due", now());
  await worker?.drain({ budgetMs: 50_000 });
});
Deno.cron("rotate the signing keys", "37 * * * *", once, async () => {
  await rotateKeys(db, sealer, now());
  await noteCron(db, "rotate the signing keys", now());
});
Deno.cron("sweep what has expired", "17 * * * *", once, async () => {
  await sweep(db, now(), config.strava.maxAgeMs);
  await noteCron(db, "sweep what has expired", now());
});

const app = createApp({
  db,
  now,
  startedAt,
  leaseMs: config.leaseMs,
  ring: () =>
    void ring().catch((error) =>
      log.warn("Cannot ring for the jobs", { problem: problemOf(error) })
    ),
  passwords: openPasswords(),
  sealer,
  dealer: openDealer({ db, sealer, now, issuer: config.baseUrl }),
  apiLimit: openApiLimit(config.apiRequestsPerMinute),
  strava,
  maxAgeMs: config.strava.maxAgeMs,
  assets: await loadAssets(new URL("./static/", import.meta.url)),
  log,
  baseUrl: config.baseUrl,
  mailboxUrl: config.mailboxUrl,
  mailWebhookSecret: config.mail.webhookSecret,
  trustProxy: config.trustProxy,
  pages: openPageCache(),
  formTargets: [new URL(config.strava.oauthUrl).origin],
});

const server = config.roles.web
  ? Deno.serve({
    hostname: config.host,
    port: config.port,
    automaticCompression: true,
    onListen: () => log.info("Listening", { url: config.baseUrl }),
  }, (request, info) => app.fetch(request, info))
  : undefined;

/** Says so before anything is opened, and ends the process. */
function requireFreePort({ host: hostname, port }: typeof config): void {
  try {
    Deno.listen({ hostname, port }).close();
  } catch (error) {
    const isTaken = error instanceof Deno.errors.AddrInUse;
    console.error(
      isTaken
        ? `Cannot start: port ${port} is taken at ${hostname}. Stop what uses it, or set PORT to a free one.`
        : `Cannot start: ${hostname}, port ${port}: ${problemOf(error)}. Set HOST or PORT.`,
    );
    Deno.exit(1);
  }
}

let isLeaving = false;

/** Answers what is asked, unless that takes too long; ends the running steps, then goes. */
async function shutDown(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_FAREWELL_MS));
  // Both at once: a slow request would use up the time that a step needs for its end.
  await Promise.all([Promise.race([server?.shutdown(), patience]), worker?.stop()]);
  doorbell?.close();
  mailer.close();
  stopCheckpoints();
  close();
  Deno.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, shutDown);
