import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Db } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { withDatabases } from "@/tests/support/database.ts";

const WORKER = fileURLToPath(new URL("./crash_worker.ts", import.meta.url));
const JOBS = 300;
const BLOW_EVERY = 50;
/** Longer than the workers' lease: what they hold is taken from them. */
const STUNNED_MS = 2_000;
/** Only lest it wait for ever: other tests may have the machine meanwhile. */
const DONE_WITHIN_MS = 240_000;

withDatabases(
  "workers killed and stunned again and again do each job's work once",
  async (test) => {
    const { db, url } = test;
    await db.transaction(async (tx) => {
      for (let n = 0; n < JOBS; n++) {
        await insertJob(tx, { kind: "count", payload: n, runAt: 0, maxAttempts: 50 }, 0);
      }
    });
    const deadline = Date.now() + DONE_WITHIN_MS;
    let workers = [startWorker(url), startWorker(url)];
    try {
      for (let blow = 1; blow * BLOW_EVERY < JOBS; blow++) {
        await untilCounted(db, blow * BLOW_EVERY, deadline);
        const [victim, other] = workers;
        if (blow % 2) await stun(victim);
        else await kill(victim);
        workers = [other, blow % 2 ? victim : startWorker(url)];
      }
      const ends = await Promise.all(workers.map((worker) => worker.status));
      assert.deepEqual(ends.map(({ success }) => success), [true, true]);
    } finally {
      await Promise.all(workers.map(kill));
    }

    const effects = await db.select().from(throttles);
    assert.equal(effects.length, JOBS);
    assert.deepEqual(effects.filter(({ hits }) => hits !== 1), []);
    const states = new Set((await db.select().from(jobs)).map(({ state }) => state));
    assert.deepEqual([...states], ["done"]);
  },
);

function startWorker(url: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", WORKER, url],
    stdout: "null",
    stderr: "inherit",
  }).spawn();
}

/** Stops a worker in the middle of whatever it does, and lets it go on when its leases are gone. */
async function stun(worker: Deno.ChildProcess): Promise<void> {
  worker.kill("SIGSTOP");
  await pause(STUNNED_MS);
  worker.kill("SIGCONT");
}

async function kill(worker: Deno.ChildProcess): Promise<void> {
  try {
    worker.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // it has ended
  }
  await worker.status;
}

async function untilCounted(db: Db, jobs: number, deadline: number): Promise<void> {
  while (await db.$count(throttles) < jobs) {
    assert.ok(Date.now() < deadline, `fewer than ${jobs} jobs were done`);
    await pause(10);
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
