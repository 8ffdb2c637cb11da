import { and, asc, count, desc, eq, inArray, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails, stravaAccounts } from "@/db/schema/strava.ts";

export type RunDetailsRow = typeof runDetails.$inferSelect;

/** A run whose own page, or whose samples, are to be read next. */
export interface DetailsTask {
  runId: string;
  externalId: string;
  /** The run as it was when it was chosen. */
  fingerprint: string;
  part: "details" | "streams";
  attempts: number;
}

/** These runs were edited: what was read of their own pages is to be read again. */
export async function markDetailsStale(
  tx: Tx,
  userId: string,
  source: "strava",
  externalIds: string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await tx.run(sql`
    update ${runDetails} set state = 'waiting', stream_state = 'waiting', attempts = 0, problem = null,
      due_at = 0
    where run_id in (select id from ${runs} where user_id = ${userId} and source = ${source}
      and external_id in (select value from json_each(${JSON.stringify(externalIds)})))`);
}

/** The newest run that is due for reading, each run's details before its samples. */
export async function nextDetailsTask(
  db: Db | Tx,
  userId: string,
  now: number,
): Promise<DetailsTask | undefined> {
  return await detailsTask(db, and(eq(runs.userId, userId), toRead(now)));
}

/** What is to be read of this run, however often it failed. */
export async function detailsTaskOf(
  db: Db,
  userId: string,
  runId: string,
): Promise<DetailsTask | undefined> {
  return await detailsTask(db, and(eq(runs.userId, userId), eq(runs.id, runId), unread));
}

async function detailsTask(
  db: Db | Tx,
  where: SQL | undefined,
): Promise<DetailsTask | undefined> {
  const row = await db.select({
    runId: runs.id,
    externalId: runs.externalId,
    fingerprint: runs.fingerprint,
    state: runDetails.state,
    attempts: runDetails.attempts,
  }).from(runs).leftJoin(runDetails, eq(runDetails.runId, runs.id))
    .where(and(eq(runs.source, "strava"), eq(runs.isRun, true), where))
    .orderBy(desc(runs.startedAt)).limit(1).get();
  return row && {
    runId: row.runId,
    externalId: row.externalId,
    fingerprint: row.fingerprint,
    part: row.state === "ready" ? "streams" : "details",
    attempts: row.attempts ?? 0,
  };
}

const unread = or(
  sql`${runDetails.runId} is null`,
  ne(runDetails.state, "ready"),
  eq(runDetails.streamState, "waiting"),
);

function toRead(now: number) {
  const waiting = or(eq(runDetails.state, "waiting"), eq(runDetails.streamState, "waiting"));
  return or(
    sql`${runDetails.runId} is null`,
    and(waiting, ne(runDetails.state, "parked"), lte(runDetails.dueAt, now)),
  );
}

/** When the next run that is put off may be read; undefined when none is. */
export async function nextDetailsDueAt(db: Db | Tx, userId: string): Promise<number | undefined> {
  const row = await db.select({ dueAt: runDetails.dueAt }).from(runDetails)
    .innerJoin(runs, eq(runs.id, runDetails.runId)).where(
      and(
        eq(runDetails.userId, userId),
        // What became a ride is read no more.
        eq(runs.isRun, true),
        ne(runDetails.state, "parked"),
        or(eq(runDetails.state, "waiting"), eq(runDetails.streamState, "waiting")),
      ),
    ).orderBy(asc(runDetails.dueAt)).limit(1).get();
  return row?.dueAt;
}

/** Whether the run is still what it was when the task was chosen. */
export async function isUnchanged(
  tx: Tx,
  userId: string,
  { runId, fingerprint }: DetailsTask,
): Promise<boolean> {
  const same = and(eq(runs.id, runId), eq(runs.userId, userId), eq(runs.fingerprint, fingerprint));
  return await tx.$count(runs, same) === 1;
}

type DetailsChange = Partial<Omit<RunDetailsRow, "runId" | "userId">>;

/** Notes what is known of a run's details, in place of what was. */
export async function storeDetails(
  tx: Tx,
  { runId, userId }: Pick<RunDetailsRow, "runId" | "userId">,
  change: DetailsChange,
): Promise<void> {
  const nothing = { state: "waiting" as const, streamState: "waiting" as const, dueAt: 0 };
  const [run] = await tx.select({ startedAt: runs.startedAt }).from(runs)
    .where(and(eq(runs.id, runId), eq(runs.userId, userId)));
  if (!run) return;
  await tx.insert(runDetails).values({ ...nothing, ...change, ...run, runId, userId })
    .onConflictDoUpdate({ target: runDetails.runId, set: change });
}

export async function getDetails(
  db: Db,
  userId: string,
  runId: string,
): Promise<RunDetailsRow | undefined> {
  return await db.select().from(runDetails)
    .where(and(eq(runDetails.userId, userId), eq(runDetails.runId, runId))).get();
}

/** Calls that the details and samples of each runner's runs still cost, of all whose connection works, or of one runner. */
export async function countDetailsLeft(db: Db, userId?: string): Promise<Map<string, number>> {
  const calls = sql<number>`sum(case
    when ${runDetails.runId} is null then 2
    when ${runDetails.state} = 'parked' then 0
    when ${runDetails.state} = 'waiting' then 2
    when ${runDetails.streamState} = 'waiting' then 1 else 0 end)`;
  const connected = and(
    eq(stravaAccounts.userId, runs.userId),
    eq(stravaAccounts.status, "connected"),
  );
  const rows = await db.select({ userId: runs.userId, calls }).from(runs)
    .innerJoin(stravaAccounts, connected)
    .leftJoin(runDetails, eq(runDetails.runId, runs.id))
    .where(and(
      eq(runs.source, "strava"),
      eq(runs.isRun, true),
      userId === undefined ? undefined : eq(runs.userId, userId),
    )).groupBy(runs.userId);
  return new Map(rows.map((row) => [row.userId, row.calls]));
}

/** Runs whose details could not be read however often it was tried. */
export async function listParked(db: Db, userId: string) {
  return await db.select({ runId: runs.id, title: runs.title, problem: runDetails.problem })
    .from(runDetails).innerJoin(runs, eq(runs.id, runDetails.runId))
    .where(and(eq(runDetails.userId, userId), eq(runDetails.state, "parked")))
    .orderBy(desc(runs.startedAt)).limit(50);
}

/** Lets the parked ones be read again, or one of them. */
export async function unparkDetails(tx: Tx, userId: string, runId?: string): Promise<void> {
  await tx.update(runDetails).set({ state: "waiting", attempts: 0, dueAt: 0, problem: null })
    .where(and(
      eq(runDetails.userId, userId),
      eq(runDetails.state, "parked"),
      runId === undefined ? undefined : eq(runDetails.runId, runId),
    ));
}

/** Has the parked ones tried once more; what fails again is parked again at once. */
export async function retryParkedDetails(tx: Tx, userId: string): Promise<void> {
  await tx.update(runDetails).set({ state: "waiting", dueAt: 0 })
    .where(and(eq(runDetails.userId, userId), eq(runDetails.state, "parked")));
}

/** Removes what may be kept no longer, so many at a time; answers whose it was. */
export async function deleteExpiredDetails(tx: Tx, now: number, limit: number): Promise<string[]> {
  const expired = tx.select({ id: runDetails.runId }).from(runDetails)
    .where(lte(runDetails.expiresAt, now)).limit(limit);
  const rows = await tx.delete(runDetails).where(inArray(runDetails.runId, expired))
    .returning({ userId: runDetails.userId });
  return rows.map(({ userId }) => userId);
}

export async function countDetailsOf(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(runDetails)
    .where(eq(runDetails.userId, userId));
  return row.n;
}
