import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Db } from "@/db/client.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { runs } from "@/db/schema/runs.ts";
import { stravaEvents, tombstones } from "@/db/schema/strava.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import type { StravaApp } from "@/tests/support/strava.ts";
import { createRandom } from "@/tools/strava_simulator/random.ts";

const MINUTE = 60_000;
const PAGE = "GET /activities/{id}";
/** Its own page is read by a look alone: details are read of runs. */
const RIDE = { sportType: "Ride" };

const looks = (app: StravaApp) => app.strava.calls()[PAGE] ?? 0;

async function looksOwed(db: Db): Promise<number> {
  const rows = await db.select().from(jobs);
  return rows.filter(({ kind, state }) => kind === LOOK_JOB && state === "ready").length;
}

function eventOf(app: StravaApp, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    object_type: "activity",
    object_id: Number(app.strava.activities(ATHLETE)[0].id),
    aspect_type: "update",
    updates: { title: "New" },
    owner_id: ATHLETE,
    subscription_id: app.strava.subscription()?.id,
    event_time: Math.floor(app.clock.now() / 1000),
    ...changes,
  };
}

async function post(app: StravaApp, secret: string, body: unknown): Promise<number> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${app.deps.baseUrl}/webhooks/strava/${secret}`, {
    method: "POST",
    body: text,
  });
  await answer.body?.cancel();
  return answer.status;
}

Deno.test("what is new, edited or deleted at Strava is so here within two minutes", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    const { id } = strava.insertActivity(ATHLETE, { distanceMeters: 300 });
    await livesFor(app, 2 * MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    strava.updateActivity(id, { name: "Hills", sportType: "TrailRun" });
    await livesFor(app, 2 * MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    strava.deleteActivity(id);
    await livesFor(app, 2 * MINUTE);
    strictEqual(strava.ledger(ATHLETE).activities.length, 3);
    await matchLedger(app.db, strava, ATHLETE);
    deepStrictEqual((await app.db.select().from(tombstones)).map((row) => row.externalId), [id]);
  }));

Deno.test("an event that comes three times is one event", () =>
  withConnectedRunner({}, async (app) => {
    app.strava.addWebhookFault({ effect: { kind: "duplicate", copies: 2 } });
    app.strava.insertActivity(ATHLETE, RIDE);
    app.strava.clearJournal();
    await livesFor(app, 5 * MINUTE);
    strictEqual(app.strava.deliveries().filter(({ state }) => state === "delivered").length, 3);
    strictEqual(await app.db.$count(stravaEvents), 1);
    strictEqual(looks(app), 1);
    await matchLedger(app.db, app.strava, ATHLETE);
  }));

Deno.test("events that come in the wrong order end in what is true", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    strava.addWebhookFault({ effect: { kind: "reverse", count: 3 } });
    const gone = strava.insertActivity(ATHLETE, RIDE);
    strava.updateActivity(gone.id, { name: "Soon gone" });
    strava.deleteActivity(gone.id);
    const kept = strava.insertActivity(ATHLETE, RIDE);
    strava.updateActivity(kept.id, { name: "First" });
    strava.updateActivity(kept.id, { name: "Last" });
    await livesFor(app, 15 * MINUTE);
    strictEqual(strava.deliveries().filter(({ state }) => state === "delivered").length, 6);
    strictEqual(await looksOwed(app.db), 0);
    await matchLedger(app.db, strava, ATHLETE);
  }));

Deno.test("what was said of a deleted activity before it was deleted does not bring it back", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    const [{ id }] = strava.activities(ATHLETE);
    strava.addWebhookFault({
      match: { aspect: "update" },
      effect: { kind: "delay", seconds: 600 },
    });
    strava.updateActivity(id, { name: "Late news" });
    strava.deleteActivity(id);
    await livesFor(app, MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    await livesFor(app, 30 * MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    strictEqual(await looksOwed(app.db), 0);
  }));

Deno.test("the callback answers 200 to what it cannot use, and does nothing", () =>
  withConnectedRunner({}, async (app, { secret }) => {
    const useless = [
      eventOf(app, { owner_id: 999 }),
      eventOf(app, { subscription_id: 1 }),
      eventOf(app, { object_type: "club" }),
      eventOf(app, { object_id: "../1" }),
      eventOf(app, { aspect_type: "purge" }),
      ...["", "null", "[]", "{", "<html>", "\u0000", '{"object_type":"activity"}'],
    ];
    app.strava.clearJournal();
    for (const body of useless) strictEqual(await post(app, secret, body), 200);
    for (const path of ["wrong", `${secret}x`, secret.slice(1)]) {
      strictEqual(await post(app, path, eventOf(app)), 404);
    }
    await livesFor(app, 5 * MINUTE);
    strictEqual(await app.db.$count(stravaEvents), 0);
    deepStrictEqual(app.strava.calls(), {});
    strictEqual(await app.db.$count(runs), 3);
  }));

Deno.test("a forged event costs one call and changes nothing", () =>
  withConnectedRunner({}, async (app, { secret }) => {
    const before = await app.db.select().from(runs);
    app.strava.clearJournal();
    const forged = eventOf(app, { updates: { title: "<script>", private: "true", type: "Ride" } });
    strictEqual(await post(app, secret, forged), 200);
    await livesFor(app, 5 * MINUTE);
    deepStrictEqual(app.strava.calls(), { [PAGE]: 1 });
    const kept = (row: typeof before[number]) => ({ ...row, fetchedAt: 0 });
    deepStrictEqual((await app.db.select().from(runs)).map(kept), before.map(kept));
  }));

Deno.test("an id that no double holds arrives whole", () =>
  withConnectedRunner({}, async (app) => {
    app.strava.insertActivity(ATHLETE, { ...RIDE, id: "9007199254740993" });
    await livesFor(app, 2 * MINUTE);
    await matchLedger(app.db, app.strava, ATHLETE);
  }));

Deno.test("five events in a flock cost one call", () =>
  withConnectedRunner({}, async (app) => {
    const { id } = app.strava.insertActivity(ATHLETE, RIDE);
    await livesFor(app, 2 * MINUTE);
    app.strava.clearJournal();
    for (let i = 0; i < 5; i++) {
      app.strava.updateActivity(id, { name: `Title ${i}` });
      await livesFor(app, 5_000);
    }
    await livesFor(app, 2 * MINUTE);
    strictEqual(await app.db.$count(stravaEvents), 6);
    deepStrictEqual(app.strava.calls(), { [PAGE]: 1 });
    await matchLedger(app.db, app.strava, ATHLETE);
  }));

Deno.test("an event that comes while the look runs causes another look", () =>
  withConnectedRunner({}, async (app, { secret }) => {
    const { id } = app.strava.insertActivity(ATHLETE, RIDE);
    const slow = app.strava.addFault({
      match: { path: `^/activities/${id}$`, nth: 1 },
      effect: { kind: "slow-headers", ms: 300 },
    });
    app.strava.clearJournal();
    await app.strava.advanceClock(0);
    app.clock.advance(MINUTE);
    const looking = app.drain();
    while (slow.fired === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const said = { object_id: Number(id), updates: { title: "Meanwhile" } };
    strictEqual(await post(app, secret, eventOf(app, said)), 200);
    await looking;
    strictEqual(looks(app), 1);
    strictEqual(await looksOwed(app.db), 1);
    await livesFor(app, 2 * MINUTE);
    strictEqual(looks(app), 2);
    const unhandled = (await app.db.select().from(stravaEvents)).filter((row) => !row.handledAt);
    ok(unhandled.length === 0);
  }));

Deno.test("a storm of events, repeated and shuffled, ends in what is true, and costs each activity one look", () =>
  withConnectedRunner({ runs: 60 }, async (app) => {
    const { strava } = app;
    await livesFor(app, 20 * MINUTE);
    strava.clearJournal();
    strava.clearDeliveries();
    strava.addWebhookFault({ effect: { kind: "duplicate", copies: 2 }, times: 100 });
    strava.addWebhookFault({ effect: { kind: "reverse", count: 7 } });
    const random = createRandom(500);
    for (let i = 0; i < 300; i++) {
      const history = strava.activities(ATHLETE);
      const { id } = history[random.whole(0, history.length - 1)];
      if (i % 30 === 0) strava.insertActivity(ATHLETE, { distanceMeters: 300 + i, gps: false });
      else if (i % 40 === 1) strava.deleteActivity(id);
      else strava.updateActivity(id, { name: `Edited ${i}`, distanceMeters: 100 + i });
    }
    await livesFor(app, 10_000, { stepMs: 10_000 });
    const deliveries = strava.deliveries();
    ok(deliveries.length >= 500, `${deliveries.length} deliveries`);
    await livesFor(app, 60 * MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    const told = new Set(deliveries.map(({ event }) => event.object_id)).size;
    // And its details, which are on the same page.
    ok(looks(app) <= 2 * told, `${looks(app)} looks at ${told} activities`);
  }));
