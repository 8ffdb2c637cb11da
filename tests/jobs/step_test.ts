import assert from "node:assert/strict";
import { z } from "zod";
import { throttles } from "@/db/schema/accounts.ts";
import { leaseJobs } from "@/db/leases.ts";
import { defineHandler } from "@/jobs/handlers.ts";
import { withDatabases } from "@/tests/support/database.ts";
import { onlyJob, openTestWorker } from "@/tests/support/worker.ts";

const ALL = { budgetMs: 1e9 };
const anything = z.unknown();

withDatabases("a failing step is tried again, later each time", async ({ db }) => {
  const attempts: number[] = [];
  const work = defineHandler(anything, (_, { attempt }) => {
    attempts.push(attempt);
    return attempt < 3 ? Promise.reject(new Error("Strava is away")) : Promise.resolve();
  });
  const { drain, insert, clock } = openTestWorker(db, { work });
  await insert();
  for (const wait of [2_500, 7_500]) {
    assert.equal(await drain(ALL), 1);
    const job = await onlyJob(db);
    assert.equal(job.state, "ready");
    assert.equal(job.problem, "Strava is away");
    assert.equal(job.runAt, clock.now() + wait);
    clock.advance(wait - 1);
    assert.equal(await drain(ALL), 0);
    clock.advance(1);
  }
  await drain(ALL);
  assert.deepEqual(attempts, [1, 2, 3]);
  const { state, problem } = await onlyJob(db);
  assert.deepEqual([state, problem], ["done", null]);
});

withDatabases(
  "a step that fails its last attempt is buried, with its consequence",
  async ({ db }) => {
    const work = defineHandler(
      z.object({ page: z.number() }),
      () => Promise.reject(new Error("no use")),
      {
        maxAttempts: 2,
        onBuried: async (tx, { page }, problem) => {
          await tx.insert(throttles).values({ key: problem, hits: page, resetsAt: 0 });
        },
      },
    );
    const { drain, insert, clock } = openTestWorker(db, { work });
    await insert({ payload: { page: 7 } });
    await drain(ALL);
    clock.advance(2_500);
    await drain(ALL);
    assert.equal((await onlyJob(db)).state, "buried");
    assert.deepEqual(await db.select().from(throttles), [{ key: "no use", hits: 7, resetsAt: 0 }]);
  },
);

withDatabases("wait() runs the job again then, without spending an attempt", async ({ db }) => {
  const attempts: number[] = [];
  const { drain, insert, clock } = openTestWorker(db, {
    work: defineHandler(anything, (_, { attempt, wait }) => {
      attempts.push(attempt);
      return db.transaction((tx) => wait(tx, clock.now() + 900_000));
    }),
  });
  await insert({ maxAttempts: 1 });
  for (let n = 0; n < 3; n++) {
    await drain(ALL);
    assert.equal((await onlyJob(db)).runAt, clock.now() + 900_000);
    clock.advance(900_000);
  }
  assert.deepEqual(attempts, [1, 1, 1]);
});

withDatabases("wait() for the past still waits a second", async ({ db }) => {
  const work = defineHandler(anything, (_, { wait }) => db.transaction((tx) => wait(tx, 0)));
  const { drain, insert, clock } = openTestWorker(db, { work });
  await insert();
  assert.equal(await drain(ALL), 1);
  assert.equal((await onlyJob(db)).runAt, clock.now() + 1_000);
});

withDatabases("what can never succeed is buried at once", async ({ db }) => {
  const { drain, insert, lines } = openTestWorker(db, {
    strict: defineHandler(z.object({ v: z.literal(1) }), () => Promise.resolve()),
  });
  await insert({ kind: "strict", payload: { v: 2 } });
  await insert({ kind: "constructor" });
  assert.equal(await drain(ALL), 2);
  assert.equal(await drain(ALL), 0);
  assert.deepEqual(lines, ["Job buried", "Job buried"]);
});

withDatabases("a job that ends its worker each time is buried in the end", async ({ db }) => {
  const problems: string[] = [];
  const work = defineHandler(anything, () => assert.fail("it must not run again"), {
    onBuried: (_, __, problem) => Promise.resolve(void problems.push(problem)),
  });
  const { drain, insert, clock } = openTestWorker(db, { work });
  await insert({ maxAttempts: 2 });
  for (const token of ["first crash", "second crash"]) {
    await leaseJobs(db, { token, now: clock.now(), leaseMs: 60_000, limit: 1 });
    clock.advance(60_000);
  }
  await drain(ALL);
  assert.equal((await onlyJob(db)).state, "buried");
  assert.deepEqual(problems, ["The worker fell silent in attempt 2."]);
});

withDatabases(
  "a burial whose consequence fails is tried again, but not for ever",
  async ({ db }) => {
    let burials = 0;
    const work = defineHandler(anything, () => Promise.reject(new Error("no use")), {
      maxAttempts: 1,
      onBuried: () => Promise.reject(new Error(`burial ${++burials} failed`)),
    });
    const { drain, insert, clock } = openTestWorker(db, { work });
    await insert();
    for (let n = 0; n < 6; n++) {
      await drain(ALL);
      clock.advance(60_000);
    }
    assert.equal((await onlyJob(db)).state, "buried");
    assert.equal(burials, 3);
  },
);

withDatabases("a failed query's parameters stay out of the problem", async ({ db }) => {
  const work = defineHandler(anything, async () => {
    await db.run("insert into throttles (key) values ('ada@example.org')");
  });
  const { drain, insert } = openTestWorker(db, { work });
  await insert();
  await drain(ALL);
  const { problem } = await onlyJob(db);
  assert.match(problem ?? "", /NOT NULL/);
  assert.ok(!problem?.includes("ada@"));
});
