import { gt, lte, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { deniedTokens } from "@/db/schema/tokens.ts";

export type DeniedKey = typeof deniedTokens.$inferSelect["key"];

/** What is denied at `now`. Few: each entry lives as long as an access token. */
export async function listDenied(db: Db, now: number): Promise<DeniedKey[]> {
  const rows = await db.select({ key: deniedTokens.key }).from(deniedTokens)
    .where(gt(deniedTokens.until, now));
  return rows.map(({ key }) => key);
}

export async function insertDenied(tx: Db | Tx, key: DeniedKey, until: number): Promise<void> {
  await tx.insert(deniedTokens).values({ key, until }).onConflictDoUpdate({
    target: deniedTokens.key,
    set: { until: sql`max(${deniedTokens.until}, ${until})` },
  });
}

export async function deletePastDenials(db: Db, now: number): Promise<void> {
  await db.delete(deniedTokens).where(lte(deniedTokens.until, now));
}
