import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { plannedRuns, plans } from "@/db/schema/plans.ts";
import type { RunnerScope } from "@/db/schema/tokens.ts";
import { makePersonalToken } from "@/domain/tokens/personal.ts";
import { type ApiClient, apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { grantApp, registerApp } from "@/tests/support/oauth.ts";
import { givePlan } from "@/tests/support/plans.ts";
import { newRunner } from "@/tests/support/runner.ts";

const NEW_PLAN = {
  ...{ goal: "10k", raceDate: "2026-08-02", level: "intermediate", weekdays: [0, 2, 4, 6] },
  ...{ weeklyMeters: 25_000, longestMeters: 9_000, best: { distance: "5k", seconds: 1_500 } },
};

const patch = (
  client: ApiClient,
  id: string,
  body: unknown,
  headers?: Record<string, string>,
) => client.send(`/plan/runs/${id}`, { method: "PATCH", body, headers });

async function withPlan(
  test: (
    scene: TestApp & { runner: Awaited<ReturnType<typeof newRunner>>; userId: string } & {
      script: ApiClient;
      ids: string[];
    },
  ) => Promise<void>,
): Promise<void> {
  await withApp({}, async (app) => {
    const runner = await newRunner(app);
    const userId = await userIdOf(app, runner.email);
    const ids = await givePlan(app, userId);
    await test({ ...app, runner, userId, ids, script: await scriptOf(app, runner.email) });
  });
}

Deno.test("POST /plan follows a plan once for each key, its runs come, and DELETE leaves it", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    expectStatus(await script.get("/plan"), 404);
    expectStatus(await script.get("/plan/runs"), 404);
    const once = { "idempotency-key": "1" };
    const answer = await script.post("/plan", NEW_PLAN, once);
    const made = expectStatus(answer, 201);
    strictEqual(answer.headers.get("location"), "/api/v1/plan");
    deepStrictEqual([made.state, made.goal, made.mode, made.weeks], ["making", "10k", "full", 13]);
    strictEqual(expectStatus(await script.post("/plan", NEW_PLAN, once), 201).id, made.id);
    strictEqual(await app.db.$count(plans), 1);
    await app.drain();
    strictEqual(expectStatus(await script.get("/plan"), 200).state, "ready");
    const { items } = expectStatus(await script.get("/plan/runs?from=2026-08-01"), 200);
    deepStrictEqual(
      items.map(({ date, kind, distanceMeters }: Record<string, unknown>) => [
        date,
        kind,
        distanceMeters,
      ]),
      [["2026-08-02", "race", 10_000]],
    );
    strictEqual((await script.send("/plan", { method: "DELETE" })).status, 204);
    expectStatus(await script.get("/plan"), 404);
    strictEqual((await script.send("/plan", { method: "DELETE" })).status, 404);
  }));

Deno.test("POST /plan refuses what makes no plan, at its field, and the one that is followed stays", () =>
  withPlan(async ({ script, db }) => {
    const wrongs: [Record<string, unknown>, string][] = [
      [{ goal: "ultra" }, "/goal"],
      [{ raceDate: "2026-05-01" }, "/raceDate"],
      [{ raceDate: "2026-05-10" }, "/raceDate"],
      [{ raceDate: "2036-05-10" }, "/raceDate"],
      [{ goal: "marathon", raceDate: "2026-06-01" }, "/raceDate"],
      [{ weekdays: [1] }, "/weekdays"],
      [{ weekdays: [1, 1] }, "/weekdays"],
      [{ weekdays: [1, 7] }, "/weekdays/1"],
      [{ weeklyMeters: -1 }, "/weeklyMeters"],
      [{ best: { distance: "10k", seconds: 600 } }, "/best"],
      [{ colour: "red" }, "/colour"],
    ];
    for (const [changes, pointer] of wrongs) {
      const { errors } = expectStatus(await script.post("/plan", { ...NEW_PLAN, ...changes }), 422);
      strictEqual(errors[0].pointer, pointer, JSON.stringify(changes));
    }
    strictEqual(await db.$count(plans), 1);
  }));

Deno.test("GET /plan/runs pages by date, each once, with paces and what was run", () =>
  withPlan(async ({ script, ids, db, userId }) => {
    const seen: string[] = [];
    for (let path = "/plan/runs?limit=30"; path;) {
      const page = expectStatus(await script.get(path), 200);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      path = page.next ? `/plan/runs?limit=30&cursor=${encodeURIComponent(page.next)}` : "";
    }
    deepStrictEqual(seen, ids);
    const [first] = await db.select().from(plannedRuns).orderBy(plannedRuns.date);
    const run = newRun(userId, { localDate: first.date, distanceMeters: first.meters * 0.9 });
    await db.transaction((tx) => upsertRuns(tx, [run]));
    const shown = expectStatus(await script.get(`/plan/runs/${first.id}`), 200);
    strictEqual(shown.done.runId, run.id);
    deepStrictEqual([shown.done.daysApart, shown.done.metric, shown.done.byHand], [
      ...[0, "distance", false],
    ]);
    ok(Math.abs(shown.done.part - 0.9) < 1e-9);
    ok(shown.paceSlowSecondsPerKilometer > shown.paceFastSecondsPerKilometer);
    expectStatus(await script.get("/plan/runs?cursor=x"), 422);
  }));

Deno.test("PATCH /plan/runs/{id} moves, leaves out and notes in one, keeps to If-Match, and is undone on the page", () =>
  withPlan(async ({ script, ids, db, runner }) => {
    const before = await db.select().from(plannedRuns).orderBy(plannedRuns.date);
    const read = await script.get(`/plan/runs/${ids[0]}`);
    const tag = read.headers.get("etag") ?? "";
    const body = { date: before[1].date, isSkipped: true, note: " With the club " };
    const edited = expectStatus(await patch(script, ids[0], body, { "if-match": tag }), 200);
    deepStrictEqual([edited.date, edited.isSkipped, edited.note], [
      ...[before[1].date, true, "With the club"],
    ]);
    strictEqual(
      expectStatus(await script.get(`/plan/runs/${ids[1]}`), 200).date,
      before[0].date,
      "what stood there came here",
    );
    expectStatus(await patch(script, ids[0], { note: null }, { "if-match": tag }), 412);
    for (let i = 0; i < 3; i++) strictEqual((await runner.visitor.post("/plan/undo")).status, 303);
    const after = await db.select().from(plannedRuns).orderBy(plannedRuns.date);
    const plain = (rows: typeof before) =>
      rows.map(({ revision: _, updatedAt: __, ...row }) => row);
    deepStrictEqual(plain(after), plain(before));
  }));

Deno.test("PATCH /plan/runs/{id} refuses a wrong day or field, and then nothing of it is done", () =>
  withPlan(async ({ script, ids, db }) => {
    const before = await db.select().from(plannedRuns).orderBy(plannedRuns.date);
    expectStatus(await patch(script, ids[0], { note: "x", date: "2026-09-13" }), 409);
    expectStatus(await patch(script, ids[0], { isSkipped: true, date: "2026-12-01" }), 409);
    expectStatus(await patch(script, ids.at(-1) ?? "", { date: "2026-09-12" }), 409);
    for (const body of [{}, { date: "soon" }, { note: "x".repeat(501) }, { kind: "easy" }]) {
      expectStatus(await patch(script, ids[0], body), 422);
    }
    deepStrictEqual(await db.select().from(plannedRuns).orderBy(plannedRuns.date), before);
  }));

Deno.test("A plan is its runner's alone, and needs the scope that is named", () =>
  withPlan(async ({ ids, userId, ...app }) => {
    const stranger = await scriptOf(app, (await newRunner(app)).email);
    expectStatus(await stranger.get("/plan"), 404);
    expectStatus(await stranger.get(`/plan/runs/${ids[0]}`), 404);
    expectStatus(await patch(stranger, ids[0], { isSkipped: true }), 404);
    const withScopes = async (...scopes: RunnerScope[]) => {
      const fields = { name: "Narrow", scopes, days: 7 };
      const token = await makePersonalToken(app.db, userId, fields, app.clock.now());
      return apiClient(app, token);
    };
    const reader = await withScopes("plans:read");
    expectStatus(await reader.get("/plan"), 200);
    strictEqual(expectStatus(await patch(reader, ids[0], { note: "x" }), 403).scope, "plans:write");
    const writer = await withScopes("plans:write");
    strictEqual(expectStatus(await writer.get("/plan"), 403).scope, "plans:read");
    strictEqual((await patch(writer, ids[0], { note: "x" })).status, 204);
  }));

Deno.test("Another application sees no run from Strava that was planned, and no pace that was told from one", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const script = await scriptOf(app, email);
    const race = { source: "strava" as const, effort: "race" as const, localDate: "2026-05-01" };
    await app.db.transaction((tx) => upsertRuns(tx, [newRun(userId, race)]));
    expectStatus(await script.post("/plan", { ...NEW_PLAN, best: null }), 201);
    await app.drain();
    const [first] = await app.db.select().from(plannedRuns).orderBy(plannedRuns.date);
    const done = { localDate: first.date, distanceMeters: first.meters };
    await app.db.transaction((tx) =>
      upsertRuns(tx, [newRun(userId, { source: "strava", ...done })])
    );
    const path = `/plan/runs/${first.id}`;
    const own = expectStatus(await script.get(path), 200);
    ok(own.done && own.paceSlowSecondsPerKilometer > 0);
    const granted = await grantApp(app, await registerApp(app), visitor, ["plans:read"]);
    const other = expectStatus(await apiClient(app, granted.accessToken).get(path), 200);
    deepStrictEqual(other, {
      ...own,
      ...{ done: null, paceSlowSecondsPerKilometer: null, paceFastSecondsPerKilometer: null },
    });
  }));
