import { z } from "zod";
import { type Db, openDatabase } from "@/db/client.ts";
import { nextDueAt } from "@/db/jobs.ts";
import { openWorker } from "@/jobs/drain.ts";
import { defineHandler } from "@/jobs/handlers.ts";

/** Run as a process: works until no job is left, or until it is killed. */
if (import.meta.main) {
  const { db, close } = await openDatabase(Deno.args[0]);
  const handlers = { count: countOnce(db) };
  const worker = openWorker({ db, handlers, now: Date.now, log: console, leaseMs: 1_500 });
  while (await isLeft(db)) {
    // As a bell does: a drain that fails is logged, and the next one goes on.
    worker.kick();
    await worker.settled();
    await pause(50);
  }
  close();
}

/** Whoever was stunned may find the database's connection gone. */
async function isLeft(db: Db): Promise<boolean> {
  try {
    return await nextDueAt(db) !== undefined;
  } catch (error) {
    console.error(error);
    return true;
  }
}

/** Counts the job and completes it, with room on both sides of each statement to be killed in. */
function countOnce(db: Db) {
  return defineHandler(z.number(), async (n, run) => {
    await pause(20 * Math.random());
    await db.transaction(async (tx) => {
      await tx.run(
        `insert into throttles (key, hits, resets_at) values ('job ${n}', 1, 0)
         on conflict (key) do update set hits = hits + 1`,
      );
      await pause(4 * Math.random());
      await run.done(tx);
      await pause(4 * Math.random());
    });
    await pause(20 * Math.random());
  });
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
