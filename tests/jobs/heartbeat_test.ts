import assert from "node:assert/strict";
import { z } from "zod";
import type { Db } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { defineHandler } from "@/jobs/handlers.ts";
import { withDatabases } from "@/tests/support/database.ts";
import { onlyJob, openTestWorker } from "@/tests/support/worker.ts";

const ALL = { budgetMs: 1e9 };
const LEASE_MS = 60_000;

interface Heart extends Disposable {
  /** As when a third of a lease has gone by. */
  beat(): void;
  /** In milliseconds; a heart that has stopped is not among them. */
  pace(): number[];
}

/** Hearts that beat when they are told, however fast the machine is. */
function holdHearts(): Heart {
  const { setInterval, clearInterval } = globalThis;
  const hearts = new Map<number, { act: () => void; everyMs: number }>();
  let started = 0;
  Object.assign(globalThis, {
    setInterval(act: () => void, everyMs: number): number {
      hearts.set(++started, { act, everyMs });
      return started;
    },
    clearInterval: (id: number) => void hearts.delete(id),
  });
  return {
    beat: () => hearts.forEach(({ act }) => act()),
    pace: () => [...hearts.values()].map(({ everyMs }) => everyMs),
    [Symbol.dispose]: () => void Object.assign(globalThis, { setInterval, clearInterval }),
  };
}

/** Until it sees the lease reach that instant, as long as there is a heart to beat. */
async function beatUntilLeaseReaches(db: Db, heart: Heart, at: number): Promise<void> {
  while (((await onlyJob(db)).leaseUntil ?? 0) < at) {
    assert.deepEqual(heart.pace(), [LEASE_MS / 3], "one heart, three beats to a lease");
    heart.beat();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

withDatabases("a step longer than its lease keeps it", async ({ db }) => {
  using heart = holdHearts();
  const work = defineHandler(z.unknown(), async () => {
    for (let n = 0; n < 3; n++) {
      clock.advance(LEASE_MS - 1);
      await beatUntilLeaseReaches(db, heart, clock.now() + LEASE_MS);
      assert.equal(await rival.drain(ALL), 0);
    }
  });
  const { drain, insert, clock } = openTestWorker(db, { work }, { leaseMs: LEASE_MS });
  const rival = openTestWorker(db, { work }, { clock });
  await insert();
  assert.equal(await drain(ALL), 1);
  assert.equal((await onlyJob(db)).state, "done");
  assert.deepEqual(heart.pace(), [], "it stopped with its step");
});

withDatabases(
  "a step is told when its lease is lost, and does nothing to the job",
  async ({ db }) => {
    using heart = holdHearts();
    const work = defineHandler(z.unknown(), async (_, { signal }) => {
      await db.update(jobs).set({ leaseToken: "somebody else" });
      const told = new Promise((resolve) => signal.addEventListener("abort", resolve));
      heart.beat();
      await told;
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
  using heart = holdHearts();
  const work = defineHandler(z.unknown(), async (_, run) => {
    await db.transaction(async (tx) => {
      await tx.insert(throttles).values({ key: "effect", hits: 1, resetsAt: 0 });
      heart.beat();
      await run.done(tx);
      // A server is to have the beat before the end of the transaction; nothing goes wrong if it has not.
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
  });
  const { drain, insert } = openTestWorker(db, { work }, { leaseMs: LEASE_MS });
  await insert();
  assert.equal(await drain(ALL), 1);
  assert.equal((await onlyJob(db)).state, "done");
  assert.equal(await db.$count(throttles), 1);
});
