import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { oweDetails, storeDetails } from "@/db/run_details.ts";
import { upsertRuns } from "@/db/runs.ts";
import { decidePair } from "@/domain/runs/pairs.ts";
import { runPairs } from "@/db/schema/runs.ts";
import { packStreams } from "@/domain/runs/pack.ts";
import { type ApiClient, apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { type Operation, readContract } from "@/tests/support/contract.ts";
import { giveHistory, newRun, userIdOf } from "@/tests/support/history.ts";
import { grantApp, registerApp, registerService, serviceToken } from "@/tests/support/oauth.ts";
import { newRunner, type TestRunner } from "@/tests/support/runner.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";

const OWN_METERS = 7_777;

interface Scene {
  runner: TestRunner;
  userId: string;
  /** A run from Strava, with samples, and one that was typed in. */
  fromStrava: string;
  typedIn: string;
}

/** What came from Strava is told by a word in its title, and by its distance. */
async function openScene(app: TestApp): Promise<Scene> {
  const runner = await newRunner(app);
  const userId = await userIdOf(app, runner.email);
  await giveHistory(app, runner.email);
  const secret = newRun(userId, { title: "SECRET from Strava", externalId: "SECRET-4711" });
  const own = newRun(userId, { title: "Own", source: "manual", distanceMeters: OWN_METERS });
  const streams = await packStreams({ time: [0, 1, 2], heartrate: [100, 101, 102] });
  await app.db.transaction(async (tx) => {
    await upsertRuns(tx, [secret, own]);
    await oweDetails(tx, userId, "strava", { changed: ["SECRET-4711"], edited: [] });
    await storeDetails(tx, { runId: secret.id, userId }, {
      state: "ready",
      streamState: "ready",
      streams,
    });
  });
  return { runner, userId, fromStrava: secret.id, typedIn: own.id };
}

/** Every address that reads something, with each id that there is in the place of the id. */
async function readAll(app: TestApp, client: ApiClient, ids: string[]) {
  const { operations } = await readContract(app);
  const gets = operations.filter(({ method }) => method === "GET");
  const addresses = gets.flatMap(({ path, parameters }: Operation) => {
    const query = parameters.some(({ name }) => name === "month") ? "?month=2026-05" : "?limit=200";
    const all = parameters.some(({ name }) => name === "sport") ? "&sport=all" : "";
    const filled = path.includes("{id}") ? ids.map((id) => path.replace("{id}", id)) : [path];
    return filled.map((each) => each + query + all);
  });
  return await Promise.all(addresses.map(async (address) => {
    const { status, text } = await client.get(address);
    return { address, status, text };
  }));
}

function assertNothing(answers: { address: string; status: number; text: string }[]): void {
  ok(answers.some(({ status }) => status === 200), "it does read something");
  for (const { address, status, text } of answers) {
    ok([200, 403, 404].includes(status), `${address} ${status}`);
    ok(!/SECRET|"strava"|Morning run/.test(text), `${address} tells: ${text}`);
  }
}

Deno.test("an application of others' sees nothing that came from Strava, wherever it looks", () =>
  withApp({}, async (app) => {
    const { runner, userId, fromStrava, typedIn } = await openScene(app);
    const script = await scriptOf(app, runner.email);
    const imports = (await script.get("/imports")).json.items;
    strictEqual(imports.length, 1);
    const ids = [fromStrava, typedIn, userId, imports[0].id];
    const { accessToken } = await grantApp(app, await registerApp(app), runner.visitor, [
      ...RUNNER_SCOPES,
    ]);
    const map = apiClient(app, accessToken);
    assertNothing(await readAll(app, map, ids));
    strictEqual((await map.get(`/runs/${fromStrava}`)).status, 404);
    strictEqual((await map.get(`/runs/${fromStrava}/streams`)).status, 404);
    deepStrictEqual((await map.get("/imports")).json.items, []);
    const { totals, items } = (await map.get("/runs/statistics")).json;
    deepStrictEqual([totals.count, totals.distanceMeters], [1, OWN_METERS]);
    deepStrictEqual([items.length, items[0].distanceMeters], [1, OWN_METERS]);
    strictEqual((await map.get(`/runs/${typedIn}`)).status, 200);
    for (const method of ["PATCH", "DELETE"]) {
      const answer = await map.send(`/runs/${fromStrava}`, { method, body: { title: "x" } });
      strictEqual(answer.status, 404, method);
    }
    strictEqual((await script.get(`/runs/${fromStrava}`)).json.title, "SECRET from Strava");
  }));

Deno.test("a runner's own token, and a part of Runnerly itself, see all of it", () =>
  withApp({}, async (app) => {
    const { runner, fromStrava } = await openScene(app);
    const own = await registerApp(app, { firstParty: true });
    const { accessToken } = await grantApp(app, own, runner.visitor);
    for (const client of [await scriptOf(app, runner.email), apiClient(app, accessToken)]) {
      strictEqual((await client.get("/runs")).json.items.length, 3);
      strictEqual((await client.get("/runs/statistics")).json.totals.count, 3);
      const { state, heartRateBpm } = (await client.get(`/runs/${fromStrava}/streams`)).json;
      deepStrictEqual([state, heartRateBpm], ["ready", [100, 101, 102]]);
      const { provenance } = (await client.get(`/runs/${fromStrava}`)).json;
      deepStrictEqual(provenance, {
        source: "strava",
        sourceId: "SECRET-4711",
        redistributable: false,
      });
    }
  }));

Deno.test("a service sees what came from Strava only as a part of Runnerly itself", () =>
  withApp({}, async (app) => {
    const { userId } = await openScene(app);
    const open = async (firstParty: boolean) =>
      apiClient(app, await serviceToken(app, await registerService(app, { firstParty })));
    const path = `/users/${userId}/runs?month=2026-05`;
    const [plain, own] = [await open(false), await open(true)];
    assertNothing(await readAll(app, plain, [userId]));
    strictEqual((await plain.get(path)).json.items.length, 1);
    strictEqual((await own.get(path)).json.items.length, 3);
    strictEqual((await own.get(`/users/${userId}/runs?month=2026-06`)).json.items.length, 0);
    strictEqual((await own.get(`/users/${crypto.randomUUID()}/runs?month=2026-05`)).status, 404);
  }));

Deno.test("what is kept for one caller is not given to another who may see less", () =>
  withApp({}, async (app) => {
    const { runner } = await openScene(app);
    const script = await scriptOf(app, runner.email);
    const full = await script.get("/runs");
    const { accessToken } = await grantApp(app, await registerApp(app), runner.visitor);
    const tag = full.headers.get("etag") ?? "";
    const answer = await apiClient(app, accessToken).get("/runs", { "if-none-match": tag });
    deepStrictEqual([answer.status, answer.json.items.length], [200, 1]);
    strictEqual((await script.get("/runs")).json.items.length, 3);
  }));

Deno.test("an application of others' is not even told that something of Strava's changed", () =>
  withApp({}, async (app) => {
    const { runner, fromStrava, typedIn } = await openScene(app);
    const script = await scriptOf(app, runner.email);
    const { accessToken } = await grantApp(app, await registerApp(app), runner.visitor);
    const map = apiClient(app, accessToken);
    const edit = { method: "PATCH", body: { title: "Renamed" } };
    for (const path of ["/runs?sport=all", "/runs/statistics?sport=all"]) {
      const [tag, seen] = [await map.get(path), await script.get(path)]
        .map(({ headers }) => headers.get("etag") ?? "");
      const renaming = { method: "PATCH", body: { title: `Renamed for ${path}` } };
      expectStatus(await script.send(`/runs/${fromStrava}`, renaming), 200);
      strictEqual((await map.get(path, { "if-none-match": tag })).status, 304, path);
      strictEqual((await script.get(path, { "if-none-match": seen })).status, 200, path);
    }
    const tag = (await map.get("/runs")).headers.get("etag") ?? "";
    expectStatus(await script.send(`/runs/${typedIn}`, edit), 200);
    strictEqual((await map.get("/runs", { "if-none-match": tag })).status, 200);
  }));

Deno.test("a double that a run from Strava hides is still there for an application of others'", () =>
  withApp({}, async (app) => {
    const { runner, userId, fromStrava, typedIn } = await openScene(app);
    const other = newRun(userId, { title: "Own double", source: "manual" });
    await app.db.transaction((tx) => upsertRuns(tx, [other]));
    const service = apiClient(app, await serviceToken(app, await registerService(app)));
    const { accessToken } = await grantApp(app, await registerApp(app), runner.visitor);
    const map = apiClient(app, accessToken);
    const decide = async (firstId: string, secondId: string) => {
      const pair = { firstId, secondId };
      await app.db.insert(runPairs).values({ ...pair, userId, state: "open", foundAt: 0 });
      await app.db.transaction((tx) => decidePair(tx, userId, { ...pair, choice: "first" }));
    };
    const see = async () => [
      (await map.get("/runs")).json.items.length,
      (await map.get("/runs/statistics")).json.totals.count,
      (await service.get(`/users/${userId}/runs?month=2026-05`)).json.items.length,
    ];
    const tag = (await map.get("/runs")).headers.get("etag") ?? "";
    deepStrictEqual(await see(), [2, 2, 2]);
    await decide(fromStrava, typedIn);
    deepStrictEqual(await see(), [2, 2, 2]);
    strictEqual((await map.get("/runs", { "if-none-match": tag })).status, 304);
    const script = await scriptOf(app, runner.email);
    strictEqual((await script.get("/runs")).json.items.length, 3, "the runner sees one of the two");
    await decide(typedIn, other.id);
    deepStrictEqual(await see(), [1, 1, 1], "a double of what it sees is hidden to it too");
  }));
