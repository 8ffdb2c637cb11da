import { and, desc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
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

/**
 * Owes the details of these runs of a source: of those that are new, and of those that were edited once more. What is
 * no run, or is none any more, has none.
 */
export async function oweDetails(
  tx: Tx,
  userId: string,
  source: "strava",
  { changed, edited }: { changed: string[]; edited: string[] },
): Promise<void> {
  const these = (externalIds: string[]) =>
    sql`user_id = ${userId} and source = ${source}
      and external_id in (select value from json_each(${JSON.stringify(externalIds)}))`;
  if (edited.length > 0) {
    await tx.run(sql`delete from ${runDetails}
      where run_id in (select id from ${runs} where ${these(edited)} and not is_run)`);
    await tx.run(
      sql`update ${runDetails} set state = 'waiting', stream_state = 'waiting', attempts = 0,
        problem = null, due_at = 0, started_at = edited.started_at
      from (select id, started_at from ${runs} where ${
        these(edited)
      }) as edited where run_id = edited.id`,
    );
  }
  if (changed.length === 0) return;
  await tx.run(
    sql`insert into ${runDetails} (run_id, user_id, state, started_at, stream_state, due_at)
    select id, user_id, 'waiting', started_at, 'waiting', 0 from ${runs} where ${
      these(changed)
    } and is_run
    on conflict (run_id) do nothing`,
  );
}

/**
 * The newest run that is due for reading, or, up to `renewBy`, for reading again before it has to be gone. Each run's
 * details come before its samples. SQLite is told the indexes, or it reads a whole history for it.
 */
export async function nextDetailsTask(
  db: Db | Tx,
  userId: string,
  { now, renewBy }: { now: number; renewBy: number },
): Promise<DetailsTask | undefined> {
  const newest = sql`user_id = ${userId} and due_at <= ${now} order by started_at desc limit 1`;
  return await detailsTask(
    db,
    sql`
    select run_id from (
      select * from (select run_id, started_at from ${runDetails} indexed by run_details_due
        where state = 'waiting' and ${newest})
      union all
      select * from (select run_id, started_at from ${runDetails} indexed by run_details_samples
        where state = 'ready' and stream_state = 'waiting' and ${newest})
      union all
      select * from (select run_id, started_at from ${runDetails} indexed by run_details_renewal
        where expires_at <= ${renewBy} and state = 'ready' and ${newest})
    ) order by started_at desc limit 1`,
  );
}

/** What is to be read of this run, however often it failed. */
export async function detailsTaskOf(
  db: Db,
  userId: string,
  runId: string,
): Promise<DetailsTask | undefined> {
  return await detailsTask(
    db,
    sql`
    select run_id from ${runDetails} where run_id = ${runId} and user_id = ${userId}
      and (state <> 'ready' or stream_state = 'waiting')`,
  );
}

async function detailsTask(db: Db | Tx, chosen: SQL): Promise<DetailsTask | undefined> {
  const row = await db.select({
    runId: runs.id,
    externalId: runs.externalId,
    fingerprint: runs.fingerprint,
    state: runDetails.state,
    streamState: runDetails.streamState,
    attempts: runDetails.attempts,
  }).from(runDetails).innerJoin(runs, eq(runs.id, runDetails.runId))
    .where(sql`${runDetails.runId} in (${chosen})`).get();
  if (!row) return undefined;
  const { state, streamState, ...task } = row;
  return { ...task, part: state === "ready" && streamState === "waiting" ? "streams" : "details" };
}

/**
 * When the next run has to be read, or, as long before it has to be gone as `renewBy` is ahead, to be read again;
 * undefined when none has.
 */
export async function nextDetailsDueAt(
  db: Db | Tx,
  userId: string,
  { now, renewBy }: { now: number; renewBy: number },
): Promise<number | undefined> {
  const renewed = sql`${runDetails} indexed by run_details_renewal
    where expires_at is not null and user_id = ${userId} and state = 'ready'`;
  const [row] = await db.all<{ at: number | null }>(sql`
    select min(at) as at from (
      select min(due_at) as at from ${runDetails} indexed by run_details_due
        where user_id = ${userId} and state = 'waiting'
      union all
      select min(due_at) from ${runDetails} indexed by run_details_samples
        where user_id = ${userId} and state = 'ready' and stream_state = 'waiting'
      union all
      select min(due_at) from ${renewed} and due_at > ${now} and expires_at <= ${renewBy}
      union all
      select * from (select expires_at - ${renewBy - now} from ${renewed} and due_at <= ${now}
        order by expires_at limit 1))`);
  return row.at ?? undefined;
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
  await tx.update(runDetails).set(change)
    .where(and(eq(runDetails.runId, runId), eq(runDetails.userId, userId)));
}

export async function getDetails(
  db: Db | Tx,
  userId: string,
  runId: string,
): Promise<RunDetailsRow | undefined> {
  return await db.select().from(runDetails)
    .where(and(eq(runDetails.userId, userId), eq(runDetails.runId, runId))).get();
}

/** Calls that details and samples still cost, by runner, of all whose connection works. */
export async function countDetailsLeft(db: Db): Promise<Map<string, number>> {
  return await countCalls(
    db,
    sql`
    2 * (select count(*) from ${runDetails} indexed by run_details_due
      where user_id = account.user_id and state = 'waiting') +
    (select count(*) from ${runDetails} indexed by run_details_samples
      where user_id = account.user_id and state = 'ready' and stream_state = 'waiting')`,
  );
}

/** Calls that the details and samples of all runs cost, read or not, by runner. What was typed in has no samples. */
export async function countDetailsCalls(db: Db): Promise<Map<string, number>> {
  return await countCalls(
    db,
    sql`(select coalesce(sum(2 - (stream_state = 'none')), 0)
      from ${runDetails} indexed by run_details_due
      where user_id = account.user_id and state in ('waiting', 'ready'))`,
  );
}

/** Calls that it costs to read again what has to be gone by then, by runner. */
export async function countRenewalCalls(db: Db, by: number): Promise<Map<string, number>> {
  return await countCalls(
    db,
    sql`2 * (select count(*) from ${runDetails} indexed by run_details_renewal
      where expires_at <= ${by} and user_id = account.user_id and state = 'ready')`,
  );
}

async function countCalls(db: Db, calls: SQL): Promise<Map<string, number>> {
  const rows = await db.all<{ userId: string; calls: number }>(sql`
    select account.user_id as userId, ${calls} as calls
    from ${stravaAccounts} as account where account.status = 'connected'`);
  return new Map(rows.map((row) => [row.userId, row.calls]));
}

/** Runs whose details could not be read however often it was tried. */
export async function listParked(db: Db, userId: string) {
  return await db.select({ runId: runs.id, title: runs.title, problem: runDetails.problem })
    .from(runDetails).innerJoin(runs, eq(runs.id, runDetails.runId))
    .where(and(eq(runDetails.userId, userId), eq(runDetails.state, "parked")))
    .orderBy(desc(runs.startedAt)).limit(50);
}

/** Has the parked ones tried as often as the first time, or one of them. */
export async function unparkDetails(tx: Tx, userId: string, runId?: string): Promise<void> {
  await tx.update(runDetails).set({ state: "waiting", attempts: 0, dueAt: 0, problem: null })
    .where(and(
      eq(runDetails.userId, userId),
      eq(runDetails.state, "parked"),
      runId === undefined ? undefined : eq(runDetails.runId, runId),
    ));
}

/** Has the parked ones tried once: their attempts are spent, so what fails is parked again. */
export async function retryParkedDetails(tx: Tx, userId: string): Promise<void> {
  await tx.update(runDetails).set({ state: "waiting", dueAt: 0 })
    .where(and(eq(runDetails.userId, userId), eq(runDetails.state, "parked")));
}

/** Empties what may be kept no longer, so many at a time, to be read again; answers whose it was. */
export async function emptyExpiredDetails(tx: Tx, now: number, limit: number): Promise<string[]> {
  const expired = tx.select({ id: runDetails.runId }).from(runDetails)
    .where(lte(runDetails.expiresAt, now)).limit(limit);
  const rows = await tx.update(runDetails).set({
    state: sql`iif(state = 'parked', state, 'waiting')`,
    streamState: "waiting",
    dueAt: 0,
    fetchedAt: null,
    expiresAt: null,
    details: null,
    fastShare: null,
    streams: null,
  }).where(inArray(runDetails.runId, expired)).returning({ userId: runDetails.userId });
  return rows.map(({ userId }) => userId);
}

export async function countDetailsOf(tx: Tx, userId: string): Promise<number> {
  return await tx.$count(runDetails, eq(runDetails.userId, userId));
}
