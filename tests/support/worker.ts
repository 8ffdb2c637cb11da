import type { Db } from "@/db/client.ts";
import { insertJob, type NewJob } from "@/db/jobs.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { openWorker, type Worker, type WorkerOptions } from "@/jobs/drain.ts";
import { type Clock, openClock } from "./clock.ts";

export interface TestWorker extends Worker {
  clock: Clock;
  /** What was logged, oldest first. */
  lines: string[];
  /** Inserts a job of kind "work" that is due now, unless told otherwise. */
  insert(job?: Partial<NewJob>): Promise<string | undefined>;
}

/** A worker on a clock of its own (or one given), without chance: each wait is half of its delay. */
export function openTestWorker(
  db: Db,
  handlers: WorkerOptions["handlers"],
  { clock = openClock(), ...options }: Partial<WorkerOptions> & { clock?: Clock } = {},
): TestWorker {
  const lines: string[] = [];
  const write = (message: string) => void lines.push(message);
  const log = { info: write, warn: write, error: write };
  const worker = openWorker({ db, handlers, now: clock.now, log, random: () => 0, ...options });
  return {
    clock,
    lines,
    insert: (job) =>
      insertJob(db, { kind: "work", payload: {}, runAt: clock.now(), ...job }, clock.now()),
    drain: (budget) => worker.drain(budget),
    kick: () => worker.kick(),
    settled: () => worker.settled(),
    stop: () => worker.stop(),
  };
}

/** The only job there is. */
export async function onlyJob(db: Db): Promise<typeof jobs.$inferSelect> {
  const [job, ...others] = await db.select().from(jobs);
  if (!job || others.length > 0) {
    throw new Error(`There are ${others.length + (job ? 1 : 0)} jobs.`);
  }
  return job;
}
