import { and, count, eq, gt, inArray, like, lt, min, ne, sql } from "drizzle-orm";
import { type SQLiteColumn, unionAll } from "drizzle-orm/sqlite-core";
import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { jobs } from "@/db/schema/jobs.ts";

/** Eight attempts span about an hour and a half of waiting: longer than most outages of a neighbour. */
const MAX_ATTEMPTS = 8;

export interface NewJob {
  kind: string;
  /** Ids, not rows: what it means is read when it runs. */
  payload: unknown;
  userId?: string;
  /** Names the work: no second job takes the key while the first has its row, even when that is done. */
  uniqueKey?: string;
  runAt: number;
  maxAttempts?: number;
}

/** The job's id, or nothing when its `uniqueKey` is taken. */
export async function insertJob(
  tx: Db | Tx,
  { payload, maxAttempts = MAX_ATTEMPTS, ...job }: NewJob,
  now: number,
): Promise<string | undefined> {
  const [row] = await tx.insert(jobs)
    .values({
      ...job,
      payload: payload ?? {},
      maxAttempts,
      id: uuidv7(),
      state: "ready",
      createdAt: now,
    })
    .onConflictDoNothing({ target: jobs.uniqueKey })
    .returning({ id: jobs.id });
  return row?.id;
}

/**
 * Owes the work that the key names: now or at the time it was owed for already, and again when it was done or buried. A
 * step that runs may have looked already, so its job is owed again when it ends.
 */
export async function wakeJob(
  tx: Tx,
  { payload, maxAttempts = MAX_ATTEMPTS, ...job }: NewJob & { uniqueKey: string },
  now: number,
): Promise<void> {
  const fresh = { state: "ready" as const, attempts: 0, runAt: job.runAt, payload: payload ?? {} };
  const isRunning = sql`${jobs.state} = 'running'`;
  const unlessRunning = (column: SQLiteColumn, value: unknown) =>
    sql`case when ${isRunning} then ${column} else ${value} end`;
  await tx.insert(jobs)
    .values({ ...job, ...fresh, maxAttempts, id: uuidv7(), createdAt: now })
    .onConflictDoUpdate({
      target: jobs.uniqueKey,
      set: {
        state: unlessRunning(jobs.state, fresh.state),
        attempts: unlessRunning(jobs.attempts, fresh.attempts),
        runAt: unlessRunning(jobs.runAt, fresh.runAt),
        payload: fresh.payload,
        problem: unlessRunning(jobs.problem, null),
        finishedAt: null,
        wakeAt:
          sql`case when ${isRunning} then min(coalesce(${jobs.wakeAt}, ${job.runAt}), ${job.runAt}) end`,
      },
      setWhere: ne(jobs.state, "ready"),
    });
}

/** Brings the work that the key names forward, where it waits for a later time. */
export async function hurryJob(tx: Tx, uniqueKey: string, runAt: number): Promise<void> {
  await tx.update(jobs).set({ runAt })
    .where(and(eq(jobs.uniqueKey, uniqueKey), eq(jobs.state, "ready"), gt(jobs.runAt, runAt)));
}

/** When the work that the key names is due; undefined when it is not owed. */
export async function getOwedAt(
  db: Db,
  userId: string,
  uniqueKey: string,
): Promise<number | undefined> {
  const row = await db.select({ runAt: jobs.runAt }).from(jobs).where(
    and(
      eq(jobs.userId, userId),
      eq(jobs.uniqueKey, uniqueKey),
      inArray(jobs.state, ["ready", "running"]),
    ),
  ).get();
  return row?.runAt;
}

/** How many jobs of a kind are owed to a runner, and when the first of them is due. */
export async function countOwed(
  db: Db,
  userId: string,
  kind: string,
): Promise<{ n: number; firstAt: number | null }> {
  const live = inArray(jobs.state, ["ready", "running"]);
  const [row] = await db.select({ n: count(), firstAt: min(jobs.runAt) }).from(jobs)
    .where(and(eq(jobs.userId, userId), eq(jobs.kind, kind), live));
  return row;
}

/** When a worker should look again: the next job that is due, or the next lease to run out. */
export async function nextDueAt(db: Db | Tx): Promise<number | undefined> {
  const ready = db.select({ at: min(jobs.runAt) }).from(jobs).where(eq(jobs.state, "ready"));
  const running = db.select({ at: min(jobs.leaseUntil) }).from(jobs)
    .where(eq(jobs.state, "running"));
  const times = (await unionAll(ready, running)).map(({ at }) => at).filter((at) => at !== null);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Whether a job of this kind is due, waiting or running. */
export async function hasLiveJob(db: Db | Tx, userId: string, kind: string): Promise<boolean> {
  const live = inArray(jobs.state, ["ready", "running"]);
  return await db.$count(jobs, and(eq(jobs.userId, userId), eq(jobs.kind, kind), live)) > 0;
}

/** Removes a runner's jobs, of the kinds that begin so; says how many rows went. */
export async function deleteJobsOf(
  tx: Db | Tx,
  userId: string,
  kindPrefix = "",
): Promise<number> {
  const theirs = and(eq(jobs.userId, userId), like(jobs.kind, `${kindPrefix}%`));
  const rows = await tx.delete(jobs).where(theirs).returning({ id: jobs.id });
  return rows.length;
}

/** Removes the work that the key names, when it is done or was given up. */
export async function deleteSettledJob(tx: Tx, uniqueKey: string): Promise<void> {
  await tx.delete(jobs)
    .where(and(eq(jobs.uniqueKey, uniqueKey), inArray(jobs.state, ["done", "buried"])));
}

export async function deleteSettledJobs(db: Db, before: number): Promise<void> {
  await db.delete(jobs).where(and(eq(jobs.state, "done"), lt(jobs.finishedAt, before)));
}
