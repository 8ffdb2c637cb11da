import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type ApiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { makeWebhook, readDeliveries, RUN, typesIn } from "@/tests/support/webhooks.ts";

async function openScript(app: TestApp): Promise<ApiClient> {
  return await scriptOf(app, (await newRunner(app)).email);
}

async function countRuns(script: ApiClient): Promise<number> {
  return (await script.get("/runs?sport=all")).json.items.length;
}

Deno.test("a run that cannot have been is refused by the field that is wrong", () =>
  withApp({}, async (app) => {
    const script = await openScript(app);
    const tomorrow = new Date(app.clock.now() + 2 * 86_400_000).toISOString();
    const slips = [
      ["/elapsedSeconds", { elapsedSeconds: RUN.movingSeconds - 1 }],
      ["/maxHeartRateBpm", { averageHeartRateBpm: 150, maxHeartRateBpm: 149 }],
      ["/distanceMeters", { distanceMeters: 1_000_000, movingSeconds: 1 }],
      ["/startedAt", { startedAt: tomorrow }],
    ] as const;
    for (const [pointer, slip] of slips) {
      const { status, json } = await script.post("/runs", { ...RUN, ...slip });
      deepStrictEqual([status, json.errors?.[0].pointer], [422, pointer]);
    }
    strictEqual(await countRuns(script), 0);
    const edge = { elapsedSeconds: RUN.movingSeconds, averageHeartRateBpm: 150 };
    expectStatus(await script.post("/runs", { ...RUN, ...edge, maxHeartRateBpm: 150 }), 201);
    strictEqual(await countRuns(script), 1);
  }));

Deno.test("a parameter that is not there, or a stretch that ends before it begins, is refused", () =>
  withApp({}, async (app) => {
    const script = await openScript(app);
    for (
      const query of [
        "form=2026-05-01",
        "from=2026-05-02&to=2026-05-01",
        "minDistanceMeters=2&maxDistanceMeters=1",
      ]
    ) {
      for (const path of ["/runs", "/runs/statistics"]) {
        const { status, json } = await script.get(`${path}?${query}`);
        deepStrictEqual([status, json.errors.length], [422, 1], `${path} ${query}`);
      }
    }
    strictEqual((await script.get("/runs?from=2026-05-01&to=2026-05-01")).status, 200);
  }));

Deno.test("a body that is too large, of another type or no text says what is taken", () =>
  withApp({}, async (app) => {
    const script = await openScript(app);
    const send = async (body: BodyInit, headers: Record<string, string>) => {
      const { token } = script;
      const { status, text } = await app.visit().send("/api/v1/runs", {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
      return [status, JSON.parse(text).detail];
    };
    const type = { "content-type": "application/json" };
    const bomb = new Uint8Array(gzipSync(new Uint8Array(11_000_000)));
    deepStrictEqual(await send("x".repeat(2_000_001), type), [
      413,
      "At most 2,000,000 bytes are read here at once.",
    ]);
    deepStrictEqual(await send(bomb, { ...type, "content-encoding": "gzip" }), [
      413,
      "Unpacked it is more than 10,000,000 bytes.",
    ]);
    deepStrictEqual(await send(JSON.stringify(RUN), { "content-type": "text/plain" }), [
      415,
      "Send Content-Type: application/json.",
    ]);
    const latin = new Uint8Array(
      [...JSON.stringify({ ...RUN, title: "Foret" })].map((letter) =>
        letter === "o" ? 0xf4 : letter.charCodeAt(0)
      ),
    );
    deepStrictEqual(await send(latin, type), [400, "The body is not UTF-8."]);
    strictEqual(await countRuns(script), 0);
    expectStatus(await script.post("/runs", { ...RUN, title: "Forêt" }), 201);
  }));

Deno.test("what is made or changed comes with the tag that its reading has", () =>
  withApp({}, async (app) => {
    const script = await openScript(app);
    const made = await script.post("/runs", RUN, { "idempotency-key": "once" });
    const again = await script.post("/runs", RUN, { "idempotency-key": "once" });
    const path = `/runs/${made.json.id}`;
    const tag = (await script.get(path)).headers.get("etag");
    ok(tag);
    deepStrictEqual([made, again].map(({ headers }) => headers.get("etag")), [tag, tag]);
    const edit = (title: string, known: string) =>
      script.send(path, { method: "PATCH", body: { title }, headers: { "if-match": known } });
    const changed = await edit("Another", tag);
    const next = changed.headers.get("etag") ?? "";
    strictEqual((await edit("A third", tag)).status, 412);
    strictEqual((await edit("A third", next)).status, 200);
  }));

Deno.test("an edit that says what is there already is news to nobody", () =>
  withApp({}, async (app) => {
    const script = await openScript(app);
    await makeWebhook(script, "https://app.example/hook");
    const { id } = expectStatus(await script.post("/runs", RUN), 201);
    const tag = (await script.get("/runs")).headers.get("etag") ?? "";
    for (const title of [RUN.title, RUN.title]) {
      expectStatus(await script.send(`/runs/${id}`, { method: "PATCH", body: { title } }), 200);
    }
    strictEqual((await script.get("/runs", { "if-none-match": tag })).status, 304);
    deepStrictEqual(typesIn(await readDeliveries(app)), ["run.created"]);
  }));
