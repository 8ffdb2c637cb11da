import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { registerService, serviceToken } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";

const TYPED = { title: "Canal and back", distanceMeters: 10_000, movingSeconds: 3000 };
/** Dates that no calendar of ours can write, where one such run would break each page that lists it, and what is not run yet. */
const BEYOND = [
  "0000-01-01T00:00:00Z",
  "0000-01-01T00:00:00+14:00",
  "0001-06-01T00:00:00Z",
  "0999-12-31T23:59:59Z",
  "1899-12-31T23:59:59Z",
  // Two days after the tests' today.
  "2026-05-06T08:00:00Z",
  "2100-01-01T00:00:00Z",
  "9999-12-31T23:59:59-14:00",
];
const WITHIN = [
  ["1900-01-01T00:00:00Z", "1900-01-01"],
  ["1969-12-31T23:59:59.500Z", "1969-12-31"],
  ["2024-02-28T23:30:00.999-02:00", "2024-02-29"],
  ["2026-05-05T07:59:59Z", "2026-05-05"],
];

Deno.test("a run from beyond the calendar, or from a day to come, is refused, typed in or sent by a service", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const script = await scriptOf(app, email);
    const service = apiClient(app, await serviceToken(app, await registerService(app)));
    for (const startedAt of BEYOND) {
      const typed = await script.post("/runs", { ...TYPED, startedAt });
      deepStrictEqual([typed.status, typed.json.errors?.[0].pointer], [422, "/startedAt"]);
      const given = { ...TYPED, startedAt, userId, sourceId: startedAt };
      const sent = await service.post("/ingestions", { runs: [given] });
      deepStrictEqual([sent.status, sent.json.errors?.[0].pointer], [422, "/runs/0/startedAt"]);
    }
    for (const path of ["/", "/runs"]) strictEqual((await visitor.get(path)).status, 200, path);
  }));

Deno.test("a run at either end of what is taken is listed, summed and shown", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const script = await scriptOf(app, email);
    const service = apiClient(app, await serviceToken(app, await registerService(app)));
    for (const [startedAt, date] of WITHIN) {
      const given = { ...TYPED, startedAt, userId, sourceId: startedAt, timeZone: "UTC" };
      const { results } = expectStatus(await service.post("/ingestions", { runs: [given] }), 200);
      const run = expectStatus(await script.get(`/runs/${results[0].runId}`), 200);
      strictEqual(run.startedAt, `${new Date(startedAt).toISOString().slice(0, 19)}Z`);
      strictEqual(run.localDate, date);
      strictEqual((await visitor.get(`/runs/${run.id}`)).status, 200, startedAt);
    }
    for (const period of ["week", "month", "year"]) {
      const { items } = expectStatus(await script.get(`/runs/statistics?period=${period}`), 200);
      deepStrictEqual(items.length, WITHIN.length, period);
    }
    for (const path of ["/", "/runs"]) strictEqual((await visitor.get(path)).status, 200, path);
  }));

Deno.test("a filter that no text can hold is refused, and lets nothing through", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    expectStatus(await script.post("/runs", { ...TYPED, startedAt: "2026-05-03T08:00:00Z" }), 201);
    for (const path of ["/runs", "/runs/statistics"]) {
      const answer = await script.get(`${path}?q=%00`);
      deepStrictEqual([answer.status, answer.json.errors?.[0].pointer], [422, "q"]);
    }
  }));
