import assert from "node:assert/strict";
import { type Db, openDatabase, type Tx } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import {
  type Attempts,
  buryJob,
  completeJob,
  extendLease,
  type LeasedJob,
  leaseJobs,
  LeaseLostError,
  requeueJob,
} from "@/db/leases.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { withDatabases } from "@/tests/support/database.ts";

const NOW = 1_000_000;
const LEASE_MS = 60_000;
const job = { kind: "strava.import", payload: { page: 1 }, runAt: NOW };

function lease(db: Db, token: string, now = NOW, limit = 10): Promise<LeasedJob[]> {
  return leaseJobs(db, { token, now, leaseMs: LEASE_MS, limit });
}

withDatabases("leaseJobs() takes what is due, oldest first, up to the limit", async ({ db }) => {
  for (const wait of [3, 1, 4, 2, 9]) {
    await insertJob(db, { ...job, payload: wait, runAt: NOW + wait }, NOW);
  }
  const first = await lease(db, "a", NOW + 4, 3);
  assert.deepEqual(first.map(({ payload }) => payload), [1, 2, 3]);
  assert.deepEqual((await lease(db, "b", NOW + 4)).map(({ payload }) => payload), [4]);
  assert.deepEqual(await lease(db, "c", NOW + 4), []);
});

withDatabases("leaseJobs() gives each job to one of many workers", async ({ db, url }) => {
  for (let n = 0; n < 40; n++) await insertJob(db, job, NOW);
  const other = await openDatabase(url);
  const leases = await Promise.all(
    Array.from({ length: 20 }, (_, n) => lease(n % 2 ? db : other.db, `worker ${n}`, NOW, 3)),
  );
  other.close();
  const ids = leases.flat().map(({ id }) => id);
  assert.equal(ids.length, 40);
  assert.equal(new Set(ids).size, 40);
});

withDatabases("leaseJobs() takes over from a silent worker", async ({ db }) => {
  await insertJob(db, { ...job, maxAttempts: 1 }, NOW);
  const [before] = await lease(db, "a");
  assert.deepEqual(await lease(db, "b", NOW + LEASE_MS - 1), []);
  const [after] = await lease(db, "b", NOW + LEASE_MS);
  assert.deepEqual(after, { ...before, token: "b", attempts: 2 });
});

withDatabases("a settled step and its effect are undone once the lease is lost", async ({ db }) => {
  await insertJob(db, job, NOW);
  const [stale] = await lease(db, "a");
  const [held] = await lease(db, "b", NOW + LEASE_MS);
  const settles = [
    (tx: Tx, job: LeasedJob) => completeJob(tx, job, NOW),
    (tx: Tx, job: LeasedJob) => requeueJob(tx, job, { runAt: NOW, attempts: "reset" }),
    (tx: Tx, job: LeasedJob) => buryJob(tx, job, "no use", NOW),
    (tx: Tx, job: LeasedJob) => extendLease(tx, job, NOW + 9 * LEASE_MS),
  ];
  for (const settle of settles) {
    const step = db.transaction(async (tx) => {
      await tx.insert(throttles).values({ key: "effect", hits: 1, resetsAt: NOW });
      await settle(tx, stale);
    });
    await assert.rejects(step, LeaseLostError);
    assert.equal(await db.$count(throttles), 0);
  }
  const [row] = await db.select().from(jobs);
  assert.equal(row.leaseToken, "b");
  assert.equal(row.leaseUntil, NOW + 2 * LEASE_MS);
  await completeJob(db, held, NOW);
  await assert.rejects(completeJob(db, held, NOW), LeaseLostError);
});

withDatabases("completeJob() ends a job for good", async ({ db }) => {
  await insertJob(db, job, NOW);
  const [held] = await lease(db, "a");
  await completeJob(db, held, NOW + 7);
  const [row] = await db.select().from(jobs);
  assert.equal(row.state, "done");
  assert.equal(row.finishedAt, NOW + 7);
  assert.equal(row.leaseToken, null);
  assert.deepEqual(await lease(db, "b", NOW + 9 * LEASE_MS), []);
});

withDatabases("requeueJob() resets, refunds or keeps the attempts", async ({ db }) => {
  await insertJob(db, job, NOW);
  const expected: { attempts: Attempts; left: number }[] = [
    { attempts: "keep", left: 1 },
    { attempts: "keep", left: 2 },
    { attempts: "refund", left: 2 },
    { attempts: "reset", left: 0 },
  ];
  for (const { attempts, left } of expected) {
    const [held] = await lease(db, attempts);
    await requeueJob(db, held, { runAt: NOW, attempts, problem: "Strava is away" });
    const [row] = await db.select().from(jobs);
    assert.equal(row.attempts, left);
    assert.equal(row.problem, "Strava is away");
    assert.deepEqual(row.payload, { page: 1 });
  }
});

withDatabases("requeueJob() carries the payload of the next page", async ({ db }) => {
  await insertJob(db, job, NOW);
  const [held] = await lease(db, "a");
  await requeueJob(db, held, { runAt: NOW + 5, attempts: "reset", payload: { page: 2 } });
  assert.deepEqual(await lease(db, "b", NOW + 4), []);
  const [next] = await lease(db, "b", NOW + 5);
  assert.deepEqual(next.payload, { page: 2 });
  assert.equal(next.attempts, 1);
});

withDatabases("buryJob() keeps a job out of the way, with its problem", async ({ db }) => {
  await insertJob(db, job, NOW);
  const [held] = await lease(db, "a");
  await buryJob(db, held, "x".repeat(900), NOW + 3);
  const [row] = await db.select().from(jobs);
  assert.equal(row.state, "buried");
  assert.equal(row.problem, "x".repeat(500));
  assert.deepEqual(await lease(db, "b", NOW + 9 * LEASE_MS), []);
});
