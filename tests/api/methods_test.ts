import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { apiClient, scriptOf } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { readContract } from "@/tests/support/contract.ts";
import { everyGet } from "@/tests/support/every_get.ts";
import { newRunner } from "@/tests/support/runner.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
const TOO_MUCH = "x".repeat(2_000_001);

Deno.test("HEAD says of every GET what it would, and sends no body", () =>
  withApp({}, async (app) => {
    for (const { id, address, client } of await everyGet(app)) {
      const tag = (await client.get(address)).headers.get("etag") ?? "";
      const head = await client.send(address, { method: "HEAD" });
      deepStrictEqual([head.status, head.text, head.headers.get("etag")], [200, "", tag], id);
      const headers = { "if-none-match": tag };
      const known = await client.send(address, { method: "HEAD", headers });
      deepStrictEqual([known.status, known.headers.get("etag")], [304, tag], id);
    }
  }));

Deno.test("every other method of every address is a problem in JSON", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    const { operations } = await readContract(app);
    for (const path of new Set(operations.map(({ path }) => path))) {
      const here = operations.filter((each) => each.path === path).map(({ method }) => method);
      for (const method of METHODS.filter((method) => !here.includes(method))) {
        const address = path.replace("{id}", crypto.randomUUID());
        const body = method === "PATCH" ? { title: "x" } : undefined;
        const answer = await script.send(address, { method, body });
        // What takes a run's id finds no such run.
        const isId = path === "/runs/statistics" && ["PATCH", "DELETE"].includes(method);
        strictEqual(answer.status, isId ? 404 : 405, `${method} ${path}`);
        const allowed = answer.headers.get("allow")?.split(", ") ?? here;
        deepStrictEqual(here.filter((each) => !allowed.includes(each)), [], path);
        strictEqual(answer.headers.get("content-type"), "application/problem+json");
        strictEqual(answer.json.requestId, answer.headers.get("x-request-id"));
      }
    }
  }));

Deno.test("an address beside the API is a problem in JSON too", () =>
  withApp({}, async (app) => {
    for (const path of ["/api", "/api/", "/api/v1", "/api/v2/runs", "/api/v1/openapi.json/x"]) {
      const { token } = await scriptOf(app, (await newRunner(app)).email);
      const headers = { authorization: `Bearer ${token}` };
      const answer = await app.visit().get(path, headers);
      strictEqual(answer.status, 404, path);
      strictEqual(answer.headers.get("content-type"), "application/problem+json", path);
    }
  }));

Deno.test("every route that takes a body refuses one that is too large as its document says", () =>
  withApp({}, async (app) => {
    const { operations, breach } = await readContract(app);
    const withBody = operations.filter(({ method }) => method !== "GET");
    ok(withBody.length > 5);
    for (const operation of withBody) {
      const { method, path, id } = operation;
      const { status, text, headers } = await app.visit().send(
        `/api/v1${path.replace("{id}", crypto.randomUUID())}`,
        { method, body: TOO_MUCH, headers: { "content-type": "application/json" } },
      );
      const type = headers.get("content-type") ?? "";
      deepStrictEqual([status, breach(operation, { status, type, text })], [413, undefined], id);
    }
  }));

Deno.test("every route asks for a token, and says how to send one", () =>
  withApp({}, async (app) => {
    const { operations, breach } = await readContract(app);
    for (const operation of operations) {
      const { method, path, id } = operation;
      const address = path.replace("{id}", crypto.randomUUID());
      const bare = await app.visit().send(`/api/v1${address}`, { method });
      const junk = await apiClient(app, "junk").send(address, { method });
      for (const { status, text, headers } of [bare, junk]) {
        const type = headers.get("content-type") ?? "";
        deepStrictEqual([status, breach(operation, { status, type, text })], [401, undefined], id);
        ok(headers.get("www-authenticate")?.startsWith("Bearer "), id);
      }
    }
  }));
