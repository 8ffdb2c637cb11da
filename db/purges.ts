import { and, desc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { purges } from "@/db/schema/strava.ts";

export type Purge = typeof purges.$inferSelect;

export async function insertPurge(tx: Tx, purge: Purge): Promise<void> {
  await tx.insert(purges).values(purge);
}

export async function getPurge(db: Db, userId: string, id: string): Promise<Purge | undefined> {
  return await db.select().from(purges).where(and(eq(purges.userId, userId), eq(purges.id, id)))
    .get();
}

export async function listPurges(db: Db, userId: string): Promise<Purge[]> {
  return await db.select().from(purges).where(eq(purges.userId, userId))
    .orderBy(desc(purges.finishedAt)).limit(20);
}
