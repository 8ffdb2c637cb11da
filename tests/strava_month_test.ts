import { deepStrictEqual, ok } from "node:assert/strict";
import { min } from "drizzle-orm";
import { countDetailsLeft } from "@/db/run_details.ts";
import { getStravaQuota } from "@/db/strava_quota.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails } from "@/db/schema/strava.ts";
import { estimateFinish } from "@/domain/strava/quota.ts";
import { callsUntilDone } from "@/domain/strava/sync_state.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { livesFor, subscribe, withLivingApp } from "@/tests/support/lives.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { shortRuns } from "@/tests/support/short_runs.ts";
import { connectStrava, type StravaApp } from "@/tests/support/strava.ts";
import { round } from "@/tools/bench/table.ts";
import { createRandom, type Random } from "@/tools/strava_simulator/random.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MAX_AGE_MS = 7 * DAY;
const DAYS = 30;
/** As the crons of `main.ts`, but coarser: a month has few surprises between two quarter hours. */
const STEP = { stepMs: HOUR / 4 };

interface Athlete {
  athleteId: number;
  userId: string;
  /** Calls for details that were left when all histories were there, and when that will be over, as they are told. */
  left: number;
  estimate: number;
  /** When nothing was left for the first time. */
  finished?: number;
}

Deno.test("A month of ten athletes stays within the limits, starves nobody, and keeps nothing too long", () => {
  const athletes = Array.from(
    { length: 10 },
    (_, i) => shortRuns(7_400_000 + i, 100 + 10 * i, ["Run", "Ride", "Ride"]),
  );
  const options = { simulator: { athletes }, maxAgeMs: MAX_AGE_MS, tickMs: 1 };
  return withLivingApp(options, async (app) => {
    await subscribe(app);
    const random = createRandom(2026);
    const everybody = await connectAll(app);
    const began = app.clock.now();
    for (let hour = 0; hour < DAYS * 24; hour++) {
      live(app, random, everybody);
      // Closely, while there is much to wait for.
      const times = hour < 48 ? 4 : 1;
      for (let i = 0; i < times; i++) {
        await livesFor(app, HOUR / times, { stepMs: HOUR / Math.max(2, times) });
        await watch(app, everybody, began);
      }
    }
    await livesFor(app, DAY, STEP);
    for (const { athleteId, userId } of everybody) {
      await matchLedger(app.db, app.strava, athleteId, userId);
    }
    judge(app, everybody, began);
  });
});

/** Everybody on the first morning, one after the other; then they are told how long it takes. */
async function connectAll(app: StravaApp): Promise<Athlete[]> {
  for (const { id } of app.strava.athletes()) {
    const { visitor } = await newRunner(app, `athlete${id}@example.org`);
    await connectStrava(visitor, { athleteId: id });
  }
  // What is kept for people who wait is not enough for ten histories in one quarter hour.
  await livesFor(app, HOUR / 2, STEP);
  const now = app.clock.now();
  const left = await countDetailsLeft(app.db);
  const quota = await getStravaQuota(app.db);
  return await Promise.all(
    app.strava.athletes().map(async ({ id }) => {
      const userId = await userIdOf(app, `athlete${id}@example.org`);
      const calls = callsUntilDone(left, userId);
      const estimate = estimateFinish(calls, quota, { purpose: "details", now });
      return { athleteId: id, userId, left: left.get(userId) ?? 0, estimate };
    }),
  );
}

/** Each runs about once a day, and edits or deletes something now and then. A third of it Strava never tells. */
function live({ strava }: StravaApp, random: Random, everybody: Athlete[]): void {
  for (const { athleteId } of everybody) {
    const event = !random.chance(0.3);
    if (random.chance(1 / 24)) {
      const distanceMeters = random.whole(200, 500);
      strava.insertActivity(athleteId, { distanceMeters, elevationGainMeters: 0, gps: false }, {
        event,
      });
    }
    if (!random.chance(1 / 80)) continue;
    const history = strava.activities(athleteId);
    const { id } = history[random.whole(0, history.length - 1)];
    const name = `Edited ${random.whole(1, 1_000)}`;
    if (random.chance(0.3)) strava.deleteActivity(id, { event });
    else if (random.chance(0.5)) strava.updateActivity(id, { name }, { event });
    else strava.updateActivity(id, { distanceMeters: random.whole(100, 400) }, { event });
  }
}

/** What has to be true at any time. */
async function watch(app: StravaApp, everybody: Athlete[], began: number): Promise<void> {
  const now = app.clock.now();
  for (const table of [runs, runDetails]) {
    const [{ oldest }] = await app.db.select({ oldest: min(table.fetchedAt) }).from(table);
    ok(now - (oldest ?? now) <= MAX_AGE_MS, `${(now - (oldest ?? now)) / HOUR} hours old`);
  }
  const left = await countDetailsLeft(app.db);
  const waiting = everybody.filter(({ finished }) => finished === undefined);
  for (const athlete of waiting) if (!left.get(athlete.userId)) athlete.finished = now;
  if (now - began > 2 * DAY) return;
  const since = new Date(began).toISOString();
  const pages = app.strava.journal().filter(({ path, at }) =>
    path.startsWith("/activities/") && at >= since
  );
  const had = waiting.filter(({ finished }) => finished === undefined)
    .map(({ athleteId }) => pages.filter((call) => call.athleteId === athleteId).length);
  // They take turns, four at once; a look at what is new waits for nobody.
  ok(Math.min(...had) >= 0.85 * Math.max(...had) - 4, `calls so far: ${had}`);
}

function judge(app: StravaApp, everybody: Athlete[], began: number): void {
  const refused = app.strava.journal().filter(({ status }) => status === 429);
  deepStrictEqual(refused, [], "no 429, avoidable or not");
  // What takes a quarter of an hour is over before anybody looks.
  const waited = everybody.filter(({ estimate }) => estimate - began > HOUR);
  ok(waited.length >= 5, "there was something to wait for");
  for (const { finished = Infinity, estimate, left } of waited) {
    const [took, told] = [(finished - began) / HOUR, (estimate - began) / HOUR];
    console.log(`${left} calls: told ${round(told, 1)} h, took ${round(took, 1)} h`);
    ok(Math.abs(took - told) <= 0.1 * told, `${took} h instead of ${told} h`);
  }
}
