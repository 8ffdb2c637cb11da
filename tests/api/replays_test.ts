import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { count } from "drizzle-orm";
import { runs } from "@/db/schema/runs.ts";
import { idempotentAnswers, webhooks } from "@/db/schema/tokens.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { sweep } from "@/jobs/sweep.ts";
import { apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { openTestApp, type TestApp, withApp } from "@/tests/support/app.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { registerService, serviceToken } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";

const GIVEN = {
  title: "Canal and back",
  startedAt: "2026-05-03T08:00:00Z",
  distanceMeters: 10_000,
  movingSeconds: 3000,
};
const KEY = { "idempotency-key": "night-1" };

async function countRuns({ db }: TestApp): Promise<number> {
  const [row] = await db.select({ n: count() }).from(runs);
  return row.n;
}

async function open(app: TestApp) {
  const { email } = await newRunner(app);
  const token = async () => await serviceToken(app, await registerService(app));
  const [service, other] = [apiClient(app, await token()), apiClient(app, await token())];
  const row = { ...GIVEN, userId: await userIdOf(app, email), sourceId: "watch-1" };
  return { script: await scriptOf(app, email), service, other, row };
}

Deno.test("POST /api/v1/ingestions answers its Idempotency-Key the same, whatever came between", () =>
  withApp({}, async (app) => {
    const { script, service, other, row } = await open(app);
    const first = await service.post("/ingestions", { runs: [row] }, KEY);
    strictEqual(expectStatus(first, 200).results[0].status, "created");
    strictEqual(
      (await script.send(`/runs/${first.json.results[0].runId}`, {
        method: "DELETE",
      })).status,
      204,
    );
    const again = await service.post("/ingestions", { runs: [row] }, KEY);
    strictEqual(again.text, first.text, "the first answer, not what would be said now");
    strictEqual(again.headers.get("idempotency-replayed"), "true");
    const changed = await service.post("/ingestions", { runs: [row, row] }, KEY);
    strictEqual(changed.json.type.split("#")[1], "key-reused");
    const theirs = await other.post("/ingestions", { runs: [row] }, KEY);
    strictEqual(theirs.headers.get("idempotency-replayed"), null);
    strictEqual(expectStatus(theirs, 200).results[0].status, "removed");
    app.clock.advance(24 * 3_600_000);
    const late = await service.post("/ingestions", { runs: [row] }, KEY);
    strictEqual(late.status, 401, "a token lives for less than a key");
    strictEqual(await countRuns(app), 0);
  }));

Deno.test("a body that comes compressed is the same body to an Idempotency-Key", () =>
  withApp({}, async (app) => {
    const { script } = await open(app);
    const plain = expectStatus(await script.post("/runs", GIVEN, KEY), 201);
    const zipped = await app.visit().send("/api/v1/runs", {
      method: "POST",
      body: new Uint8Array(gzipSync(JSON.stringify(GIVEN))),
      headers: {
        ...KEY,
        authorization: `Bearer ${script.token}`,
        "content-type": "application/json",
        "content-encoding": "gzip",
      },
    });
    deepStrictEqual([zipped.status, JSON.parse(zipped.text)], [201, plain]);
    strictEqual(zipped.headers.get("idempotency-replayed"), "true");
    strictEqual(await countRuns(app), 1);
  }));

onEachDatabase(
  "of 100 parallel requests with one key and two bodies one makes rows",
  async (database) => {
    const app = await openTestApp({ database });
    try {
      const { service, row } = await open(app);
      const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => {
        const sourceId = i % 2 ? "watch-1" : "watch-2";
        return service.post("/ingestions", { runs: [{ ...row, sourceId }] }, KEY);
      }));
      const tally = Map.groupBy(answers, ({ status }) => status);
      deepStrictEqual([tally.get(200)?.length, tally.get(422)?.length], [50, 50]);
      strictEqual(new Set(tally.get(200)?.map(({ text }) => text)).size, 1);
      strictEqual(await countRuns(app), 1);
    } finally {
      await app.close();
    }
  },
);

Deno.test("POST /webhooks says so when the answer to its key can no longer be shown", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    const headers = { "idempotency-key": "once" };
    expectStatus(await script.post("/webhooks", { url: "https://app.example/hook" }, headers), 201);
    const elsewhere = openSealer([{ id: "gone", key: new Uint8Array(32).fill(8) }]);
    await app.db.update(idempotentAnswers).set({ body: await elsewhere.seal("{}") });
    const again = await script.post("/webhooks", { url: "https://app.example/hook" }, headers);
    match(expectStatus(again, 409).detail, /List what there is/);
    strictEqual(await app.db.$count(webhooks), 1);
  }));

Deno.test("Kept answers go after a day", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    await script.post("/runs", GIVEN, { "idempotency-key": "one" });
    await sweep(app.db, app.clock.now(), null);
    strictEqual(await app.db.$count(idempotentAnswers), 1);
    app.clock.advance(86_400_000);
    await sweep(app.db, app.clock.now(), null);
    strictEqual(await app.db.$count(idempotentAnswers), 0);
  }));
