import { and, asc, eq, inArray, lte, max, sql } from "drizzle-orm";
import { type SQLiteUpdateSetSource, unionAll } from "drizzle-orm/sqlite-core";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import { jobs } from "@/db/schema/jobs.ts";

const PROBLEM_CHARS = 500;
const RELEASED = { leaseToken: null, leaseUntil: null, wakeAt: null };

/** The right to settle a job: it ends when the job is settled or leased anew under another token. */
export interface Lease {
  id: string;
  token: string;
}

export interface LeasedJob extends Lease {
  kind: string;
  payload: unknown;
  /** This one included; more than `maxAttempts` when the last attempt ended without a word: bury it. */
  attempts: number;
  maxAttempts: number;
}

/** `reset` after a success, `refund` when the attempt should not count, `keep` after a failure. */
export type Attempts = "reset" | "refund" | "keep";

export class LeaseLostError extends Error {
  override name = "LeaseLostError";

  constructor(readonly jobId: string) {
    super(`Cannot settle job ${jobId}: its lease was lost, so another worker owns it now.`);
  }
}

interface Leasing {
  token: string;
  now: number;
  leaseMs: number;
  limit: number;
  /** Kinds of which none is wanted. */
  without?: string[];
}

/** Takes up to `limit` jobs that are due or whose worker fell silent, oldest first, in one statement. */
export async function leaseJobs(
  db: Db,
  { token, now, leaseMs, limit, without = [] }: Leasing,
): Promise<LeasedJob[]> {
  const leaseUntil = now + leaseMs;
  const rows = await lease(db).all({
    token,
    now,
    leaseUntil,
    limit,
    without: JSON.stringify(without),
  });
  return rows.sort((a, b) => a.runAt - b.runAt).map(({ runAt: _, ...job }) => ({ ...job, token }));
}

const lease = prepared((db) =>
  db.update(jobs)
    .set({
      state: "running",
      attempts: sql`${jobs.attempts} + 1`,
      leaseToken: sql`${sql.placeholder("token")}`,
      leaseUntil: sql`${sql.placeholder("leaseUntil")}`,
    })
    .where(inArray(jobs.id, dueIds(db)))
    .returning({
      id: jobs.id,
      kind: jobs.kind,
      payload: jobs.payload,
      attempts: jobs.attempts,
      maxAttempts: jobs.maxAttempts,
      runAt: jobs.runAt,
    }).prepare()
);

/** Two walks down two indexes, each cut at the limit: an OR would read every due row for each lease. */
function dueIds(db: Db) {
  const [now, limit] = [sql.placeholder("now"), sql.placeholder("limit")];
  const job = { id: jobs.id, runAt: jobs.runAt };
  const wanted = sql`${jobs.kind} not in (select value from json_each(${
    sql.placeholder("without")
  }))`;
  const due = db.select(job).from(jobs)
    .where(and(eq(jobs.state, "ready"), lte(jobs.runAt, now), wanted))
    .orderBy(asc(jobs.runAt)).limit(limit).as("due");
  const silent = db.select(job).from(jobs)
    .where(and(eq(jobs.state, "running"), lte(jobs.leaseUntil, now), wanted))
    .orderBy(asc(jobs.leaseUntil)).limit(limit).as("silent");
  const next = unionAll(db.select().from(due), db.select().from(silent))
    .orderBy(asc(due.runAt)).limit(limit).as("next");
  return db.select({ id: next.id }).from(next);
}

/** When the lease on a runner's work of this kind runs out, while somebody has one. */
export async function getLeaseUntil(
  db: Db,
  userId: string,
  kind: string,
): Promise<number | undefined> {
  const [row] = await db.select({ until: max(jobs.leaseUntil) }).from(jobs)
    .where(and(eq(jobs.userId, userId), eq(jobs.kind, kind), eq(jobs.state, "running")));
  return row?.until ?? undefined;
}

/** Keeps a lease while its step runs. */
export async function extendLease(db: Db | Tx, lease: Lease, leaseUntil: number): Promise<void> {
  await settle(db, lease, { leaseUntil });
}

export async function completeJob(tx: Db | Tx, lease: Lease, now: number): Promise<void> {
  await end(tx, lease, { state: "done", problem: null, finishedAt: now });
}

/** Puts a job back for later: its next page, or another try. What woke it meanwhile has its own payload, and its own time. */
export async function requeueJob(
  tx: Db | Tx,
  lease: Lease,
  again: { runAt: number; attempts: Attempts; payload?: unknown; problem?: string },
): Promise<void> {
  await settle(tx, lease, {
    ...RELEASED,
    state: "ready",
    runAt: sql`min(${again.runAt}, coalesce(${jobs.wakeAt}, ${again.runAt}))`,
    attempts: attemptsAfter(again.attempts),
    problem: again.problem?.slice(0, PROBLEM_CHARS) ?? null,
    ...(again.payload === undefined ? {} : { payload: payloadUnlessWoken(again.payload) }),
  });
}

export async function buryJob(
  tx: Db | Tx,
  lease: Lease,
  problem: string,
  now: number,
): Promise<void> {
  await end(tx, lease, {
    state: "buried",
    problem: problem.slice(0, PROBLEM_CHARS),
    finishedAt: now,
  });
}

/** Whatever ends here begins again where it was woken meanwhile. */
async function end(
  tx: Db | Tx,
  lease: Lease,
  { state, problem, finishedAt }: {
    state: "done" | "buried";
    problem: string | null;
    finishedAt: number;
  },
): Promise<void> {
  const unlessWoken = (value: unknown, woken: unknown) =>
    sql`case when ${jobs.wakeAt} is null then ${value} else ${woken} end`;
  await settle(tx, lease, {
    ...RELEASED,
    state: unlessWoken(state, "ready"),
    attempts: unlessWoken(jobs.attempts, 0),
    problem: unlessWoken(problem, null),
    finishedAt: unlessWoken(finishedAt, null),
    runAt: unlessWoken(jobs.runAt, jobs.wakeAt),
  });
}

function payloadUnlessWoken(payload: unknown) {
  return sql`case when ${jobs.wakeAt} is null then ${
    JSON.stringify(payload)
  } else ${jobs.payload} end`;
}

function attemptsAfter(attempts: Attempts) {
  if (attempts === "reset") return 0;
  return attempts === "refund" ? sql`${jobs.attempts} - 1` : undefined;
}

/** Every change to a leased job goes through this fence, and fails with what its transaction did besides. */
async function settle(
  db: Db | Tx,
  lease: Lease,
  change: SQLiteUpdateSetSource<typeof jobs>,
): Promise<void> {
  const hit = await db.update(jobs).set(change)
    .where(
      and(eq(jobs.id, lease.id), eq(jobs.leaseToken, lease.token), eq(jobs.state, "running")),
    )
    .returning({ id: jobs.id });
  if (hit.length === 0) throw new LeaseLostError(lease.id);
}
