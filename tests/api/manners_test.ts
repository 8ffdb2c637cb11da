import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { count } from "drizzle-orm";
import { runs } from "@/db/schema/runs.ts";
import { expectStatus, scriptOf } from "@/tests/support/api.ts";
import { openTestApp, type TestApp, withApp } from "@/tests/support/app.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import { everyGet } from "@/tests/support/every_get.ts";
import { newRunner } from "@/tests/support/runner.ts";

const TYPED = {
  title: "Canal and back",
  startedAt: "2026-05-03T08:00:00+02:00",
  distanceMeters: 10_000,
  movingSeconds: 3000,
};
const HOUR = 3_600_000;

async function countRuns({ db }: Pick<TestApp, "db">): Promise<number> {
  const [row] = await db.select({ n: count() }).from(runs);
  return row.n;
}

Deno.test("every GET has an ETag, answers 304 to it, says its limits and how long it took", () =>
  withApp({}, async (app) => {
    for (const { id, address, client } of await everyGet(app)) {
      const answer = await client.get(address);
      strictEqual(answer.status, 200, `${id} ${answer.text}`);
      const tag = answer.headers.get("etag") ?? "";
      match(tag, /^(W\/)?"[\w-]+"$/, id);
      match(answer.headers.get("cache-control") ?? "", /^private, no-cache$/, id);
      match(answer.headers.get("server-timing") ?? "", /^app;dur=[\d.]+$/, id);
      match(answer.headers.get("ratelimit") ?? "", /^"minute";r=\d+;t=\d+$/, id);
      ok(answer.headers.get("x-request-id"), id);
      const weak = tag.startsWith("W/") ? tag : `W/${tag}`;
      for (const known of [tag, weak, `"other", ${tag}`, "*"]) {
        const again = await client.get(address, { "if-none-match": known });
        deepStrictEqual([again.status, again.text], [304, ""], `${id} ${known}`);
        strictEqual(again.headers.get("etag"), tag, id);
      }
      strictEqual((await client.get(address, { "if-none-match": '"other"' })).status, 200, id);
    }
  }));

Deno.test("a list has another ETag as soon as a run of it has changed", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    const run = expectStatus(await script.post("/runs", TYPED), 201);
    const paths = ["/runs", "/runs/statistics", `/runs/${run.id}`];
    const tags = async () =>
      await Promise.all(paths.map(async (path) => (await script.get(path)).headers.get("etag")));
    const before = await tags();
    deepStrictEqual(await tags(), before);
    const edit = { method: "PATCH", body: { title: "Another" } };
    expectStatus(await script.send(`/runs/${run.id}`, edit), 200);
    const after = await tags();
    for (const [i, path] of paths.entries()) ok(after[i] !== before[i], path);
  }));

Deno.test("If-Match lets change only what the client has seen", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    const run = expectStatus(await script.post("/runs", TYPED), 201);
    for (const path of [`/runs/${run.id}`, "/profile"]) {
      const seen = await script.get(path);
      const tag = seen.headers.get("etag") ?? "";
      const patch = (value: string, headers: Record<string, string>) => {
        const body = path === "/profile" ? { name: value } : { title: value };
        return script.send(path, { method: "PATCH", body, headers });
      };
      const first = await patch("First", { "if-match": `W/${tag}` });
      strictEqual(first.status, 200, "compression on the way marks a tag as weak");
      const stale = await patch("Second", { "if-match": tag });
      deepStrictEqual([stale.status, stale.json.type.split("#")[1]], [412, "changed"]);
      deepStrictEqual((await script.get(path)).json, first.json, "nothing has changed");
      strictEqual(
        (await patch("Third", { "if-match": first.headers.get("etag") ?? "" })).status,
        200,
      );
      strictEqual((await patch("Fourth", { "if-match": "*" })).status, 200);
    }
    const remove = (headers: Record<string, string>) =>
      script.send(`/runs/${run.id}`, { method: "DELETE", headers });
    strictEqual((await remove({ "if-match": '"stale"' })).status, 412);
    const tag = (await script.get(`/runs/${run.id}`)).headers.get("etag") ?? "";
    strictEqual((await remove({ "if-match": tag })).status, 204);
    strictEqual((await script.get(`/runs/${run.id}`)).status, 404);
  }));

Deno.test("an Idempotency-Key answers the same again, to its caller and for its request alone", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const [script, other] = [await scriptOf(app, email), await scriptOf(app, email)];
    const headers = { "idempotency-key": "walk-1" };
    const first = await script.post("/runs", TYPED, headers);
    const again = await script.post("/runs", TYPED, headers);
    deepStrictEqual([again.status, again.json], [201, first.json]);
    deepStrictEqual(
      [first, again].map((answer) => answer.headers.get("idempotency-replayed")),
      [null, "true"],
    );
    strictEqual(again.headers.get("location"), first.headers.get("location"));
    const changed = await script.post("/runs", { ...TYPED, title: "Other" }, headers);
    deepStrictEqual([changed.status, changed.json.type.split("#")[1]], [422, "key-reused"]);
    strictEqual(await countRuns(app), 1);
    strictEqual((await other.post("/runs", TYPED, headers)).status, 201, "another caller's key");
    app.clock.advance(24 * HOUR);
    strictEqual((await script.post("/runs", { ...TYPED, title: "Late" }, headers)).status, 201);
    strictEqual(await countRuns(app), 3);
    const refused = await script.post("/runs", { ...TYPED, title: "" }, {
      "idempotency-key": "w2",
    });
    strictEqual(refused.status, 422);
    strictEqual((await script.post("/runs", TYPED, { "idempotency-key": "w2" })).status, 201);
  }));

onEachDatabase("100 parallel POSTs with one key make one row", async (database) => {
  const app = await openTestApp({ database });
  try {
    const script = await scriptOf(app, (await newRunner(app)).email);
    const headers = { "idempotency-key": "storm" };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => script.post("/runs", TYPED, headers)),
    );
    deepStrictEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    strictEqual(new Set(answers.map(({ text }) => text)).size, 1);
    const replayed = answers.filter(({ headers }) => headers.has("idempotency-replayed"));
    strictEqual(replayed.length, 99);
    strictEqual(await countRuns(app), 1);
  } finally {
    await app.close();
  }
});

Deno.test("a body may come compressed, and no small one becomes a large one", () =>
  withApp({}, async (app) => {
    const { token } = await scriptOf(app, (await newRunner(app)).email);
    const send = async (body: Uint8Array<ArrayBuffer>, encoding = "gzip") => {
      const answer = await app.visit().send("/api/v1/runs", {
        method: "POST",
        body,
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "content-encoding": encoding,
        },
      });
      return answer.status;
    };
    const zipped = (text: string) => new Uint8Array(gzipSync(text));
    strictEqual(await send(zipped(JSON.stringify(TYPED))), 201);
    strictEqual(await send(zipped(`{"title":"${"x".repeat(20_000_000)}"}`)), 413, "a bomb");
    strictEqual(await send(new TextEncoder().encode("{}")), 400, "not gzip at all");
    strictEqual(await send(zipped("{"), "gzip"), 400);
    strictEqual(await send(zipped("{}"), "br"), 415);
    strictEqual(await send(new Uint8Array(2_000_001), "identity"), 413);
  }));
