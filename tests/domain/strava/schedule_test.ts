import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { imports, stravaAccounts, tombstones } from "@/db/schema/strava.ts";
import { runs } from "@/db/schema/runs.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import { connectStrava, type StravaApp } from "@/tests/support/strava.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIST = "GET /athlete/activities";
const PAGE = "GET /activities/{id}";

async function readings(app: StravaApp) {
  const rows = await app.db.select().from(imports);
  for (const { seen, added, updated, unchanged, filtered, failed } of rows) {
    strictEqual(seen, added + updated + unchanged + filtered + failed, "the receipt adds up");
  }
  return rows.sort((a, b) => a.createdAt - b.createdAt);
}

Deno.test("the recent days are read every three hours, the whole history every twenty", () =>
  withConnectedRunner({ runs: 90 }, async (app) => {
    const [{ createdAt: start }] = await readings(app);
    await livesFor(app, 2 * DAY);
    const hours = (await readings(app)).map(({ kind, createdAt }) =>
      `${kind} ${Math.floor((createdAt - start) / HOUR)}`
    );
    deepStrictEqual(hours.slice(0, 9), [
      "history 0",
      ...[3, 6, 9, 12, 15, 18].map((hour) => `recent ${hour}`),
      ...["sweep 20", "recent 23"],
    ]);
    strictEqual(hours.filter((each) => each.startsWith("sweep")).length, 2);
    ok((await readings(app)).every(({ state }) => state === "done"));
  }));

Deno.test("with every event lost, all that changed in the whole history is so here within a day", () =>
  withConnectedRunner({ runs: 90 }, async (app) => {
    const { strava } = app;
    strava.addWebhookFault({ effect: { kind: "lose" } });
    const old = strava.activities(ATHLETE).slice(70).map(({ id }) => id);
    const recent = strava.activities(ATHLETE).slice(0, 10).map(({ id }) => id);
    for (const ids of [old, recent]) {
      strava.deleteActivity(ids[0]);
      strava.updateActivity(ids[1], { name: "Named at last" });
      strava.updateActivity(ids[2], { sportType: "TrailRun" });
      strava.updateActivity(ids[3], { distanceMeters: 123, movingSeconds: 45, elapsedSeconds: 45 });
      strava.updateActivity(ids[4], { visibility: "only_me" });
      strava.updateActivity(ids[5], { workoutType: 1 });
    }
    strava.insertActivity(ATHLETE, { startAt: "2026-04-02T06:00:00Z", distanceMeters: 200 });
    strava.insertActivity(ATHLETE, { distanceMeters: 200 });
    await livesFor(app, DAY);
    await matchLedger(app.db, strava, ATHLETE);
    const race = (await app.db.select().from(runs)).find((row) => row.externalId === old[5]);
    strictEqual(race?.effort, "race");
    strictEqual(await app.db.$count(tombstones), 2);
    ok(strava.deliveries().every(({ state }) => state === "lost"));
  }));

Deno.test("without the permission for it, what became private is gone within a day", () =>
  withConnectedRunner({ runs: 5, scope: "activity:read" }, async (app) => {
    const { strava } = app;
    strava.addWebhookFault({ effect: { kind: "lose" } });
    const [hidden, kept] = strava.activities(ATHLETE);
    strava.updateActivity(hidden.id, { visibility: "only_me" });
    strava.updateActivity(kept.id, { visibility: "followers_only" });
    await livesFor(app, DAY);
    const ids = (await app.db.select().from(runs)).map(({ externalId }) => externalId);
    ok(!ids.includes(hidden.id) && ids.includes(kept.id));
    strictEqual(ids.length, 4);
  }));

Deno.test("a reading that does not come to its end removes nothing", () =>
  withConnectedRunner({ runs: 90 }, async (app) => {
    const { strava } = app;
    await livesFor(app, HOUR);
    strava.setBehaviour({ shortPageEvery: 2 });
    const lost = strava.activities(ATHLETE)[80].id;
    strava.deleteActivity(lost, { event: false });
    const LATER_PAGES = { path: "^/athlete/activities$", query: "before=" };
    const broken = strava.addFault({ match: LATER_PAGES, effect: { kind: "server-error" } });
    strava.clearJournal();
    await livesFor(app, DAY);
    const sweeps = (await readings(app)).filter(({ kind }) => kind === "sweep");
    ok(sweeps.length > 1 && sweeps.every(({ state, pages }) => state !== "done" && pages === 1));
    strictEqual(strava.calls()[PAGE] ?? 0, 0, "nobody was suspected");
    strictEqual(await app.db.$count(runs), 90);
    strava.removeFault(broken.id);
    await livesFor(app, 5 * HOUR);
    await matchLedger(app.db, strava, ATHLETE);
  }));

Deno.test("what a list left out once is looked at, and stays when it is there", () =>
  withConnectedRunner({ runs: 90 }, async (app) => {
    const { strava } = app;
    await livesFor(app, HOUR);
    const { id, name, startSeconds, distanceMeters, movingSeconds, elapsedSeconds } =
      strava.activities(ATHLETE)[40];
    const startAt = startSeconds;
    const again = { id, name, startAt, distanceMeters, movingSeconds, elapsedSeconds };
    const activity = { ...again, elevationGainMeters: 0 };
    strava.addFault({
      match: { path: "^/athlete/activities$" },
      effect: { kind: "change-history", changes: [{ do: "delete", target: { id }, event: false }] },
    });
    strava.addFault({
      match: { path: `^/activities/${id}$` },
      effect: { kind: "change-history", changes: [{ do: "insert", activity, event: false }] },
      times: 1,
    });
    strava.clearJournal();
    await livesFor(app, 2 * HOUR + 10 * MINUTE);
    strava.clearFaults();
    await livesFor(app, 20 * MINUTE);
    const asked = strava.journal().filter(({ endpoint }) => endpoint === PAGE);
    // A look, and the details of what it found.
    deepStrictEqual(asked.map(({ path, status }) => `${path} ${status}`), [
      `/activities/${id} 200`,
      `/activities/${id} 200`,
    ]);
    strictEqual(await app.db.$count(tombstones), 0);
    await matchLedger(app.db, strava, ATHLETE);
  }));

Deno.test("an application that Strava switched off rests as a whole, and nobody is disconnected", () =>
  withConnectedRunner({ runs: 5 }, async (app, { visitor }) => {
    const { strava } = app;
    await livesFor(app, HOUR);
    strava.setApp({ status: "inactive" });
    strava.clearJournal();
    strava.insertActivity(ATHLETE, { distanceMeters: 200 });
    await livesFor(app, DAY);
    const calls = strava.journal().filter(({ family }) => family === "api");
    ok(calls.every(({ status }) => status === 403));
    // Each hour those try that a worker runs at once.
    ok(calls.length > 0 && calls.length <= 4 * 24, `${calls.length} calls in a day`);
    strictEqual((await app.db.select().from(stravaAccounts))[0].status, "connected");
    strictEqual((await visitor.get("/account/strava")).status, 200);
    strava.setApp({ status: "active" });
    await livesFor(app, 2 * HOUR);
    await matchLedger(app.db, strava, ATHLETE);
  }));

Deno.test("a runner who has to connect again costs no call, and has everything after", () =>
  withConnectedRunner({ runs: 5 }, async (app, { visitor }) => {
    const { strava } = app;
    strava.revokeAccess(ATHLETE, { event: false });
    strava.insertActivity(ATHLETE, { distanceMeters: 200 });
    await livesFor(app, 4 * HOUR);
    strictEqual((await app.db.select().from(stravaAccounts))[0].status, "reconnect");
    strava.clearJournal();
    await livesFor(app, DAY);
    deepStrictEqual(strava.calls(), {});
    await connectStrava(visitor);
    await livesFor(app, MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    ok((strava.calls()[LIST] ?? 0) <= 3);
  }));

Deno.test("a line that is drawn otherwise is taken over, and is no edit", () =>
  withConnectedRunner({ runs: 3 }, async (app) => {
    await livesFor(app, 10 * MINUTE);
    const lines = async () => (await app.db.select().from(runs)).map(({ polyline }) => polyline);
    const before = await lines();
    await app.db.update(runs).set({ polyline: "drawn otherwise" });
    app.strava.clearJournal();
    await livesFor(app, 4 * HOUR);
    deepStrictEqual(await lines(), before);
    deepStrictEqual(Object.keys(app.strava.calls()), [LIST]);
    const [, { seen, unchanged }] = await readings(app);
    deepStrictEqual([seen, unchanged], [3, 3]);
  }));

Deno.test("many that a list left out are looked at one after the other", () =>
  withConnectedRunner({ runs: 20 }, async (app) => {
    await livesFor(app, 10 * MINUTE);
    app.strava.clearJournal();
    for (const { id } of app.strava.activities(ATHLETE)) {
      app.strava.deleteActivity(id, { event: false });
    }
    await livesFor(app, 21 * HOUR);
    strictEqual(await app.db.$count(runs), 0);
    const looks = app.strava.journal().filter(({ path }) => /^.activities.\d+$/.test(path))
      .map(({ at }) => Math.floor(Date.parse(at) / 10_000));
    const most = Math.max(...Map.groupBy(looks, (at) => at).values().map(({ length }) => length));
    ok(looks.length === 60 && most <= 3, `${looks.length} looks, up to ${most} in ten seconds`);
    await matchLedger(app.db, app.strava, ATHLETE);
  }));
