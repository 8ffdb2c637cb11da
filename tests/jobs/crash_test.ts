import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Db } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { withDatabases } from "@/tests/support/database.ts";

const WORKER = fileURLToPath(new URL("./crash_worker.ts", import.meta.url));
const JOBS = 300;
const KILL_EVERY = 60;
const DONE_WITHIN_MS = 120_000;

withDatabases("workers killed again and again do each job's work once", async ({ db, url }) => {
  await db.transaction(async (tx) => {
    for (let n = 0; n < JOBS; n++) {
      await insertJob(tx, { kind: "count", payload: n, runAt: 0, maxAttempts: 50 }, 0);
    }
  });
  const workers = [startWorker(url), startWorker(url)];
  const deadline = Date.now() + DONE_WITHIN_MS;
  let kills = 0;
  for (let counted = KILL_EVERY; counted < JOBS; counted += KILL_EVERY) {
    await untilCounted(db, counted, deadline);
    const victim = workers.shift();
    victim?.kill("SIGKILL");
    if ((await victim?.status)?.signal === "SIGKILL") kills++;
    workers.push(startWorker(url));
  }
  const ends = await Promise.all(workers.map((worker) => worker.status));

  assert.deepEqual(ends.map(({ success }) => success), [true, true]);
  assert.equal(kills, 4);
  const effects = await db.select().from(throttles);
  assert.equal(effects.length, JOBS);
  assert.deepEqual(effects.filter(({ hits }) => hits !== 1), []);
  const states = new Set((await db.select().from(jobs)).map(({ state }) => state));
  assert.deepEqual([...states], ["done"]);
});

function startWorker(url: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", WORKER, url],
    stdout: "null",
  }).spawn();
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
