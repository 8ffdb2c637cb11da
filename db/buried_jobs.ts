import { and, asc, desc, eq, getTableColumns, inArray, lt, notInArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { users } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";

export type BuriedJob = typeof jobs.$inferSelect;

/** How many jobs of each kind are due, wait for their time, run, or were given up. */
export async function countJobs(db: Db, now: number) {
  const sumOf = (condition: ReturnType<typeof sql>) => sql<number>`sum(${condition})`;
  return await db.select({
    kind: jobs.kind,
    due: sumOf(sql`${jobs.state} = 'ready' and ${jobs.runAt} <= ${now}`),
    waiting: sumOf(sql`${jobs.state} = 'ready' and ${jobs.runAt} > ${now}`),
    running: sumOf(sql`${jobs.state} = 'running'`),
    buried: sumOf(sql`${jobs.state} = 'buried'`),
  }).from(jobs).where(inArray(jobs.state, ["ready", "running", "buried"]))
    .groupBy(jobs.kind).orderBy(asc(jobs.kind)).limit(50);
}

/** The latest that were given up, of whomever, but for some kinds: for the operator. */
export async function listBuriedJobs(db: Db, exceptKinds: string[]) {
  return await db.select({
    id: jobs.id,
    kind: jobs.kind,
    problem: jobs.problem,
    attempts: jobs.attempts,
    finishedAt: jobs.finishedAt,
    email: users.email,
  }).from(jobs).leftJoin(users, eq(users.id, jobs.userId))
    .where(and(eq(jobs.state, "buried"), notInArray(jobs.kind, exceptKinds)))
    .orderBy(desc(jobs.finishedAt), desc(jobs.id)).limit(100);
}

/** For the operator, of whomever. */
export async function getBuriedJob(db: Db | Tx, jobId: string): Promise<BuriedJob | undefined> {
  return await db.select(getTableColumns(jobs)).from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.state, "buried"))).get();
}

/** What was given up of a runner's, of these kinds. */
export async function listBuriedJobsOf(db: Db, userId: string, kinds: string[]) {
  return await db.select({ kind: jobs.kind, problem: jobs.problem, payload: jobs.payload })
    .from(jobs).where(buriedOf(userId, kinds)).orderBy(desc(jobs.finishedAt)).limit(50);
}

/** Lets a runner's jobs of these kinds, or the one named, begin anew. */
export async function reviveJobs(
  tx: Tx,
  userId: string | null,
  { kinds, jobId, now }: { kinds: string[]; jobId?: string; now: number },
): Promise<void> {
  const fresh = { state: "ready" as const, attempts: 0, runAt: now };
  await tx.update(jobs).set({ ...fresh, problem: null, finishedAt: null }).where(
    and(buriedOf(userId, kinds), jobId === undefined ? undefined : eq(jobs.id, jobId)),
  );
}

export async function deleteBuriedJobs(db: Db, kind: string, before: number): Promise<void> {
  await db.delete(jobs)
    .where(and(eq(jobs.state, "buried"), eq(jobs.kind, kind), lt(jobs.finishedAt, before)));
}

export async function deleteBuriedJob(tx: Tx, jobId: string): Promise<void> {
  await tx.delete(jobs).where(and(eq(jobs.id, jobId), eq(jobs.state, "buried")));
}

function buriedOf(userId: string | null, kinds: string[]) {
  const owner = userId === null ? sql`${jobs.userId} is null` : eq(jobs.userId, userId);
  return and(owner, eq(jobs.state, "buried"), inArray(jobs.kind, kinds));
}
