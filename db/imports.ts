import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { importFailures, imports, stravaQuota } from "@/db/schema/strava.ts";
import { bumpVersion } from "@/db/users.ts";

export type Import = typeof imports.$inferSelect;
type ImportFailure = Pick<typeof importFailures.$inferSelect, "externalId" | "reason">;
export type StravaQuotaRow = Omit<typeof stravaQuota.$inferSelect, "id">;

export const ACTIVE_STATES: Import["state"][] = ["waiting", "running", "paused"];

export async function getLatestImport(db: Db | Tx, userId: string): Promise<Import | undefined> {
  return await db.select().from(imports).where(eq(imports.userId, userId))
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
    .where(eq(imports.userId, sql.placeholder("userId")))
    .orderBy(desc(imports.createdAt), desc(imports.id)).limit(1).prepare()
);

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

export async function insertImport(
  tx: Tx,
  row: Pick<Import, "id" | "userId" | "createdAt">,
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

/** Removes the imports of a runner; says how many rows went. */
export async function deleteImports(tx: Tx, userId: string): Promise<number> {
  const failures = await tx.$count(importFailures, eq(importFailures.userId, userId));
  const count = await tx.$count(imports, eq(imports.userId, userId));
  await tx.delete(importFailures).where(eq(importFailures.userId, userId));
  await tx.delete(imports).where(eq(imports.userId, userId));
  return count + failures;
}

export async function getStravaQuota(db: Db): Promise<StravaQuotaRow | undefined> {
  return await db.select().from(stravaQuota).where(eq(stravaQuota.id, 1)).get();
}

export async function storeStravaQuota(db: Db, quota: StravaQuotaRow): Promise<void> {
  await db.insert(stravaQuota).values({ id: 1, ...quota })
    .onConflictDoUpdate({ target: stravaQuota.id, set: quota });
}

/** Imports that no job works on any more, whatever took it: they fail, so that the runner can try again. */
export async function failOrphanedImports(db: Db, now: number): Promise<void> {
  const live = sql`select 1 from ${jobs} where ${jobs.userId} = ${imports.userId}
    and ${jobs.kind} = 'strava.import' and ${jobs.state} in ('ready', 'running')`;
  await db.transaction(async (tx) => {
    const failed = await tx.update(imports)
      .set({ state: "failed", problem: "strava_unavailable", resumesAt: null, finishedAt: now })
      .where(and(inArray(imports.state, ACTIVE_STATES), sql`not exists (${live})`))
      .returning({ userId: imports.userId });
    for (const { userId } of failed) await bumpVersion(tx, userId);
  });
}
