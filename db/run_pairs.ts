import { aliasedTable, and, count, desc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import type { Run } from "@/db/runs.ts";
import { runPairs, runs } from "@/db/schema/runs.ts";

type RunPair = typeof runPairs.$inferSelect;
type PairKey = Pick<RunPair, "firstId" | "secondId">;

/** What two rows are compared by. */
export type Lookalike = Pick<
  Run,
  | "id"
  | "source"
  | "externalId"
  | "isRun"
  | "startedAt"
  | "localDate"
  | "localTime"
  | "distanceMeters"
  | "movingSeconds"
  | "elapsedSeconds"
>;

/** A hidden start is shown as a second past midnight, which may be so far from the true one. */
const ONE_DAY = { earlier: "36 * 3600000", later: "36 * 3600000" };
/** How far from a run its double may begin. SQLite is told the index, or it reads a whole history for a page of it. */
const NEIGHBOURS = [
  {
    // They share more than half of the longer one, or began at once.
    earlier: "2000 * given.elapsed_seconds + 120000",
    later: "1000 * given.elapsed_seconds + 120000",
    starts: "given.local_time is not null and other.local_time is not null",
    index: "runs_by_date",
  },
  {
    ...ONE_DAY,
    starts: "given.local_time is not null and other.local_time is null",
    index: "runs_without_start",
  },
  { ...ONE_DAY, starts: "given.local_time is null", index: "runs_by_date" },
];
const MOST_LOOKALIKES = 1_000;
const SHOWN_AT_ONCE = 50;

/** Of these runs, and of any other near them in time, those that are equally far and equally long: nearest first. */
export async function listLookalikes(
  tx: Tx,
  userId: string,
  source: Run["source"],
  externalIds: string[],
): Promise<[Lookalike, Lookalike][]> {
  if (externalIds.length === 0) return [];
  const looked = sql`given.user_id = ${userId} and given.source = ${source}
    and given.external_id in (select value from json_each(${JSON.stringify(externalIds)}))`;
  const found = NEIGHBOURS.map((neighbours) => near(looked, neighbours));
  const rows = await tx.all<{ given: string; other: string }>(sql`
    select given, other from (${sql.join(found, sql` union all `)})
    order by apart, id, other_id limit ${MOST_LOOKALIKES}`);
  return rows.map(({ given, other }) => [JSON.parse(given), JSON.parse(other)]);
}

function near(looked: SQL, { earlier, later, starts, index }: typeof NEIGHBOURS[number]): SQL {
  return sql`
    select ${compared("given")} as given, ${compared("other")} as other,
      abs(given.started_at - other.started_at) as apart, given.id as id, other.id as other_id
    from runs as given indexed by runs_external
      join runs as other indexed by ${sql.raw(index)} on other.user_id = given.user_id
        and other.hidden = 0 and other.is_run = 1 and other.id <> given.id and other.started_at
        between given.started_at - (${sql.raw(earlier)}) and given.started_at + ${sql.raw(later)}
    where ${looked} and given.hidden = 0 and given.is_run = 1 and ${sql.raw(starts)}
      and ${within("distance_meters")} and ${within("moving_seconds")}`;
}

function compared(row: string): SQL {
  return sql.raw(`json_object('id', ${row}.id, 'source', ${row}.source,
    'externalId', ${row}.external_id, 'isRun', json('true'), 'startedAt', ${row}.started_at,
    'localDate', ${row}.local_date, 'localTime', ${row}.local_time,
    'distanceMeters', ${row}.distance_meters, 'movingSeconds', ${row}.moving_seconds,
    'elapsedSeconds', ${row}.elapsed_seconds)`);
}

function within(column: string): SQL {
  return sql.raw(
    `abs(given.${column} - other.${column}) <= 0.05 * max(given.${column}, other.${column})`,
  );
}

/** Pairs that are known already stay as they are. */
export async function insertPairs(tx: Tx, pairs: RunPair[]): Promise<void> {
  if (pairs.length > 0) await tx.insert(runPairs).values(pairs).onConflictDoNothing();
}

/** Removes the pairs of these runs that nobody has decided. */
export async function deleteOpenPairs(
  tx: Tx,
  userId: string,
  source: Run["source"],
  externalIds: string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  const ids = sql`(select id from ${runs} where user_id = ${userId} and source = ${source}
    and external_id in (select value from json_each(${JSON.stringify(externalIds)})))`;
  await tx.delete(runPairs).where(and(
    eq(runPairs.userId, userId),
    eq(runPairs.state, "open"),
    sql`(${runPairs.firstId} in ${ids} or ${runPairs.secondId} in ${ids})`,
  ));
}

/** False when there is no such pair of this runner's. */
export async function setPairState(
  tx: Tx,
  userId: string,
  { firstId, secondId }: PairKey,
  state: RunPair["state"],
): Promise<boolean> {
  const rows = await tx.update(runPairs).set({ state }).where(
    and(
      eq(runPairs.userId, userId),
      eq(runPairs.firstId, firstId),
      eq(runPairs.secondId, secondId),
    ),
  ).returning({ firstId: runPairs.firstId });
  return rows.length > 0;
}

/** Hides the runs that the pairs say are doubles, and shows all others: those, too, whose other one is gone. */
export async function settleHidden(tx: Tx, userId: string): Promise<void> {
  const doubles = sql`(select iif(state = 'first', second_id, first_id) from ${runPairs}
    where user_id = ${userId} and state in ('first', 'second'))`;
  const theirs = eq(runs.userId, userId);
  await tx.update(runs).set({ hidden: false })
    .where(and(theirs, eq(runs.hidden, true), sql`${runs.id} not in ${doubles}`));
  await tx.update(runs).set({ hidden: true })
    .where(and(theirs, eq(runs.hidden, false), sql`${runs.id} in ${doubles}`));
}

const first = aliasedTable(runs, "first");
const second = aliasedTable(runs, "second");

/** A pair whose other one is hidden as a third one's double needs no word. */
const isOpen = and(
  eq(runPairs.userId, sql.placeholder("userId")),
  eq(runPairs.state, "open"),
  eq(first.hidden, false),
  eq(second.hidden, false),
);

const openPairs = prepared((db) =>
  db.select({ pairs: count() }).from(runPairs)
    .innerJoin(first, eq(first.id, runPairs.firstId))
    .innerJoin(second, eq(second.id, runPairs.secondId)).where(isOpen).prepare()
);

export async function countOpenPairs(db: Db, userId: string): Promise<number> {
  return (await openPairs(db).get({ userId }))?.pairs ?? 0;
}

/** Pairs with both of their runs, the newest run first: those to decide, or those that were. */
export async function listPairs(db: Db, userId: string, which: "open" | "decided") {
  const state = which === "open"
    ? and(eq(runPairs.state, "open"), eq(first.hidden, false), eq(second.hidden, false))
    : ne(runPairs.state, "open");
  return await db.select({ state: runPairs.state, first, second }).from(runPairs)
    .innerJoin(first, eq(first.id, runPairs.firstId))
    .innerJoin(second, eq(second.id, runPairs.secondId))
    .where(and(eq(runPairs.userId, userId), state))
    .orderBy(desc(first.startedAt), desc(first.id)).limit(SHOWN_AT_ONCE);
}

/** The run that counts in place of this hidden one. */
export async function getCountedInstead(db: Db, userId: string, runId: string) {
  const hides = or(
    and(eq(runPairs.state, "first"), eq(runPairs.secondId, runId)),
    and(eq(runPairs.state, "second"), eq(runPairs.firstId, runId)),
  );
  return await db.select({ id: runs.id, title: runs.title }).from(runPairs)
    .innerJoin(
      runs,
      sql`${runs.id} in (${runPairs.firstId}, ${runPairs.secondId}) and ${runs.id} <> ${runId}`,
    )
    .where(and(eq(runPairs.userId, userId), hides)).limit(1).get();
}

export async function countPairsOf(tx: Tx, userId: string): Promise<number> {
  return await tx.$count(runPairs, eq(runPairs.userId, userId));
}
