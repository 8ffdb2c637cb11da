import { and, eq, lte } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { idempotentAnswers } from "@/db/schema/tokens.ts";

type IdempotentAnswer = typeof idempotentAnswers.$inferSelect;

export async function getIdempotentAnswer(
  db: Db | Tx,
  caller: string,
  key: string,
): Promise<IdempotentAnswer | undefined> {
  return await db.select().from(idempotentAnswers)
    .where(and(eq(idempotentAnswers.caller, caller), eq(idempotentAnswers.key, key))).get();
}

/** Instead of one that has expired. */
export async function putIdempotentAnswer(tx: Tx, answer: IdempotentAnswer): Promise<void> {
  await tx.insert(idempotentAnswers).values(answer).onConflictDoUpdate({
    target: [idempotentAnswers.caller, idempotentAnswers.key],
    set: answer,
  });
}

export async function deleteExpiredAnswers(db: Db, now: number): Promise<void> {
  await db.delete(idempotentAnswers).where(lte(idempotentAnswers.expiresAt, now));
}
