import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { Scope } from "@/db/schema/tokens.ts";
import { apiClient, scriptOf } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { readContract } from "@/tests/support/contract.ts";
import { everyGet } from "@/tests/support/every_get.ts";
import { grantApp, registerApp } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";

Deno.test("each caller has its allowance, and is told when it is spent", () =>
  withApp({ apiRequestsPerMinute: 3 }, async (app) => {
    const { email } = await newRunner(app);
    const [script, other] = [await scriptOf(app, email), await scriptOf(app, email)];
    for (const left of [2, 1, 0]) {
      const { headers, status } = await script.get("/runs");
      deepStrictEqual([status, headers.get("ratelimit")], [200, `"minute";r=${left};t=60`]);
      strictEqual(headers.get("ratelimit-policy"), '"minute";q=3;w=60');
    }
    app.clock.advance(20_000);
    const spent = await script.get("/runs");
    deepStrictEqual([spent.status, spent.headers.get("retry-after")], [429, "40"]);
    strictEqual(spent.json.type.split("#")[1], "too-many");
    strictEqual((await other.get("/runs")).status, 200);
    app.clock.advance(40_000);
    strictEqual((await script.get("/runs")).status, 200);
    const guess = apiClient(app, "junk");
    for (const status of [401, 401, 401, 429]) {
      strictEqual((await guess.get("/runs")).status, status);
    }
  }));

Deno.test("a page may call with its client's token from an origin that the client lists", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const origin = "https://map.example";
    const listed = await registerApp(app, { origins: [origin], confidential: false });
    const other = await registerApp(app, { name: "Another", confidential: false });
    const question = (from: string) =>
      app.visit().send("/api/v1/runs", {
        method: "OPTIONS",
        headers: { origin: from, "access-control-request-method": "GET" },
      });
    const asked = await question(origin);
    strictEqual(asked.status, 204);
    strictEqual(asked.headers.get("access-control-allow-origin"), origin);
    match(asked.headers.get("access-control-allow-headers") ?? "", /authorization/);
    const evil = await question("https://evil.example");
    strictEqual(evil.headers.get("access-control-allow-origin"), null);

    const allowed = async (token: string, from = origin) => {
      const { headers, status } = await apiClient(app, token).get("/runs", { origin: from });
      strictEqual(status, 200);
      const vary = headers.get("vary")?.split(", ").sort();
      deepStrictEqual(vary, ["accept-encoding", "authorization", "origin"]);
      return headers.get("access-control-allow-origin");
    };
    const ours = (await grantApp(app, listed, visitor)).accessToken;
    strictEqual(await allowed(ours), origin);
    strictEqual(await allowed(ours, "https://evil.example"), null);
    strictEqual(await allowed((await grantApp(app, other, visitor)).accessToken), null);
    strictEqual(await allowed((await scriptOf(app, email)).token), null, "in no page of others");
    const problem = await apiClient(app, ours).get("/profile", { origin });
    deepStrictEqual([problem.status, problem.headers.get("access-control-allow-origin")], [
      403,
      origin,
    ]);
  }));

Deno.test("whatever is another runner's is not found", () =>
  withApp({}, async (app) => {
    const gets = await everyGet(app);
    const curious = await scriptOf(app, (await newRunner(app)).email);
    const withId = gets.filter(({ address }) => /[\w-]{36}/.test(address));
    ok(withId.length >= 4);
    for (const { id, address, client } of withId) {
      if (id === "listRunsOfMonth" || id === "getRace") continue;
      strictEqual((await client.get(address)).status, 200, id);
      const answer = await curious.get(address);
      deepStrictEqual([answer.status, answer.json.title], [404, "Not found"], id);
      const body = id === "getPlannedRun" ? { note: "Mine" } : { title: "Mine" };
      for (const method of ["PATCH", "DELETE"]) {
        const { status } = await curious.send(address, { method, body });
        ok([404, 405].includes(status), `${method} ${address}`);
      }
      strictEqual((await client.get(address)).status, 200, id);
    }
  }));

Deno.test("every route names the scope that a token lacks", () =>
  withApp({}, async (app) => {
    const runner = await newRunner(app);
    const { operations } = await readContract(app);
    const scopes = new Set(operations.map(({ scope }) => scope));
    ok(scopes.size >= 6);
    const narrow = (await grantApp(app, await registerApp(app), runner.visitor, ["runs:write"]))
      .accessToken;
    const reading = (await grantApp(app, await registerApp(app), runner.visitor, ["runs:read"]))
      .accessToken;
    for (const { method, path, scope, id } of operations) {
      const token = scope === "runs:write" ? reading : narrow;
      const address = path.replace("{id}", crypto.randomUUID());
      const body = method === "GET" || method === "DELETE" ? undefined : {};
      const answer = await apiClient(app, token).send(address, { method, body });
      deepStrictEqual([answer.status, answer.json?.scope], [403, scope], id);
    }
  }));

Deno.test("personal tokens are hidden from applications of others, and cannot be ended by them", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    const { id } = (await script.get("/tokens")).json.items[0];
    const open = async (firstParty: boolean) => {
      const scopes: Scope[] = ["profile:read", "profile:write"];
      const client = await registerApp(app, { firstParty, scopes });
      return apiClient(app, (await grantApp(app, client, visitor, scopes)).accessToken);
    };
    const [map, own] = [await open(false), await open(true)];
    for (const [method, path] of [["GET", ""], ["GET", `/${id}`], ["DELETE", `/${id}`]]) {
      strictEqual((await map.send(`/tokens${path}`, { method })).status, 403, `${method} ${path}`);
    }
    strictEqual((await map.get("/profile")).status, 200);
    strictEqual((await own.get("/tokens")).json.items[0].id, id);
    strictEqual((await script.get("/profile")).status, 200);
  }));
