import { ok, strictEqual } from "node:assert/strict";
import { runs } from "@/db/schema/runs.ts";
import { lastImport, matchLedger } from "@/tests/support/ledger.ts";
import { livesFor, subscribe, withLivingApp } from "@/tests/support/lives.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { shortRuns } from "@/tests/support/short_runs.ts";
import { connectStrava, type StravaApp } from "@/tests/support/strava.ts";

const ATHLETE = 7_200_001;
const HISTORY = 1_000;
const HOUR = 3_600_000;
const LIST = "GET /athlete/activities";

/** Between every two pages: one at the head, one long ago, and as many gone, on both sides of what was read. */
function drift(app: StravaApp, event: boolean): void {
  const ride = { sportType: "Ride", distanceMeters: 900, elevationGainMeters: 0 };
  app.strava.addFault({
    match: { path: "^/athlete/activities$" },
    effect: {
      kind: "change-history",
      when: "after",
      changes: [
        { do: "insert", activity: ride, event },
        { do: "insert", activity: { ...ride, startAt: "2025-06-01T06:00:00Z" }, event },
        { do: "delete", target: { index: 60 }, event },
        { do: "delete", target: { index: 900 }, event },
      ],
    },
  });
}

async function importWhileItDrifts(app: StravaApp, event: boolean): Promise<void> {
  await subscribe(app);
  drift(app, event);
  const before = new Set(app.strava.activities(ATHLETE).map(({ id }) => id));
  const { visitor } = await newRunner(app);
  await connectStrava(visitor);
  await app.drain();
  const { state, pages, seen, added } = await lastImport(app.db);
  strictEqual(state, "done");
  ok(pages >= 7, "it drifted between every two pages");
  strictEqual(added, seen, "nothing was counted twice");
  const stored = (await app.db.select().from(runs)).map(({ externalId }) => externalId);
  strictEqual(new Set(stored).size, stored.length, "nothing is there twice");
  const there = app.strava.activities(ATHLETE).filter(({ id }) => before.has(id));
  strictEqual(there.length, HISTORY - 2 * pages, "all that was there throughout");
  ok(there.every(({ id }) => stored.includes(id)), "nothing was lost");
  app.strava.clearFaults();
}

for (const shortPageEvery of [0, 3]) {
  const simulator = { athletes: [shortRuns(ATHLETE, HISTORY, ["Ride"])] };
  const pages = shortPageEvery ? "short pages" : "whole pages";

  Deno.test(`An import of ${HISTORY} loses nothing while the list drifts (${pages}, events come)`, () =>
    withLivingApp({ simulator }, async (app) => {
      app.strava.setBehaviour({ shortPageEvery });
      await importWhileItDrifts(app, true);
      app.strava.clearJournal();
      await livesFor(app, HOUR / 2);
      await matchLedger(app.db, app.strava, ATHLETE);
      strictEqual(app.strava.calls()[LIST], undefined, "the events alone told it");
    }));

  Deno.test(`An import of ${HISTORY} loses nothing while the list drifts (${pages}, events are lost)`, () =>
    withLivingApp({ simulator }, async (app) => {
      app.strava.setBehaviour({ shortPageEvery });
      await importWhileItDrifts(app, false);
      await livesFor(app, 24 * HOUR, { stepMs: HOUR / 2 });
      await matchLedger(app.db, app.strava, ATHLETE);
    }));
}
