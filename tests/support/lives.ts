import { openSubscriptions } from "@/adapters/strava_subscriptions.ts";
import { nextDueAt } from "@/db/jobs.ts";
import { replaceSubscription, updateSubscription } from "@/db/strava_subscription.ts";
import { verifyTokenOf } from "@/domain/strava/hear.ts";
import { scheduleReadings } from "@/domain/strava/schedule.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";
import { sweep } from "@/jobs/sweep.ts";
import type { SimulatorOptions } from "@/tools/strava_simulator/mod.ts";
import { userIdOf } from "./history.ts";
import { newRunner } from "./runner.ts";
import { shortRuns } from "./short_runs.ts";
import { askStrava, consent, type StravaApp, withStravaApp } from "./strava.ts";
import type { Visitor } from "./visitor.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface LivingOptions {
  simulator?: SimulatorOptions;
  start?: number;
  maxAgeMs?: number;
  timeoutMs?: number;
  tickMs?: number;
}

/** The application behind a real port, so that the simulator's events reach it. */
export async function withLivingApp(
  options: LivingOptions,
  test: (app: StravaApp) => Promise<void>,
): Promise<void> {
  const ready = Promise.withResolvers<StravaApp>();
  const server = Deno.serve(
    { port: 0, hostname: "localhost", onListen: () => {} },
    async (request, info) =>
      await (await ready.promise).app.fetch(request, { remoteAddr: info.remoteAddr }),
  );
  try {
    const baseUrl = `http://localhost:${server.addr.port}`;
    await withStravaApp({ ...options, baseUrl }, async (app) => {
      ready.resolve(app);
      await test(app);
      await server.shutdown();
    });
  } finally {
    await server.shutdown();
  }
}

export const ATHLETE = 7_100_001;

export interface Connected {
  visitor: Visitor;
  userId: string;
  /** What proves to the callback that Strava calls. */
  secret: string;
}

interface ConnectedOptions extends LivingOptions {
  runs?: number;
  /** What is allowed besides `read`. */
  scope?: string;
  /** What is done before anybody connects. */
  prepare?: (app: StravaApp) => void;
}

/** A runner with a few short runs, imported, and an application that hears of what happens to them. */
export async function withConnectedRunner(
  { runs = 3, scope = "activity:read_all", prepare, ...options }: ConnectedOptions,
  test: (app: StravaApp, connected: Connected) => Promise<void>,
): Promise<void> {
  const simulator = { athletes: [shortRuns(ATHLETE, runs)] };
  await withLivingApp({ simulator, ...options }, async (app) => {
    prepare?.(app);
    const secret = await subscribe(app);
    const { visitor, email } = await newRunner(app);
    const address = (await askStrava(visitor)).replace("activity%3Aread_all", scope);
    await visitor.get(await consent(address));
    await app.drain();
    await test(app, { visitor, userId: await userIdOf(app, email), secret });
  });
}

/** Subscribes to the simulator's events, as the operator's task does. Answers the callback's secret. */
export async function subscribe(app: StravaApp): Promise<string> {
  return await subscribeAt(app, app.deps.baseUrl, app.clock.now());
}

export async function subscribeAt(
  { db, strava }: Pick<StravaApp, "db" | "strava">,
  baseUrl: string,
  now: number,
): Promise<string> {
  const secret = newSecret();
  await replaceSubscription(db, { pathHash: hashSecret(secret), createdAt: now });
  const callbackUrl = `${baseUrl}/webhooks/strava/${secret}`;
  const create = openSubscriptions(strava).create;
  await updateSubscription(db, {
    subscriptionId: await create(callbackUrl, verifyTokenOf(secret)),
  });
  return secret;
}

/**
 * Lets so much virtual time go by, with what `main.ts` does in it: the bell rings when a job is due, readings that are due
 * begin each `stepMs`, and what has expired is swept each hour. Strava's events arrive on their way.
 */
export async function livesFor(
  app: StravaApp,
  ms: number,
  { stepMs = 5 * MINUTE }: { stepMs?: number } = {},
): Promise<void> {
  const until = app.clock.now() + ms;
  await work(app);
  let cron = app.clock.now();
  while (app.clock.now() < until) {
    const now = app.clock.now();
    const next = Math.min(until, cron + stepMs, Math.max(await nextArrival(app), now + 1_000));
    app.clock.advance(next - now);
    if (Math.floor(next / HOUR) > Math.floor(now / HOUR)) {
      await sweep(app.db, next, app.deps.maxAgeMs);
    }
    if (next >= cron + stepMs) {
      cron = next;
      await scheduleReadings(app.db, next);
    }
    await work(app);
  }
}

/** What is due now, and what comes of it at once. */
async function work(app: StravaApp): Promise<void> {
  await app.strava.advanceClock(0);
  // Some are under way by the simulator's own timer.
  await app.strava.settle();
  await app.drain();
}

/** When the next job is due, or the next event comes. */
async function nextArrival({ db, strava }: StravaApp): Promise<number> {
  const events = strava.deliveries().filter(({ state }) => state === "pending");
  return Math.min(await nextDueAt(db) ?? Infinity, ...events.map(({ nextDueMs }) => nextDueMs));
}
