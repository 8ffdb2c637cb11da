import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { uuidv7 } from "uuidv7";
import { jobs } from "@/db/schema/jobs.ts";
import { runs } from "@/db/schema/runs.ts";
import { webhookDeliveries } from "@/db/schema/tokens.ts";
import { listWebhooksNotSealedWith, replaceWebhookSeal } from "@/db/webhooks.ts";
import { disconnectStrava } from "@/domain/strava/disconnect.ts";
import { purgeExpired } from "@/domain/strava/expire.ts";
import { addRun } from "@/domain/runs/own.ts";
import { printFacts, storeFacts } from "@/domain/strava/store.ts";
import type { StravaActivity } from "@/domain/strava/activity.ts";
import { addWebhook } from "@/domain/webhooks/add.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory, userIdOf } from "@/tests/support/history.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { readDeliveries, typesIn } from "@/tests/support/webhooks.ts";

const DAY = 86_400_000;

async function listen(app: Pick<TestApp, "db" | "deps">, userId: string): Promise<string> {
  const { db, deps: { sealer, now } } = app;
  const owner = { userId, clientId: null };
  const { id } = await db.transaction((tx) =>
    addWebhook(tx, owner, "https://own.example/", { sealer, now: now() })
  );
  return id;
}

async function listener(app: TestApp): Promise<string> {
  const { email } = await newRunner(app);
  const userId = await userIdOf(app, email);
  await listen(app, userId);
  return userId;
}

function activity(i: number, name: string): StravaActivity {
  const at = Date.UTC(2026, 3, 1) - i * DAY;
  return {
    id: String(9_000 + i),
    sport_type: "Run",
    name,
    start_date: at,
    start_date_local: new Date(at).toISOString(),
    distance: 5_000,
    moving_time: 1_500,
    elapsed_time: 1_600,
    map: { summary_polyline: "" },
    workout_type: null,
    total_elevation_gain: 10,
    average_heartrate: 150,
    max_heartrate: 160,
    average_cadence: 80,
    visibility: "everyone",
  };
}

/** Stores a page of Strava's list as an import does: the first of them may have changed. */
async function storePage({ db, clock }: TestApp, userId: string, count: number, changed = 0) {
  const page = Array.from({ length: count }, (_, i) => activity(i, i < changed ? "New" : "Old"));
  const facts = await printFacts(page);
  const at = { now: clock.now(), maxAgeMs: DAY };
  return await db.transaction((tx) => storeFacts(tx, at, userId, facts));
}

Deno.test("A page of 200 that is imported is one message, and one job", () =>
  withApp({}, async (app) => {
    const userId = await listener(app);
    const before = await app.db.$count(jobs);
    strictEqual((await storePage(app, userId, 200)).added, 200);
    const [delivery, ...others] = await readDeliveries(app);
    strictEqual(others.length, 0);
    strictEqual(await app.db.$count(jobs), before + 1);
    const stored = (await app.db.select({ id: runs.id }).from(runs)).map(({ id }) => id);
    deepStrictEqual(delivery.events.map(({ runId }) => runId).sort(), stored.sort());
    strictEqual(new Set(typesIn([delivery])).size, 1);

    app.clock.advance(1_000);
    strictEqual((await storePage(app, userId, 200, 3)).updated, 3);
    app.clock.advance(1_000);
    strictEqual((await storePage(app, userId, 200, 3)).unchanged, 200);
    const [, second, ...more] = await readDeliveries(app);
    deepStrictEqual(typesIn([second]), ["run.updated", "run.updated", "run.updated"]);
    strictEqual(more.length, 0);
  }));

Deno.test("A runner without a webhook is owed nothing", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    await listener(app);
    await storePage(app, await userIdOf(app, email), 20);
    strictEqual(await app.db.$count(webhookDeliveries), 0);
  }));

Deno.test("A change that is taken back takes its message with it", () =>
  withApp({}, async (app) => {
    const userId = await listener(app);
    const before = await app.db.$count(jobs);
    const fall = new Error("The disk is full");
    const fails = app.db.transaction(async (tx) => {
      await addRun(tx, userId, {
        ...{ title: "By hand", sport: "Run", effort: null, notes: null, timeZone: "UTC" },
        ...{ startedAt: Date.UTC(2026, 3, 1), distanceMeters: 5_000, movingSeconds: 1_500 },
        ...{ elapsedSeconds: 1_500, elevationGainMeters: null, averageHr: null, maxHr: null },
        ...{ cadence: null, indoor: false, commute: false },
      }, app.clock.now());
      strictEqual(await tx.$count(webhookDeliveries), 1);
      throw fall;
    });
    await rejects(fails, fall);
    strictEqual(await app.db.$count(runs), 0);
    strictEqual(await app.db.$count(webhookDeliveries), 0);
    strictEqual(await app.db.$count(jobs), before);
  }));

Deno.test("A disconnection says of every run of Strava's that it is gone, 200 to a message", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    await giveHistory(app, email);
    await storePage(app, userId, 250);
    await listen(app, userId);
    await disconnectStrava({ ...app.deps, now: app.clock.now() }, userId);
    const deliveries = await readDeliveries(app);
    deepStrictEqual(deliveries.map(({ events }) => events.length).sort(), [200, 51]);
    deepStrictEqual([...new Set(typesIn(deliveries))], ["run.deleted"]);
    const owed = await app.db.select().from(jobs);
    strictEqual(
      owed.filter(({ kind, state }) => kind === "webhook.deliver" && state === "ready").length,
      2,
    );
  }));

Deno.test("What expires is told to its own runner's webhooks as deleted", () =>
  withApp({}, async (app) => {
    const [first, second] = [await listener(app), await listener(app)];
    await storePage(app, first, 3);
    await storePage(app, second, 2);
    await app.db.delete(webhookDeliveries);
    app.clock.advance(2 * DAY);
    strictEqual(await purgeExpired(app.db, app.clock.now(), DAY), 5);
    const deliveries = await readDeliveries(app);
    const heard = deliveries.map(({ userId, events }) => [userId, events.length]);
    deepStrictEqual(new Map(heard as [string, number][]), new Map([[first, 3], [second, 2]]));
    deepStrictEqual([...new Set(typesIn(deliveries))], ["run.deleted"]);
  }));

Deno.test("What happens at Strava is told: an activity that comes, changes and goes", () =>
  withConnectedRunner({ runs: 1 }, async (app, { userId }) => {
    await livesFor(app, 600_000);
    await listen(app, userId);
    app.strava.insertActivity(ATHLETE, { sportType: "Ride" });
    await livesFor(app, 120_000);
    const [{ id }] = app.strava.activities(ATHLETE);
    app.strava.updateActivity(id, { name: "The last word" });
    await livesFor(app, 120_000);
    app.strava.deleteActivity(id);
    await livesFor(app, 120_000);
    deepStrictEqual(typesIn(await readDeliveries(app)), [
      ...["run.created", "run.updated", "run.deleted"],
    ]);
  }));

Deno.test("A secret is sealed anew once, and not over what another process sealed", () =>
  withApp({}, async (app) => {
    const id = await listen(app, await listener(app));
    const found = await listWebhooksNotSealedWith(app.db, "newer", "");
    deepStrictEqual(found.map((each) => each.id).includes(id), true);
    deepStrictEqual(await listWebhooksNotSealedWith(app.db, "test", ""), []);
    const seal = { secretSealed: uuidv7(), sealingKeyId: "newer" };
    strictEqual(await replaceWebhookSeal(app.db, found[0], seal), true);
    strictEqual(await replaceWebhookSeal(app.db, found[0], seal), false);
    strictEqual((await listWebhooksNotSealedWith(app.db, "newer", "")).length, 1);
  }));
