import { and, desc, eq, gt, inArray, lt, ne, or, type Placeholder, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { importFailures, imports } from "@/db/schema/strava.ts";
import { bumpVersion } from "@/db/users.ts";

export type Import = typeof imports.$inferSelect;
type ImportFailure = Pick<typeof importFailures.$inferSelect, "externalId" | "reason">;

export const ACTIVE_STATES: Import["state"][] = ["waiting", "running", "paused"];

/** The latest one that the runner asked for or waited for. */
export async function getLatestImport(db: Db | Tx, userId: string): Promise<Import | undefined> {
  return await db.select().from(imports).where(isHistoryOf(userId))
    .orderBy(desc(imports.createdAt), desc(imports.id)).limit(1).get();
}

/** The latest import as a page shows it: no cursor. */
export async function getImportState(
  db: Db,
  userId: string,
): Promise<Pick<Import, "state" | "seen"> | undefined> {
  return await stateOf(db).get({ userId });
}

const stateOf = prepared((db) =>
  db.select({ state: imports.state, seen: imports.seen }).from(imports)
    .where(isHistoryOf(sql.placeholder("userId")))
    .orderBy(desc(imports.createdAt), desc(imports.id)).limit(1).prepare()
);

function isHistoryOf(userId: string | Placeholder) {
  return and(eq(imports.userId, userId), eq(imports.kind, "history"));
}

/** Whether a list is being read, or began to be since then. */
export async function hasReadingSince(tx: Tx, userId: string, since: number): Promise<boolean> {
  const recent = or(gt(imports.createdAt, since), inArray(imports.state, ACTIVE_STATES));
  return await tx.$count(imports, and(eq(imports.userId, userId), recent)) > 0;
}

/** Readings that nobody waited for, once they are settled for long enough. */
export async function deleteOldReadings(db: Db, before: number): Promise<void> {
  await db.delete(imports).where(
    and(
      ne(imports.kind, "history"),
      lt(imports.createdAt, before),
      inArray(imports.state, ["done", "failed"]),
    ),
  );
}

export async function getImport(
  db: Db | Tx,
  userId: string,
  importId: string,
): Promise<Import | undefined> {
  return await db.select().from(imports).where(
    and(eq(imports.userId, userId), eq(imports.id, importId)),
  )
    .get();
}

/** A runner's readings, the newest first; `before` is the id of the last one seen. */
export async function listImports(
  db: Db,
  userId: string,
  { before, limit }: { before?: string; limit: number },
): Promise<Import[]> {
  const older = before === undefined ? undefined : lt(imports.id, before);
  return await db.select().from(imports).where(and(eq(imports.userId, userId), older))
    .orderBy(desc(imports.id)).limit(limit);
}

export async function insertImport(
  tx: Tx,
  row: Pick<Import, "id" | "userId" | "createdAt"> & Partial<Pick<Import, "kind" | "endsAfter">>,
): Promise<void> {
  await tx.insert(imports).values({ ...row, source: "strava", state: "waiting" });
}

export async function updateImport(
  tx: Db | Tx,
  userId: string,
  importId: string,
  changes: Partial<Import>,
): Promise<void> {
  await tx.update(imports).set(changes).where(
    and(eq(imports.userId, userId), eq(imports.id, importId)),
  );
}

export async function insertImportFailures(
  tx: Tx,
  { id, userId }: Pick<Import, "id" | "userId">,
  failures: ImportFailure[],
): Promise<void> {
  if (failures.length === 0) return;
  await tx.insert(importFailures)
    .values(failures.map((failure) => ({ ...failure, importId: id, userId })))
    .onConflictDoNothing();
}

export async function listImportFailures(
  db: Db,
  userId: string,
  importId: string,
): Promise<ImportFailure[]> {
  return await db.select({ externalId: importFailures.externalId, reason: importFailures.reason })
    .from(importFailures)
    .where(and(eq(importFailures.userId, userId), eq(importFailures.importId, importId))).limit(
      100,
    );
}

/** The latest reading of the list, whatever for. */
export async function getLatestReading(
  db: Db,
  userId: string,
): Promise<Pick<Import, "kind" | "state" | "seen" | "resumesAt" | "problem"> | undefined> {
  const { kind, state, seen, resumesAt, problem } = imports;
  return await db.select({ kind, state, seen, resumesAt, problem }).from(imports)
    .where(eq(imports.userId, userId))
    .orderBy(desc(imports.createdAt), desc(imports.id)).limit(1).get();
}

/** Removes the imports of a runner; says how many rows of each table went. */
export async function deleteImports(
  tx: Tx,
  userId: string,
): Promise<{ imports: number; import_failures: number }> {
  const failed = await tx.delete(importFailures).where(eq(importFailures.userId, userId))
    .returning({ id: importFailures.externalId });
  const gone = await tx.delete(imports).where(eq(imports.userId, userId))
    .returning({ id: imports.id });
  return { imports: gone.length, import_failures: failed.length };
}

/** Imports that no job works on any more, whatever took it: they fail, so that the runner can try again. */
export async function failOrphanedImports(db: Db, now: number): Promise<void> {
  const live = sql`select 1 from ${jobs} where ${jobs.userId} = ${imports.userId}
    and ${jobs.payload} ->> 'importId' = ${imports.id} and ${jobs.state} in ('ready', 'running')`;
  await db.transaction(async (tx) => {
    const failed = await tx.update(imports)
      .set({ state: "failed", problem: "strava_unavailable", resumesAt: null, finishedAt: now })
      .where(and(inArray(imports.state, ACTIVE_STATES), sql`not exists (${live})`))
      .returning({ userId: imports.userId });
    for (const { userId } of failed) await bumpVersion(tx, userId);
  });
}
