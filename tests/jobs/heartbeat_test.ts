import assert from "node:assert/strict";
import { z } from "zod";
import type { Db } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { defineHandler } from "@/jobs/handlers.ts";
import { withDatabases } from "@/tests/support/database.ts";
import { onlyJob, openTestWorker } from "@/tests/support/worker.ts";

const ALL = { budgetMs: 1e9 };
/** Three beats to a lease: short, since a heart beats in real time. */
const LEASE_MS = 90;

async function untilLeaseReaches(db: Db, at: number): Promise<void> {
  while (((await onlyJob(db)).leaseUntil ?? 0) < at) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

withDatabases("a step longer than its lease keeps it", async ({ db }) => {
  const work = defineHandler(z.unknown(), async () => {
    for (let n = 0; n < 3; n++) {
      clock.advance(LEASE_MS - 1);
      await untilLeaseReaches(db, clock.now() + LEASE_MS);
      assert.equal(await rival.drain(ALL), 0);
    }
  });
  const { drain, insert, clock } = openTestWorker(db, { work }, { leaseMs: LEASE_MS });
  const rival = openTestWorker(db, { work }, { clock });
  await insert();
  assert.equal(await drain(ALL), 1);
  assert.equal((await onlyJob(db)).state, "done");
});

withDatabases(
  "a step is told when its lease is lost, and does nothing to the job",
  async ({ db }) => {
    const work = defineHandler(z.unknown(), async (_, { signal }) => {
      await db.update(jobs).set({ leaseToken: "somebody else" });
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      signal.throwIfAborted();
    });
    const { drain, insert, lines } = openTestWorker(db, { work }, { leaseMs: LEASE_MS });
    await insert();
    await drain(ALL);
    const { state, leaseToken } = await onlyJob(db);
    assert.deepEqual([state, leaseToken], ["running", "somebody else"]);
    assert.deepEqual(lines, ["Job was taken by another worker"]);
  },
);

withDatabases("a heart that beats during a transaction disturbs nothing", async ({ db }) => {
  const work = defineHandler(z.unknown(), async (_, run) => {
    await db.transaction(async (tx) => {
      await tx.insert(throttles).values({ key: "effect", hits: 1, resetsAt: 0 });
      await run.done(tx);
      await new Promise((resolve) => setTimeout(resolve, 3 * LEASE_MS));
    });
  });
  const { drain, insert } = openTestWorker(db, { work }, { leaseMs: LEASE_MS });
  await insert();
  assert.equal(await drain(ALL), 1);
  assert.equal((await onlyJob(db)).state, "done");
  assert.equal(await db.$count(throttles), 1);
});
