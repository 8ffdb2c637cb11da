import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { runs } from "@/db/schema/runs.ts";
import { purges, stravaAccounts, stravaEvents, tombstones } from "@/db/schema/strava.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import { connectStrava } from "@/tests/support/strava.ts";

const MINUTE = 60_000;
const PAGE = "GET /activities/{id}";
const RIDE = { sportType: "Ride" };

Deno.test("an activity that is announced before it can be read is looked for again", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    strava.clearJournal();
    strava.insertActivity(ATHLETE, RIDE, { visibleAfterSeconds: 200, eventBeforeReadable: true });
    await livesFor(app, 10 * MINUTE);
    const answers = strava.journal().filter(({ endpoint }) => endpoint === PAGE);
    deepStrictEqual(answers.map(({ status }) => status), [404, 404, 200]);
    await matchLedger(app.db, strava, ATHLETE);
    strictEqual(await app.db.$count(tombstones), 0);
  }));

Deno.test("an activity that is not there the third time is gone", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    const [{ id }] = strava.activities(ATHLETE);
    strava.updateActivity(id, { name: "The last word" });
    strava.deleteActivity(id, { event: false });
    strava.clearJournal();
    await livesFor(app, 4 * MINUTE);
    strictEqual(strava.calls()[PAGE], 2);
    strictEqual(await app.db.$count(runs), 3, "two looks are no proof");
    await livesFor(app, 6 * MINUTE);
    strictEqual(strava.calls()[PAGE], 3);
    await matchLedger(app.db, strava, ATHLETE);
    deepStrictEqual((await app.db.select().from(tombstones)).map((row) => row.externalId), [id]);
    await livesFor(app, 60 * MINUTE);
    strictEqual(strava.calls()[PAGE], 3);
  }));

Deno.test("an activity that came back is here again", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    const [{ id, name, ...lost }] = strava.activities(ATHLETE);
    strava.deleteActivity(id);
    await livesFor(app, 2 * MINUTE);
    const { distanceMeters, movingSeconds, elapsedSeconds } = lost;
    strava.insertActivity(ATHLETE, { id, name, distanceMeters, movingSeconds, elapsedSeconds });
    await livesFor(app, 2 * MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    strictEqual(await app.db.$count(tombstones), 0);
  }));

Deno.test("a permission that was taken back at Strava removes all that came from there", () =>
  withConnectedRunner({}, async (app, { userId }) => {
    const { strava } = app;
    await livesFor(app, 10 * MINUTE);
    app.clock.advance(1_000);
    strava.revokeAccess(ATHLETE);
    await livesFor(app, MINUTE);
    for (const table of [runs, stravaAccounts, stravaEvents]) {
      strictEqual(await app.db.$count(table), 0);
    }
    const [purge, ...others] = await app.db.select().from(purges);
    strictEqual(others.length, 0);
    deepStrictEqual([purge.userId, purge.cause, purge.revokedAtSource], [userId, "revoked", true]);
    deepStrictEqual([purge.rows.runs, purge.rows.run_details], [3, 3]);
  }));

Deno.test("a forged word that the permission was taken back costs one call and removes nothing", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    strava.clearJournal();
    strava.sendEvent({
      object_type: "athlete",
      object_id: String(ATHLETE),
      aspect_type: "update",
      updates: { authorized: "false" },
      owner_id: ATHLETE,
    });
    await livesFor(app, 10 * MINUTE);
    deepStrictEqual(strava.calls(), { "GET /athlete/activities": 1 });
    strictEqual(await app.db.$count(purges), 0);
    await matchLedger(app.db, strava, ATHLETE);
    const unhandled = (await app.db.select().from(stravaEvents)).filter((row) => !row.handledAt);
    strictEqual(unhandled.length, 0, "nothing is left to look at");
  }));

Deno.test("events that nobody may look into any more are settled by connecting again", () =>
  withConnectedRunner({}, async (app, { visitor }) => {
    const { strava } = app;
    const [{ id }] = strava.activities(ATHLETE);
    strava.updateActivity(id, { name: "Unseen" });
    strava.revokeAccess(ATHLETE, { event: false });
    await livesFor(app, 5 * MINUTE);
    strictEqual((await app.db.select().from(stravaAccounts))[0].status, "reconnect");
    await connectStrava(visitor);
    await livesFor(app, 5 * MINUTE);
    await matchLedger(app.db, strava, ATHLETE);
    const unhandled = (await app.db.select().from(stravaEvents)).filter((row) => !row.handledAt);
    strictEqual(unhandled.length, 0);
  }));
