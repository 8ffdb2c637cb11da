import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { type RunEdits, runWords } from "@/db/schema/runs.ts";

type Source = typeof runWords.$inferSelect["source"];

export interface Words {
  edits: RunEdits;
  removedAt: number | null;
}

/** What the runner said of these runs, by the hash of their ids at the source. */
export async function listWords(
  tx: Db | Tx,
  userId: string,
  source: Source,
  externalHashes: string[],
): Promise<Map<string, Words>> {
  const rows = await tx.select().from(runWords).where(
    and(
      eq(runWords.userId, userId),
      eq(runWords.source, source),
      sql`${runWords.externalHash} in (select value from json_each(${
        JSON.stringify(externalHashes)
      }))`,
    ),
  );
  return new Map(
    rows.map(({ externalHash, edits, removedAt }) => [externalHash, { edits, removedAt }] as const),
  );
}

/** Whether this runner said anything of any run of that source: most never do. */
export async function hasWords(tx: Db | Tx, userId: string, source: Source): Promise<boolean> {
  const row = await tx.select({ one: sql`1` }).from(runWords)
    .where(and(eq(runWords.userId, userId), eq(runWords.source, source))).limit(1).get();
  return row !== undefined;
}

/** Instead of what was said before. */
export async function putWords(tx: Tx, words: typeof runWords.$inferInsert): Promise<void> {
  const { edits, removedAt = null } = words;
  await tx.insert(runWords).values(words).onConflictDoUpdate({
    target: [runWords.userId, runWords.source, runWords.externalHash],
    set: { edits, removedAt },
  });
}
