import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { jobs } from "@/db/schema/jobs.ts";
import { runs } from "@/db/schema/runs.ts";
import { importFailures } from "@/db/schema/strava.ts";
import { en } from "@/locales/en/mod.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import { lastImport, matchLedger, receiptOf } from "@/tests/support/ledger.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, withStravaApp } from "@/tests/support/strava.ts";
import {
  demoAthleteId,
  demoRunner,
  edgeCaseAthlete,
  edgeCaseAthleteId,
} from "@/tools/strava_simulator/mod.ts";

const NOTHING = { seen: 0, added: 0, updated: 0, unchanged: 0, filtered: 0, failed: 0 };
const LIST = "GET /athlete/activities";
const demo = { athletes: [demoRunner()] };

onEachDatabase(
  "an import brings in every activity exactly once, in few calls",
  (database) =>
    withStravaApp({ database, simulator: demo }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();

      await matchLedger(app.db, app.strava, demoAthleteId);
      const { activities } = app.strava.ledger(demoAthleteId);
      ok(activities.length > 1_000);
      const latest = await lastImport(app.db);
      strictEqual(latest.state, "done");
      deepStrictEqual(receiptOf(latest), {
        ...NOTHING,
        seen: activities.length,
        added: activities.length,
      });
      strictEqual(latest.oldestDate, activities[0].date);
      const calls = app.strava.calls()[LIST];
      ok(calls <= 10, `${calls} calls`);
      strictEqual(latest.pages, calls);
      const page = await visitor.get("/account/strava");
      assertShows(page, en.strava.states.done);
      const imported = await app.db.select().from(jobs).where(eq(jobs.kind, "strava.import"));
      deepStrictEqual(imported.map(({ state }) => state), ["done"]);
    }),
);

onEachDatabase(
  "a second import finds everything unchanged, and what was edited at Strava",
  (database) =>
    withStravaApp({ database, simulator: demo }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();
      const before = await app.db.select({ id: runs.id, externalId: runs.externalId }).from(runs);
      const seen = before.length;

      app.clock.advance(60_000);
      strictEqual((await visitor.post("/account/strava/import")).location, "/account/strava");
      await app.drain();
      deepStrictEqual(receiptOf(await lastImport(app.db)), { ...NOTHING, seen, unchanged: seen });

      const [title, distance, sport, crop, shown] = app.strava.activities(demoAthleteId)
        .filter(({ sportType }) => sportType === "Run").map(({ id }) => id);
      app.strava.updateActivity(title, { name: "Renamed <b>é</b>" });
      app.strava.updateActivity(distance, { distanceMeters: 12_345.6 });
      app.strava.updateActivity(sport, { sportType: "Hike" });
      app.strava.updateActivity(crop, { movingSeconds: 1_234, elapsedSeconds: 1_240 });
      app.strava.updateActivity(shown, { visibility: "only_me" });
      app.clock.advance(60_000);
      await visitor.post("/account/strava/import");
      await app.drain();
      deepStrictEqual(receiptOf(await lastImport(app.db)), {
        ...NOTHING,
        seen,
        updated: 5,
        unchanged: seen - 5,
      });
      await matchLedger(app.db, app.strava, demoAthleteId);
      const after = await app.db.select({ id: runs.id, externalId: runs.externalId }).from(runs);
      const byId = (rows: typeof after) => rows.sort((a, b) => a.id < b.id ? -1 : 1);
      deepStrictEqual(byId(after), byId(before), "a run keeps its address here");
      assertShows(await visitor.get("/runs?sport=all"), "Renamed <b>é</b>");
    }),
);

onEachDatabase(
  "an import pressed twice is one import",
  (database) =>
    withStravaApp({ database }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await Promise.all([1, 2, 3].map(() => visitor.post("/account/strava/import")));
      await app.drain();
      const imports = await app.db.select().from(jobs).where(eq(jobs.kind, "strava.import"));
      strictEqual(imports.length, 1);
    }),
);

onEachDatabase(
  "activities that break importers elsewhere all come in",
  (database) =>
    withStravaApp({ database, simulator: { athletes: [edgeCaseAthlete()] } }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();
      await matchLedger(app.db, app.strava, edgeCaseAthleteId);
      const { length } = app.strava.activities(edgeCaseAthleteId);
      deepStrictEqual(receiptOf(await lastImport(app.db)), {
        ...NOTHING,
        seen: length,
        added: length,
      });
      const hidden = await app.db.select().from(runs).where(eq(runs.externalId, "6100000010"))
        .get();
      strictEqual(hidden?.localTime, null);
      for (const id of ["9007199254740993", "9007199254740995"]) {
        strictEqual(await app.db.$count(runs, eq(runs.externalId, id)), 1, id);
      }
      strictEqual((await visitor.get("/")).status, 200);
      match((await visitor.get("/runs?sport=all")).text, /value="WaterSport"/);
    }),
);

onEachDatabase(
  "an athlete without activities gets a receipt of noughts",
  (database) =>
    withStravaApp({ database }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();
      const latest = await lastImport(app.db);
      strictEqual(latest.state, "done");
      deepStrictEqual(receiptOf(latest), NOTHING);
      strictEqual(app.strava.calls()[LIST], 1);
      assertShows(await visitor.get("/"), en.dashboard.noRunsInHistory.title);
    }),
);

onEachDatabase(
  "activities that cannot be read are named with the reason, the rest is unharmed",
  (database) =>
    withStravaApp({ database, simulator: { athletes: [edgeCaseAthlete()] } }, async (app) => {
      const { strava } = app;
      const spoil = (id: string, extra: Record<string, unknown>) =>
        strava.updateActivity(id, { extra });
      spoil("6100000001", { distance: "far" });
      spoil("6100000002", { start_date: "yesterday" });
      spoil("6200000007", { start_date_local: null });
      spoil("6200000100", { moving_time: -5 });
      const bad = ["6100000001", "6100000002", "6200000007", "6200000100"];
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();

      const latest = await lastImport(app.db);
      strictEqual(latest.state, "done");
      const seen = strava.activities(edgeCaseAthleteId).length;
      deepStrictEqual(receiptOf(latest), { ...NOTHING, seen, added: seen - 4, failed: 4 });
      const failures = await app.db.select().from(importFailures);
      deepStrictEqual(failures.map(({ externalId }) => externalId).sort(), bad);
      strictEqual(await app.db.$count(runs), seen - 4);
      const page = await visitor.get("/account/strava");
      assertShows(page, en.strava.receipt.failures);
      for (const [id, reason] of [["6100000001", "distance"], ["6100000002", "start_date"]]) {
        assertShows(page, `${id}: ${reason}`);
      }

      for (const id of bad) spoil(id, {});
      app.clock.advance(60_000);
      await visitor.post("/account/strava/import");
      await app.drain();
      await matchLedger(app.db, strava, edgeCaseAthleteId);
      strictEqual((await lastImport(app.db)).failed, 0);
    }),
);
