import assert from "node:assert/strict";
import type { Db } from "@/db/client.ts";
import { deleteJobsOf, insertJob, nextDueAt, wakeJob } from "@/db/jobs.ts";
import { buryJob, completeJob, type Lease, leaseJobs, requeueJob } from "@/db/leases.ts";
import { users } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { withDatabases } from "@/tests/support/database.ts";

const NOW = 1_000_000;
const job = { kind: "mail.send", payload: { mailId: "1" }, runAt: NOW };
const runner = { id: "ada", email: "ada@example.org", passwordHash: "-", createdAt: NOW };

withDatabases("insertJob() keeps a job that is ready", async ({ db }) => {
  const id = await insertJob(db, job, NOW - 5);
  const [row] = await db.select().from(jobs);
  assert.equal(row.id, id);
  assert.equal(row.state, "ready");
  assert.equal(row.attempts, 0);
  assert.equal(row.createdAt, NOW - 5);
  assert.deepEqual(row.payload, { mailId: "1" });
});

withDatabases(
  "insertJob() does nothing when its key is taken, even by a done job",
  async ({ db }) => {
    assert.ok(await insertJob(db, { ...job, uniqueKey: "welcome:ada" }, NOW));
    await db.update(jobs).set({ state: "done" });
    assert.equal(await insertJob(db, { ...job, uniqueKey: "welcome:ada" }, NOW), undefined);
    assert.ok(await insertJob(db, { ...job, uniqueKey: "welcome:bob" }, NOW));
    assert.ok(await insertJob(db, job, NOW));
    assert.ok(await insertJob(db, job, NOW));
    assert.equal(await db.$count(jobs), 4);
  },
);

withDatabases("insertJob() is undone with the transaction that it is part of", async ({ db }) => {
  const failing = db.transaction(async (tx) => {
    await insertJob(tx, job, NOW);
    throw new Error("changed my mind");
  });
  await assert.rejects(failing, /changed my mind/);
  assert.equal(await db.$count(jobs), 0);
});

withDatabases("nextDueAt() is the next ready job or the next lease to run out", async ({ db }) => {
  assert.equal(await nextDueAt(db), undefined);
  await insertJob(db, { ...job, runAt: NOW }, NOW);
  await insertJob(db, { ...job, runAt: NOW + 90_000 }, NOW);
  assert.equal(await nextDueAt(db), NOW);
  await leaseJobs(db, { token: "a", now: NOW, leaseMs: 60_000, limit: 5 });
  assert.equal(await nextDueAt(db), NOW + 60_000);
  await db.update(jobs).set({ state: "buried" });
  assert.equal(await nextDueAt(db), undefined);
});

withDatabases("deleteJobsOf() deletes one runner's jobs", async ({ db }) => {
  await db.insert(users).values([runner, { ...runner, id: "bob", email: "bob@example.org" }]);
  await insertJob(db, { ...job, userId: "ada" }, NOW);
  await insertJob(db, { ...job, userId: "bob" }, NOW);
  await insertJob(db, job, NOW);
  await deleteJobsOf(db, "ada");
  assert.deepEqual((await db.select().from(jobs)).map((row) => row.userId), ["bob", null]);
});

withDatabases("a runner's jobs go when the runner goes", async ({ db }) => {
  await db.insert(users).values(runner);
  await insertJob(db, { ...job, userId: "ada" }, NOW);
  await db.delete(users);
  assert.equal(await db.$count(jobs), 0);
});

const look = { kind: "look", payload: { misses: 0 }, uniqueKey: "look 1" };
const LATER = NOW + 60_000;

async function wakeWhileRunning(db: Db) {
  await db.transaction((tx) => wakeJob(tx, { ...look, runAt: NOW }, NOW));
  const [lease] = await leaseJobs(db, { token: "a", now: NOW, leaseMs: 60_000, limit: 1 });
  for (const runAt of [LATER + 5, LATER]) {
    await db.transaction((tx) => wakeJob(tx, { ...look, runAt }, NOW));
  }
  const [row] = await db.select().from(jobs);
  assert.deepEqual([row.state, row.runAt, row.attempts], ["running", NOW, 1]);
  return lease;
}

withDatabases("wakeJob() has a job that is done or buried begin anew", async ({ db }) => {
  for (const end of [completeJob, (db: Db, lease: Lease) => buryJob(db, lease, "no", NOW)]) {
    await db.delete(jobs);
    await db.transaction((tx) => wakeJob(tx, { ...look, runAt: NOW }, NOW));
    const [lease] = await leaseJobs(db, { token: "a", now: NOW, leaseMs: 60_000, limit: 1 });
    await end(db, lease, NOW);
    await db.transaction((tx) => wakeJob(tx, { ...look, runAt: LATER }, NOW));
    const [row] = await db.select().from(jobs);
    assert.deepEqual([row.state, row.runAt, row.attempts], ["ready", LATER, 0]);
  }
});

withDatabases("wakeJob() leaves a job that is owed already as it is", async ({ db }) => {
  await db.transaction((tx) => wakeJob(tx, { ...look, payload: { misses: 2 }, runAt: NOW }, NOW));
  await db.transaction((tx) => wakeJob(tx, { ...look, runAt: LATER }, NOW));
  const [row] = await db.select().from(jobs);
  assert.deepEqual([row.runAt, row.payload], [NOW, { misses: 2 }]);
});

withDatabases("a job that is woken while it runs is owed again when it ends", async ({ db }) => {
  for (const end of [completeJob, (db: Db, lease: Lease) => buryJob(db, lease, "no", NOW)]) {
    await db.delete(jobs);
    await end(db, await wakeWhileRunning(db), NOW + 10);
    const [row] = await db.select().from(jobs);
    assert.deepEqual(
      [row.state, row.runAt, row.attempts, row.problem, row.finishedAt, row.wakeAt],
      ["ready", LATER, 0, null, null, null],
    );
  }
});

withDatabases(
  "a job that is woken and runs again anyway begins with what woke it, once",
  async ({ db }) => {
    const lease = await wakeWhileRunning(db);
    await requeueJob(db, lease, {
      runAt: LATER + 8 * 3_600_000,
      payload: { misses: 2 },
      attempts: "reset",
    });
    const [row] = await db.select().from(jobs);
    assert.deepEqual(
      [row.state, row.payload, row.runAt, row.wakeAt],
      ["ready", { misses: 0 }, LATER, null],
    );
    const [again] = await leaseJobs(db, { token: "b", now: LATER, leaseMs: 60_000, limit: 1 });
    await requeueJob(db, again, { runAt: LATER, payload: { misses: 1 }, attempts: "reset" });
    assert.deepEqual((await db.select().from(jobs))[0].payload, { misses: 1 });
  },
);
