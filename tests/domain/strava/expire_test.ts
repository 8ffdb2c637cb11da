import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { desc } from "drizzle-orm";
import { countDetailsLeft } from "@/db/run_details.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails, stravaAccounts } from "@/db/schema/strava.ts";
import { forgetDetails } from "@/tests/support/forget_details.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { en as t } from "@/locales/en/mod.ts";
import { assertShows } from "@/tests/support/page.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import type { StravaApp } from "@/tests/support/strava.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** How long ago the oldest row that came from Strava was read there. */
async function oldestAge(app: StravaApp): Promise<number> {
  const rows = [...await app.db.select().from(runs), ...await app.db.select().from(runDetails)];
  const ages = rows.map(({ fetchedAt }) => app.clock.now() - (fetchedAt ?? app.clock.now()));
  return Math.max(0, ...ages);
}

Deno.test("what came from Strava is renewed in time, and is never older than it may be", () =>
  withConnectedRunner({ runs: 8, maxAgeMs: WEEK }, async (app) => {
    await livesFor(app, 17 * 60_000);
    for (let times = 0; times < 9 * 24; times++) {
      // Cron comes to sweep at another time than things expire.
      await livesFor(app, times % 2 ? 55 * 60_000 : 65 * 60_000, { stepMs: HOUR });
      const age = await oldestAge(app);
      ok(age < WEEK, `${age / HOUR} hours old`);
      strictEqual(await app.db.$count(runs), 8, "no run was missing for a moment");
      const read = (await app.db.select().from(runDetails)).filter(({ details }) => details);
      strictEqual(read.length, 8, "nor its details");
    }
    await matchLedger(app.db, app.strava, ATHLETE);
  }));

Deno.test("what could not be renewed for a week is gone, and comes back with Strava", () =>
  withConnectedRunner({ runs: 8, maxAgeMs: WEEK }, async (app, { visitor }) => {
    await livesFor(app, HOUR);
    await app.strava.refuseConnections();
    await livesFor(app, 6 * DAY, { stepMs: HOUR });
    strictEqual(await app.db.$count(runs), 8);
    await livesFor(app, DAY, { stepMs: HOUR });
    strictEqual(await app.db.$count(runs), 0);
    strictEqual(await app.db.$count(runDetails), 0);
    strictEqual((await app.db.select().from(stravaAccounts))[0].status, "connected");
    strictEqual((await visitor.get("/")).status, 200);
    await app.strava.acceptConnections();
    await livesFor(app, 6 * HOUR);
    await matchLedger(app.db, app.strava, ATHLETE);
    const rows = await app.db.select().from(runDetails);
    deepStrictEqual(rows.map(({ state, streamState }) => `${state} ${streamState}`), [
      ...Array.from({ length: 8 }, () => "ready ready"),
    ]);
  }));

Deno.test("what an outage parked is read after it, and what is poisoned alone is parked", () =>
  withConnectedRunner({ runs: 2 }, async (app) => {
    const { strava } = app;
    for (let i = 0; i < 6; i++) strava.insertActivity(ATHLETE, { distanceMeters: 200 + i });
    await livesFor(app, 59_000);
    strava.addFault({
      match: { path: "^/activities/" },
      effect: { kind: "gateway-error", status: 503 },
    });
    await forgetDetails(app);
    await livesFor(app, 12 * HOUR);
    const parked = async () =>
      (await app.db.select().from(runDetails)).filter(({ state }) => state === "parked").length;
    ok(await parked() >= 2, "nobody could tell them from what is poisoned");
    strava.clearFaults();
    const [poisoned] = strava.activities(ATHLETE);
    const fault = strava.addFault({
      match: { path: `^/activities/${poisoned.id}` },
      effect: { kind: "server-error" },
    });
    await livesFor(app, 20 * HOUR);
    strictEqual(await parked(), 1);
    strictEqual(await app.db.$count(runDetails), 8);
    fault.fired = 0;
    await livesFor(app, 41 * HOUR);
    strictEqual(await parked(), 1);
    ok(fault.fired <= 3, `${fault.fired} calls for it in two days`);
    await matchLedger(app.db, strava, ATHLETE);
  }));

Deno.test("of more than the limits let stay, the newest runs have their details at any time, and the page says so", () => {
  const few = { quarterHour: 30, day: 80 };
  return withConnectedRunner({
    runs: 40,
    maxAgeMs: 3 * DAY,
    prepare: ({ strava }) => strava.setApp({ limits: { overall: few, read: few } }),
  }, async (app, { visitor }) => {
    const hasDetails = async () =>
      (await app.db.select().from(runDetails).orderBy(desc(runDetails.startedAt)))
        .map(({ details, streams }) => Boolean(details && streams));
    // 52 of the 80 calls of a day are for details, and three days less thirty hours have 91: 40 runs fit in, 100 do not.
    await livesFor(app, 3 * DAY, { stepMs: HOUR });
    deepStrictEqual(await hasDetails(), Array(40).fill(true));
    for (let i = 0; i < 60; i++) {
      const startAt = new Date(app.clock.now() - (400 + i) * DAY).toISOString();
      app.strava.insertActivity(ATHLETE, { startAt, distanceMeters: 300, gps: false });
    }
    await livesFor(app, 4 * DAY, { stepMs: HOUR });
    for (let hour = 0; hour < 5 * 24; hour++) {
      await livesFor(app, HOUR, { stepMs: HOUR });
      const newest = (await hasDetails()).slice(0, 40);
      deepStrictEqual(newest, Array(40).fill(true), "the newest are renewed first");
      ok(await oldestAge(app) < 3 * DAY);
    }
    const calls = (await countDetailsLeft(app.db)).values().next().value ?? 0;
    ok(calls > 0, "some of the oldest wait for ever");
    assertShows(await visitor.get("/account/strava"), t.sync.waiting.detailsBeyond(calls, 3));
    deepStrictEqual(app.strava.journal().filter(({ status }) => status === 429), []);
  });
});
