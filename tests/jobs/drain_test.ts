import assert from "node:assert/strict";
import { z } from "zod";
import { throttles } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { defineHandler } from "@/jobs/handlers.ts";
import { withDatabases } from "@/tests/support/database.ts";
import { onlyJob, openTestWorker } from "@/tests/support/worker.ts";

const ALL = { budgetMs: 1e9 };
const anything = z.unknown();
const page = z.object({ page: z.number() });

withDatabases("drain() runs what is due and leaves the rest", async ({ db }) => {
  const ran: unknown[] = [];
  const work = defineHandler(anything, (payload) => Promise.resolve(void ran.push(payload)));
  const { drain, insert, clock } = openTestWorker(db, { work });
  await insert({ payload: "due" });
  await insert({ payload: "later", runAt: clock.now() + 1 });
  assert.equal(await drain(ALL), 1);
  assert.deepEqual(ran, ["due"]);
  clock.advance(1);
  assert.equal(await drain(ALL), 1);
  assert.deepEqual((await db.select().from(jobs)).map(({ state }) => state), ["done", "done"]);
});

withDatabases("drain() runs many at once, but no more than it may", async ({ db }) => {
  let [running, most] = [0, 0];
  const work = defineHandler(anything, async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
  });
  const { drain, insert } = openTestWorker(db, { work }, { concurrency: 3 });
  for (let n = 0; n < 12; n++) await insert();
  const steps = await Promise.all([drain(ALL), drain(ALL)]);
  assert.deepEqual(steps, [12, 12]);
  assert.equal(most, 3);
});

withDatabases("drain() lets a kind take no more places than it may", async ({ db }) => {
  const most = { slow: 0, work: 0 };
  const now = { slow: 0, work: 0 };
  const never = Promise.withResolvers<void>();
  const open = (kind: "slow" | "work", wait: () => Promise<void>, atOnce?: number) =>
    defineHandler(anything, async () => {
      most[kind] = Math.max(most[kind], ++now[kind]);
      await wait();
      now[kind]--;
    }, { atOnce });
  const quickly = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
  let left = 6;
  const handlers = {
    slow: open("slow", () => never.promise, 2),
    // The slow ones end only when all others have: they can hold up nothing.
    work: open("work", async () => {
      await quickly();
      if (--left === 0) never.resolve();
    }),
  };
  const { drain, insert } = openTestWorker(db, handlers, { concurrency: 4 });
  for (let n = 0; n < 5; n++) await insert({ kind: "slow" });
  for (let n = 0; n < 6; n++) await insert();
  assert.equal(await drain(ALL), 11);
  assert.deepEqual(most, { slow: 2, work: 2 });
});

withDatabases("again() takes a job through its pages, each with its effect", async ({ db }) => {
  const work = defineHandler(page, async ({ page }, run) => {
    await db.transaction(async (tx) => {
      await tx.insert(throttles).values({ key: `page ${page}`, hits: run.attempt, resetsAt: 0 });
      if (page < 3) await run.again(tx, 0, { page: page + 1 });
      else await run.done(tx);
    });
  });
  const { drain, insert } = openTestWorker(db, { work });
  await insert({ payload: { page: 1 } });
  assert.equal(await drain(ALL), 3);
  assert.equal((await onlyJob(db)).state, "done");
  assert.deepEqual(
    (await db.select().from(throttles)).map(({ key, hits }) => [key, hits]),
    [["page 1", 1], ["page 2", 1], ["page 3", 1]],
  );
});

withDatabases("a step whose transaction fails after again() is tried again", async ({ db }) => {
  const work = defineHandler(page, async ({ page }, run) => {
    await db.transaction(async (tx) => {
      await run.again(tx, 0, { page: page + 1 });
      throw new Error("disk full");
    });
  });
  const { drain, insert } = openTestWorker(db, { work });
  await insert({ payload: { page: 1 } });
  await drain(ALL);
  const { state, payload, problem, attempts } = await onlyJob(db);
  assert.deepEqual([state, payload, problem, attempts], ["ready", { page: 1 }, "disk full", 1]);
});

withDatabases("a worker that lost its lease leaves no effect", async ({ db }) => {
  const asleep = Promise.withResolvers<void>();
  const awake = Promise.withResolvers<void>();
  const effect = (who: string) =>
    defineHandler(anything, async (_, run) => {
      if (who === "slow") {
        asleep.resolve();
        await awake.promise;
      }
      await db.transaction(async (tx) => {
        await tx.insert(throttles).values({ key: who, hits: 1, resetsAt: 0 });
        await run.done(tx);
      });
    });
  const slow = openTestWorker(db, { work: effect("slow") });
  const quick = openTestWorker(db, { work: effect("quick") }, { clock: slow.clock });
  await slow.insert();
  const drained = slow.drain(ALL);
  await asleep.promise;
  slow.clock.advance(60_000);
  assert.equal(await quick.drain(ALL), 1);
  awake.resolve();
  assert.equal(await drained, 1);
  assert.deepEqual(slow.lines, ["Job was taken by another worker"]);
  assert.deepEqual((await db.select().from(throttles)).map(({ key }) => key), ["quick"]);
  assert.equal((await onlyJob(db)).state, "done");
});

withDatabases("drain() leases no more once its budget is spent", async ({ db }) => {
  const work = defineHandler(anything, () => Promise.resolve(clock.advance(10_000)));
  const { drain, insert, clock } = openTestWorker(db, { work }, { concurrency: 1 });
  for (let n = 0; n < 5; n++) await insert();
  assert.equal(await drain({ budgetMs: 15_000 }), 2);
  assert.equal(await drain(ALL), 3);
});

withDatabases("kick() makes a drain under way look again", async ({ db }) => {
  const ran: unknown[] = [];
  const released = Promise.withResolvers<void>();
  const worker = openTestWorker(db, {
    work: defineHandler(anything, async (payload) => {
      if (payload === "long") {
        await worker.insert({ payload: "urgent" });
        worker.kick();
        await released.promise;
      } else released.resolve();
      ran.push(payload);
    }),
  });
  await worker.insert({ payload: "long" });
  worker.kick();
  await worker.settled();
  assert.deepEqual(ran, ["urgent", "long"]);
});

withDatabases("stop() tells a step to end, gives it back and leases no more", async ({ db }) => {
  const started = Promise.withResolvers<void>();
  const work = defineHandler(anything, async (_, { signal }) => {
    started.resolve();
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const { kick, drain, stop, settled, insert, clock } = openTestWorker(db, { work });
  await insert();
  kick();
  await started.promise;
  await stop();
  const { state, attempts, runAt } = await onlyJob(db);
  assert.deepEqual([state, attempts, runAt], ["ready", 0, clock.now()]);
  assert.equal(await drain(ALL), 0);
  kick();
  await settled();
});
