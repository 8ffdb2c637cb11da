import assert from "node:assert/strict";
import { z } from "zod";
import { insertJob } from "@/db/jobs.ts";
import { defineHandler } from "@/jobs/handlers.ts";
import { startWorker } from "@/jobs/worker.ts";
import { withDatabases } from "@/tests/support/database.ts";
import { onlyJob, openTestWorker } from "@/tests/support/worker.ts";

const silent = { info() {}, warn() {}, error() {} };

for (const onDeploy of [false, true]) {
  const where = onDeploy ? "on Deploy" : "with a queue";

  withDatabases(`a ring runs a job, and its retry rings by itself, ${where}`, async ({ db }) => {
    const folder = await Deno.makeTempDir({ prefix: "runnerly-kv-" });
    const done = Promise.withResolvers<void>();
    const { stop, ring } = await startWorker({
      db,
      onDeploy,
      kvPath: `${folder}/kv.db`,
      now: Date.now,
      // The first wait is 5 s, halved at least: less chance makes it shorter, but not a test.
      random: () => -0.48,
      log: silent,
      handlers: {
        work: defineHandler(z.unknown(), (_, { attempt }) => {
          if (attempt < 3) throw new Error("Strava is away");
          done.resolve();
          return Promise.resolve();
        }),
      },
    });
    await insertJob(db, { kind: "work", payload: {}, runAt: Date.now() }, Date.now());
    await ring();
    await done.promise;
    await stop();
    assert.equal((await onlyJob(db)).state, "done");
    await Deno.remove(folder, { recursive: true });
  });
}

withDatabases(
  "a worker rings for the next job after each drain, whatever comes of it",
  async ({ db }) => {
    const rings: number[] = [];
    const work = defineHandler(z.unknown(), () => Promise.resolve());
    const { drain, insert, clock, lines } = openTestWorker(db, { work }, {
      ring(at) {
        rings.push(at);
        return Promise.reject(new Error("the store is closed"));
      },
    });
    const later = clock.now() + 5_000;
    await insert({ runAt: later });
    assert.equal(await drain({ budgetMs: 1e9 }), 0);
    clock.advance(5_000);
    assert.equal(await drain({ budgetMs: 1e9 }), 1);
    assert.deepEqual(rings, [later]);
    assert.deepEqual(lines, ["Cannot ring for the next job"]);
  },
);
