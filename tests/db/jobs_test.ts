import assert from "node:assert/strict";
import { deleteJobsOf, insertJob, nextDueAt } from "@/db/jobs.ts";
import { leaseJobs } from "@/db/leases.ts";
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
