import {
  and,
  desc,
  eq,
  getTableColumns,
  getTableName,
  gte,
  inArray,
  lt,
  lte,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { foldText } from "@/db/fold.ts";
import { prepared } from "@/db/prepared.ts";
import { runs } from "@/db/schema/runs.ts";

export type Run = typeof runs.$inferSelect;
export type NewRun = typeof runs.$inferInsert;
type Source = Run["source"];

/** What a source says; `hidden` is the runner's word. */
const columns = Object.entries(getTableColumns(runs)).filter(([key]) => key !== "hidden");
const KEPT_ON_UPDATE = ["id", "userId", "source", "externalId"];

/** Built once: to build it costs as much as to run it. */
const UPSERT = upsertText();

/**
 * Inserts or replaces any number of rows in one statement: a JSON array in, no cost per cell in the client.
 * Materialized, because SQLite would write and parse the text of a row again for each of its columns.
 */
export async function upsertRuns(tx: Tx, rows: NewRun[]): Promise<void> {
  if (rows.length === 0) return;
  const cells = rows.map(withFold).map((row) =>
    columns.map(([key]) => row[key as keyof NewRun] ?? null)
  );
  await tx.run(sql`
    with given(value) as materialized
      (select jsonb(value) from json_each(${JSON.stringify(cells)}))
    ${UPSERT}`);
}

function upsertText(): SQL {
  const names = columns.map(([, column]) => `"${column.name}"`);
  const values = columns.map((_, i) => `value ->> ${i}`);
  const changes = columns.filter(([key]) => !KEPT_ON_UPDATE.includes(key))
    .map(([, { name }]) => `"${name}" = excluded."${name}"`);
  return sql.raw(`insert into "${getTableName(runs)}" (${names.join(", ")})
    select ${values.join(", ")} from given where true
    on conflict (user_id, source, external_id) do update set ${changes.join(", ")}`);
}

function withFold(run: NewRun): NewRun {
  return { ...run, titleFolded: foldOf(run.title) };
}

/** SQLite knows small and capital letters of English alone, and that is what most titles have. */
function foldOf(title: string): string | null {
  return /^[\0-\x7f]*$/.test(title) ? null : foldText(title);
}

/** Of these external ids, the ones that are stored, with the fingerprint of what is stored. */
export async function listFingerprints(
  tx: Tx,
  userId: string,
  source: Source,
  externalIds: string[],
): Promise<Map<string, string>> {
  const rows = await tx.all<{ externalId: string; fingerprint: string }>(sql`
    select external_id as externalId, fingerprint from ${runs}
    where user_id = ${userId} and source = ${source}
      and external_id in (select value from json_each(${JSON.stringify(externalIds)}))`);
  return new Map(rows.map((row) => [row.externalId, row.fingerprint]));
}

/** Of these external ids, the ones that are stored, with our own id. */
export async function listRunIds(
  tx: Tx,
  userId: string,
  source: Source,
  externalIds: string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await tx.all<{ externalId: string; id: string }>(sql`
    select external_id as externalId, id from ${runs}
    where user_id = ${userId} and source = ${source}
      and external_id in (select value from json_each(${JSON.stringify(externalIds)}))`);
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

/** Notes that these rows were read again and had not changed. */
export async function touchRuns(
  tx: Tx,
  userId: string,
  source: Source,
  { externalIds, fetchedAt, expiresAt }: {
    externalIds: string[];
    fetchedAt: number;
    expiresAt: number | null;
  },
): Promise<void> {
  if (externalIds.length === 0) return;
  await tx.run(sql`
    update ${runs} set fetched_at = ${fetchedAt}, expires_at = ${expiresAt}
    where user_id = ${userId} and source = ${source}
      and external_id in (select value from json_each(${JSON.stringify(externalIds)}))`);
}

/** Draws these runs' lines anew where they differ; says how many did. */
export async function redrawRuns(
  tx: Tx,
  userId: string,
  source: Source,
  lines: Pick<Run, "externalId" | "polyline">[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const given = JSON.stringify(lines.map(({ externalId, polyline }) => [externalId, polyline]));
  // Crossed, or SQLite reads a whole history for each of the lines.
  const differing = await tx.all<{ id: string; line: string }>(sql`
    with given(external_id, line) as materialized
      (select value ->> 0, value ->> 1 from json_each(${given}))
    select runs.id, given.line from given cross join ${runs} as runs
    where runs.user_id = ${userId} and runs.source = ${source}
      and runs.external_id = given.external_id and runs.polyline <> given.line`);
  for (const { id, line } of differing) {
    await tx.update(runs).set({ polyline: line }).where(
      and(eq(runs.id, id), eq(runs.userId, userId)),
    );
  }
  return differing.length;
}

/** What the source did not list in a reading that began at `fetchedBefore`, of what started after `since`: the newest. */
export async function listUnseenRuns(
  tx: Tx,
  userId: string,
  source: Source,
  { fetchedBefore, since, limit }: { fetchedBefore: number; since?: number; limit: number },
): Promise<string[]> {
  const rows = await tx.select({ externalId: runs.externalId }).from(runs).where(
    and(
      eq(runs.userId, userId),
      eq(runs.source, source),
      lt(runs.fetchedAt, fetchedBefore),
      since === undefined ? undefined : gte(runs.startedAt, since),
    ),
  ).orderBy(desc(runs.startedAt)).limit(limit);
  return rows.map(({ externalId }) => externalId);
}

/** Changes what the runner may say of a run themselves. */
export async function updateRun(
  tx: Tx,
  userId: string,
  runId: string,
  edits: Partial<Pick<Run, "title" | "notes" | "effort">>,
): Promise<void> {
  const title = edits.title === undefined ? {} : { titleFolded: foldOf(edits.title) };
  await tx.update(runs).set({ ...edits, ...title })
    .where(and(eq(runs.userId, userId), eq(runs.id, runId)));
}

/** Removes one run that is gone at its source; answers its id, where there was one. */
export async function deleteRunOf(
  tx: Tx,
  userId: string,
  source: Source,
  externalId: string,
): Promise<string | undefined> {
  const [row] = await tx.delete(runs).where(
    and(eq(runs.userId, userId), eq(runs.source, source), eq(runs.externalId, externalId)),
  ).returning({ id: runs.id });
  return row?.id;
}

/** Removes what may be kept no longer, so many at a time; answers which, and whose. */
export async function deleteExpiredRuns(
  tx: Tx,
  now: number,
  limit: number,
): Promise<{ id: string; userId: string }[]> {
  const expired = tx.select({ id: runs.id }).from(runs)
    .where(and(eq(runs.source, "strava"), lte(runs.expiresAt, now))).limit(limit);
  return await tx.delete(runs).where(inArray(runs.id, expired))
    .returning({ id: runs.id, userId: runs.userId });
}

export async function getRun(db: Db, userId: string, runId: string): Promise<Run | undefined> {
  return await runById(db).get({ userId, runId });
}

const runById = prepared((db) =>
  db.select().from(runs).where(
    and(eq(runs.userId, sql.placeholder("userId")), eq(runs.id, sql.placeholder("runId"))),
  ).prepare()
);

/** A run of a runner's, if it came from one of these sources. */
export async function getRunOf(
  db: Db | Tx,
  { userId, sources }: { userId: string; sources: readonly Source[] },
  runId: string,
): Promise<Run | undefined> {
  return await db.select().from(runs).where(
    and(eq(runs.userId, userId), eq(runs.id, runId), inArray(runs.source, [...sources])),
  ).get();
}

/** All of a source, to be named before they go. */
export async function listRunIdsFrom(tx: Tx, userId: string, source: Source): Promise<string[]> {
  const rows = await tx.select({ id: runs.id }).from(runs)
    .where(and(eq(runs.userId, userId), eq(runs.source, source)));
  return rows.map(({ id }) => id);
}

/** Removes all that came from a source; says how many rows went. */
export async function deleteRunsOf(tx: Tx, userId: string, source: Source): Promise<number> {
  const theirs = and(eq(runs.userId, userId), eq(runs.source, source));
  const count = await tx.$count(runs, theirs);
  await tx.delete(runs).where(theirs);
  return count;
}

/** The sports this runner has, most frequent first. */
export async function listSports(db: Db, userId: string): Promise<string[]> {
  const rows = await sportsOf(db).all({ userId });
  return rows.map((row) => row.sport);
}

const sportsOf = prepared((db) =>
  db.select({ sport: runs.sport }).from(runs)
    .where(and(eq(runs.userId, sql.placeholder("userId")), eq(runs.hidden, false)))
    .groupBy(runs.sport).orderBy(sql`count(*) desc`).limit(80).prepare()
);
