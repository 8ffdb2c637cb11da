import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { printFacts, storeFacts } from "@/domain/strava/store.ts";
import { stravaActivity } from "@/domain/strava/activity.ts";
import { apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { registerService, serviceToken } from "@/tests/support/oauth.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";

const GIVEN = {
  sourceId: "watch-1",
  title: "Along the canal",
  startedAt: "2026-05-03T06:00:00Z",
  timeZone: "Europe/Paris",
  distanceMeters: 10_000,
  movingSeconds: 3_000,
};

async function openService(app: TestApp) {
  return apiClient(app, await serviceToken(app, await registerService(app)));
}

/** As the import stores a page of Strava's list. */
async function readFromStrava(app: TestApp, userId: string, name: string, workout = 0) {
  const activity = stravaActivity.parse({
    id: 4711,
    name,
    sport_type: "Run",
    workout_type: workout,
    start_date: "2026-05-02T06:00:00Z",
    start_date_local: "2026-05-02T08:00:00Z",
    timezone: "(GMT+01:00) Europe/Paris",
    distance: 5_000,
    moving_time: 1_500,
    elapsed_time: 1_500,
  });
  const facts = await printFacts([activity]);
  const context = { now: app.clock.now(), maxAgeMs: null };
  return await app.db.transaction((tx) => storeFacts(tx, context, userId, facts));
}

Deno.test("POST /api/v1/ingestions stores each run once and says what became of each row", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const service = await openService(app);
    const send = async (...runs: object[]) =>
      expectStatus(await service.post("/ingestions", { runs }), 200).results;
    const first = await send(
      { ...GIVEN, userId },
      { ...GIVEN, userId, title: "The same again" },
      { ...GIVEN, userId: crypto.randomUUID() },
      { ...GIVEN, userId, sourceId: "watch-2", timeZone: "Mars/Olympus" },
      { ...GIVEN, userId, sourceId: "watch-3", source: "archive", sport: "Ride" },
    );
    const statuses = (results: { status: string }[]) => results.map(({ status }) => status);
    deepStrictEqual(statuses(first), [
      ...["created", "repeated", "unknown_user", "unknown_time_zone", "created"],
    ]);
    deepStrictEqual(first.map(({ index }: { index: number }) => index), [0, 1, 2, 3, 4]);
    deepStrictEqual(statuses(await send({ ...GIVEN, userId })), ["unchanged"]);
    const [edited] = await send({ ...GIVEN, userId, distanceMeters: 12_000 });
    deepStrictEqual(edited, { index: 0, status: "updated", runId: first[0].runId });
    const script = await scriptOf(app, email);
    const run = (await script.get(`/runs/${edited.runId}`)).json;
    deepStrictEqual([run.distanceMeters, run.localTime], [12_000, "08:00:00"]);
    deepStrictEqual(run.provenance, {
      source: "file",
      sourceId: "watch-1",
      redistributable: true,
    });
    strictEqual((await script.get("/runs")).json.items.length, 1, "a ride is no run");
    assertShows(await visitor.get("/runs"), "Along the canal");
  }));

Deno.test("POST /api/v1/ingestions stores all of a request or nothing", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const service = await openService(app);
    const bad = { runs: [{ ...GIVEN, userId }, { ...GIVEN, userId, distanceMeters: -1 }] };
    const answer = await service.post("/ingestions", bad);
    strictEqual(answer.status, 422);
    strictEqual(answer.json.errors[0].pointer, "/runs/1/distanceMeters");
    const script = await scriptOf(app, email);
    deepStrictEqual((await script.get("/runs")).json.items, []);
    const many = Array.from({ length: 1_001 }, (_, i) => ({ ...GIVEN, userId, sourceId: `${i}` }));
    strictEqual((await service.post("/ingestions", { runs: many })).status, 422);
    const full = await service.post("/ingestions", { runs: many.slice(1) });
    strictEqual(full.status, 200);
    strictEqual((await script.get("/runs/statistics")).json.totals.count, 1_000);
  }));

Deno.test("what a runner changed stays so, whatever the source says later", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const [service, script] = [await openService(app), await scriptOf(app, email)];
    await readFromStrava(app, userId, "Morning Run");
    await service.post("/ingestions", { runs: [{ ...GIVEN, userId }] });
    const { items } = (await script.get("/runs")).json;
    strictEqual(items.length, 2);
    const body = { title: "Été au canal", notes: "Legs like lead.\nRain.", effort: "race" };
    for (const { id } of items) {
      expectStatus(await script.send(`/runs/${id}`, { method: "PATCH", body }), 200);
    }
    const stored = await readFromStrava(app, userId, "Renamed at Strava", 3);
    strictEqual(stored.updated, 1);
    await service.post("/ingestions", { runs: [{ ...GIVEN, userId, distanceMeters: 9_000 }] });
    for (const { id } of items) {
      const { title, notes, effort } = (await script.get(`/runs/${id}`)).json;
      deepStrictEqual({ title, notes, effort }, body);
      assertShows(await visitor.get(`/runs/${id}`), body.title, "Legs like lead.", "Rain.");
    }
    strictEqual((await script.get("/runs?q=ete")).json.items.length, 2, "found without accents");
    const cleared = { method: "PATCH", body: { notes: null, effort: null } };
    expectStatus(await script.send(`/runs/${items[0].id}`, cleared), 200);
    await readFromStrava(app, userId, "Renamed once more", 1);
    const { notes, effort, title } = (await script.get(`/runs/${items[0].id}`)).json;
    deepStrictEqual({ notes, effort, title }, { notes: null, effort: null, title: body.title });
  }));

Deno.test("what a runner removed stays away, whatever the source says later", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const [service, script] = [await openService(app), await scriptOf(app, email)];
    await readFromStrava(app, userId, "Morning Run");
    await service.post("/ingestions", { runs: [{ ...GIVEN, userId }] });
    const { items } = (await script.get("/runs")).json;
    for (const { id } of items) {
      strictEqual((await script.send(`/runs/${id}`, { method: "DELETE" })).status, 204);
      strictEqual((await visitor.get(`/runs/${id}`)).status, 404);
      strictEqual((await script.send(`/runs/${id}`, { method: "DELETE" })).status, 404);
    }
    const stored = await readFromStrava(app, userId, "Morning Run, renamed");
    deepStrictEqual([stored.added, stored.gone], [0, 1]);
    const again = await service.post("/ingestions", { runs: [{ ...GIVEN, userId, title: "New" }] });
    deepStrictEqual(again.json.results, [{ index: 0, status: "removed", runId: null }]);
    deepStrictEqual((await script.get("/runs")).json.items, []);
  }));

Deno.test("a run that was typed in and one that was recorded are shown as a pair", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    const userId = await userIdOf(app, email);
    await readFromStrava(app, userId, "Morning Run");
    const typed = { ...GIVEN, sourceId: undefined, startedAt: "2026-05-02T06:00:30Z" };
    const body = { ...typed, distanceMeters: 5_050, movingSeconds: 1_510 };
    expectStatus(await script.post("/runs", body), 201);
    const page = await visitor.get("/runs/doubles");
    ok(page.text.includes("Along the canal") && page.text.includes("Morning Run"));
  }));
