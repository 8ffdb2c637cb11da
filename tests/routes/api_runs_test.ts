import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { expectStatus, scriptOf } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";

const TYPED = {
  title: "Canal and back",
  startedAt: "2026-05-03T08:00:00+02:00",
  timeZone: "Europe/Paris",
  distanceMeters: 10_000,
  movingSeconds: 3000,
};

Deno.test("POST /api/v1/runs adds a run that GET, the list and the web page show", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    const made = await script.post("/runs", TYPED);
    const run = expectStatus(made, 201);
    strictEqual(run.startedAt, "2026-05-03T06:00:00Z");
    deepStrictEqual([run.localDate, run.localTime], ["2026-05-03", "08:00:00"]);
    deepStrictEqual(run.provenance.source, "manual");
    strictEqual(made.headers.get("location"), `/api/v1/runs/${run.id}`);
    deepStrictEqual(expectStatus(await script.get(`/runs/${run.id}`), 200), run);
    const { items } = expectStatus(await script.get("/runs"), 200);
    deepStrictEqual(items.map(({ id }: { id: string }) => id), [run.id]);
    ok((await visitor.get("/runs")).text.includes("Canal and back"));
    strictEqual((await visitor.get(`/runs/${run.id}`)).status, 200);
  }));

Deno.test("GET /api/v1/runs pages through everything once, and Link leads on", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const rows = Array.from({ length: 25 }, (_, i) => newRun(userId, { startedAt: i * 1000 }));
    await app.db.transaction((tx) => upsertRuns(tx, rows));
    const script = await scriptOf(app, email);
    const seen: string[] = [];
    let path: string | undefined = "/runs?limit=10";
    while (path) {
      const answer = await script.get(path);
      const { items, next } = expectStatus(answer, 200);
      seen.push(...items.map(({ id }: { id: string }) => id));
      const link = answer.headers.get("link")?.match(/<(.*)>; rel="next"/)?.[1];
      strictEqual(link === undefined, next === null);
      path = link && link.split("/api/v1")[1];
    }
    deepStrictEqual(seen, rows.map(({ id }) => id).reverse());
  }));
