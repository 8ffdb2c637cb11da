import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { Db } from "@/db/client.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { en as t } from "@/locales/en/mod.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import { lastImport, matchLedger } from "@/tests/support/ledger.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import { demoAthleteId, demoRunner } from "@/tools/strava_simulator/mod.ts";

const PATH = "/athlete/activities";
const LIST = { path: `^${PATH}$` };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const calls = (app: StravaApp) => app.strava.calls()[`GET ${PATH}`] ?? 0;

/** At 8:05 UTC, so that a quarter hour ends at 8:15. */
const start = Date.UTC(2026, 4, 4, 8, 5);

function withImporter(
  database: "file" | "server",
  test: (app: StravaApp, visitor: Visitor) => Promise<void>,
): Promise<void> {
  const simulator = { athletes: [demoRunner()] };
  return withStravaApp({ database, simulator, start }, async (app) => {
    const { visitor } = await newRunner(app);
    await test(app, visitor);
  });
}

async function importJob(db: Db) {
  const [job, ...others] = (await db.select().from(jobs)).filter(({ kind, state }) =>
    kind === "strava.import" && state !== "done"
  );
  strictEqual(others.length, 0);
  return job;
}

onEachDatabase(
  "an import that meets 429 says when it resumes, spends no attempt, and resumes",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.addFault({ match: { ...LIST, nth: 3 }, effect: { kind: "rate-limit" } });
      await connectStrava(visitor);
      await app.drain();
      const paused = await lastImport(app.db);
      deepStrictEqual([paused.state, paused.problem, paused.pages], ["paused", "quota", 2]);
      strictEqual(paused.resumesAt, Date.UTC(2026, 4, 4, 8, 15, 5));
      strictEqual((await importJob(app.db)).attempts, 0);
      const page = await visitor.get("/account/strava");
      assertShows(page, t.strava.states.quota("8:15 AM"), t.strava.quotaValue("0", "997"));
      assertShows(await visitor.get("/"), t.dashboard.importing.text(paused.seen));

      const before = calls(app);
      app.clock.advance(10 * MINUTE);
      await app.drain();
      strictEqual(calls(app), before, "not before its time");
      app.clock.advance(5_000);
      await app.drain();
      strictEqual((await lastImport(app.db)).state, "done");
      await matchLedger(app.db, app.strava, demoAthleteId);
    }),
);

onEachDatabase(
  "an import whose day is spent resumes after midnight UTC",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.addFault({
        match: { ...LIST, nth: 4 },
        effect: { kind: "rate-limit", window: "day", body: "string-errors" },
      });
      await connectStrava(visitor);
      await app.drain();
      const paused = await lastImport(app.db);
      strictEqual(paused.resumesAt, Date.UTC(2026, 4, 5, 0, 0, 5));
      assertShows(
        await visitor.get("/account/strava"),
        t.strava.states.quota("May 5, 2026, 12:00 AM"),
      );
      const before = calls(app);
      app.clock.advance(15 * HOUR + 50 * MINUTE);
      await app.drain();
      strictEqual(calls(app), before, "a new quarter hour is not enough");
      app.clock.advance(6 * MINUTE);
      await app.drain();
      await matchLedger(app.db, app.strava, demoAthleteId);
    }),
);

onEachDatabase(
  "an import never asks once Strava has said that nothing is left",
  (database) =>
    withImporter(database, async (app, visitor) => {
      const half = { quarterHour: 3, day: 1_000 };
      app.strava.setApp({ limits: { overall: half, read: half } });
      await connectStrava(visitor);
      await app.drain();
      strictEqual(calls(app), 3);
      for (let quarter = 0; quarter < 3; quarter++) {
        app.clock.advance(15 * MINUTE);
        await app.drain();
      }
      strictEqual((await lastImport(app.db)).state, "done");
      await matchLedger(app.db, app.strava, demoAthleteId);
      const refused = app.strava.journal().filter(({ status }) => status === 429);
      strictEqual(refused.length, 0, "no avoidable 429");
    }),
);

onEachDatabase(
  "an import waits while Strava has paused the application, and nobody is disconnected",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.addFault({ match: { ...LIST, nth: 2 }, effect: { kind: "app-inactive" } });
      await connectStrava(visitor);
      await app.drain();
      const paused = await lastImport(app.db);
      deepStrictEqual([paused.state, paused.problem], ["paused", "inactive"]);
      strictEqual((await importJob(app.db)).attempts, 0);
      const page = await visitor.get("/account/strava");
      assertShows(page, t.strava.states.inactive("9:05 AM"));
      ok(!textOf(page.text).includes(t.strava.reconnect.title));
      app.clock.advance(HOUR);
      await app.drain();
      await matchLedger(app.db, app.strava, demoAthleteId);
    }),
);

const nasty = [
  { kind: "server-error" },
  { kind: "gateway-error", status: 502 },
  { kind: "gateway-error", status: 597 },
  { kind: "close" },
  { kind: "close", when: "mid-body" },
  { kind: "truncate", encoding: "gzip" },
  { kind: "mangle", as: "truncated-json" },
  { kind: "mangle", as: "empty" },
  { kind: "mangle", as: "html" },
] as const;

onEachDatabase(
  "an import survives every broken answer, with growing waits",
  (database) =>
    withImporter(database, async (app, visitor) => {
      nasty.forEach((effect, i) => {
        app.strava.addFault({ match: { ...LIST, nth: 2 * i + 2 }, effect });
      });
      app.strava.setBehaviour({ shortPageEvery: 2 });
      await connectStrava(visitor);
      await app.drain();
      for (let job = await importJob(app.db); job; job = await importJob(app.db)) {
        strictEqual(job.attempts, 1, "each good page resets the count");
        strictEqual((await lastImport(app.db)).state, "running");
        app.clock.advance(8_000);
        await app.drain();
      }
      strictEqual((await lastImport(app.db)).state, "done");
      await matchLedger(app.db, app.strava, demoAthleteId);
      const fired = app.strava.faults().map(({ fired }) => fired);
      deepStrictEqual(fired, nasty.map(() => 1));
    }),
);

onEachDatabase(
  "an import that fails for over an hour stops and says so; Try again goes on from the same page",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.addFault({ match: { ...LIST, skip: 2 }, effect: { kind: "server-error" } });
      await connectStrava(visitor);
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 8; attempt++) {
        await app.drain();
        if (attempt === 8) break;
        const job = await importJob(app.db);
        strictEqual(job.attempts, attempt);
        waits.push(job.runAt - app.clock.now());
        app.clock.advance(job.runAt - app.clock.now());
      }
      ok(
        waits.every((wait, i) => wait >= 2_500 * 3 ** i * 0.99 || wait >= 30 * MINUTE),
        `${waits}`,
      );
      ok(waits.reduce((sum, wait) => sum + wait) > 0.5 * HOUR);
      const failed = await lastImport(app.db);
      deepStrictEqual([failed.state, failed.problem, failed.pages], [
        "failed",
        "strava_unavailable",
        2,
      ]);
      const page = await visitor.get("/account/strava");
      assertShows(page, t.strava.states.strava_unavailable, t.strava.retry);
      assertShows(await visitor.get("/"), t.dashboard.failed.title, t.dashboard.failed.text);

      app.strava.clearFaults();
      app.strava.clearJournal();
      strictEqual((await visitor.post("/account/strava/import")).status, 303);
      await app.drain();
      const done = await lastImport(app.db);
      deepStrictEqual([done.id, done.state], [failed.id, "done"]);
      const [first] = app.strava.journal().filter(({ path }) => path === PATH);
      match(first.query, new RegExp(`before=${failed.cursorBefore}`));
      strictEqual(calls(app), done.pages - 2);
      await matchLedger(app.db, app.strava, demoAthleteId);
    }),
);
