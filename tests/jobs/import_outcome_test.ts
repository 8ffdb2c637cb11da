import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { getLatestImport, updateImport } from "@/db/imports.ts";
import { LeaseLostError } from "@/db/leases.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { importPage } from "@/domain/strava/import.ts";
import type { Step } from "@/domain/strava/step.ts";
import { sweep } from "@/jobs/sweep.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { syntheticAthlete } from "@/tools/strava_simulator/mod.ts";

const HOUR_MS = 3_600_000;
const SIMULATOR = { athletes: [syntheticAthlete({ id: 77, activities: 600, seed: 5 })] };
const page = async (visitor: { get(path: string): Promise<{ text: string }> }) =>
  (await visitor.get("/account/strava")).text;

async function connected(app: StravaApp) {
  const { visitor, email } = await newRunner(app);
  await connectStrava(visitor);
  return { visitor, userId: await userIdOf(app, email) };
}

Deno.test("A worker whose lease ran out cannot pause an import that another one has finished", () =>
  withStravaApp({ simulator: SIMULATOR }, async (app) => {
    const { userId } = await connected(app);
    const importId = (await getLatestImport(app.db, userId))?.id ?? "";
    await app.drain();
    strictEqual((await getLatestImport(app.db, userId))?.state, "done");

    await updateImport(app.db, userId, importId, { state: "running" });
    app.strava.burnQuota(1_000);
    const lost = () => Promise.reject(new LeaseLostError(importId));
    const step: Step = {
      again: lost,
      wait: lost,
      done: lost,
      signal: new AbortController().signal,
    };
    const late = importPage({ ...app.deps, now: app.clock.now(), maxAgeMs: null }, {
      userId,
      importId,
    }, step);
    await rejects(late, LeaseLostError);
    strictEqual(
      (await getLatestImport(app.db, userId))?.state,
      "running",
      "nothing it did has stayed",
    );
  }));

Deno.test("An import that failed long ago begins anew, so that nothing since is missed", () =>
  withStravaApp({ simulator: SIMULATOR }, async (app) => {
    const { visitor, userId } = await connected(app);
    const failed = await failAfterAPage(app, userId);
    app.clock.advance(20 * 24 * HOUR_MS);
    app.strava.insertActivity(77);
    await visitor.post("/account/strava/import");
    await app.drain();
    const latest = await getLatestImport(app.db, userId);
    deepStrictEqual([latest?.state, latest?.seen, latest?.added], ["done", 601, 401]);
    ok(latest?.id !== failed);
  }));

Deno.test("An import that failed a moment ago goes on from its last page", () =>
  withStravaApp({ simulator: SIMULATOR }, async (app) => {
    const { visitor, userId } = await connected(app);
    const failed = await failAfterAPage(app, userId);
    await visitor.post("/account/strava/import");
    await app.drain();
    const latest = await getLatestImport(app.db, userId);
    deepStrictEqual([latest?.id, latest?.state, latest?.seen], [failed, "done", 600]);
  }));

Deno.test("An import that nobody works on fails in the sweep, and can be begun again", () =>
  withStravaApp({ simulator: SIMULATOR }, async (app) => {
    const { visitor, userId } = await connected(app);
    await app.db.delete(jobs);
    await sweep(app.db, app.clock.now(), null);
    match(await page(visitor), /Try again/);
    await visitor.post("/account/strava/import");
    await app.drain();
    strictEqual((await getLatestImport(app.db, userId))?.seen, 600);
  }));

Deno.test("An import that lost its job goes on when it is asked for", () =>
  withStravaApp({ simulator: SIMULATOR }, async (app) => {
    const { visitor, userId } = await connected(app);
    await app.db.delete(jobs);
    await visitor.post("/account/strava/import");
    await app.drain();
    strictEqual((await getLatestImport(app.db, userId))?.state, "done");
  }));

/** One page is read, then Strava answers 500 until the job is buried. Answers the import's id. */
async function failAfterAPage(app: StravaApp, userId: string): Promise<string> {
  app.strava.addFault({
    name: "down",
    match: { path: "/athlete/activities", skip: 1 },
    effect: { kind: "server-error" },
  });
  for (let n = 0; n < 12; n++) {
    await app.drain();
    app.clock.advance(2 * HOUR_MS);
  }
  app.strava.clearFaults();
  const latest = await getLatestImport(app.db, userId);
  strictEqual(latest?.state, "failed");
  await updateImport(app.db, userId, latest.id, { finishedAt: app.clock.now() });
  return latest.id;
}
