import { eq, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";

/** Counts one more attempt and says how many there were in this window. One statement, so attempts in parallel all count. */
export async function hitThrottle(
  db: Db | Tx,
  key: string,
  windowMs: number,
  now: number,
): Promise<{ hits: number; resetsAt: number }> {
  const over = sql`${throttles.resetsAt} <= ${now}`;
  const [row] = await db.insert(throttles).values({ key, hits: 1, resetsAt: now + windowMs })
    .onConflictDoUpdate({
      target: throttles.key,
      set: {
        hits: sql`case when ${over} then 1 else ${throttles.hits} + 1 end`,
        resetsAt: sql`case when ${over} then ${now + windowMs} else ${throttles.resetsAt} end`,
      },
    }).returning({ hits: throttles.hits, resetsAt: throttles.resetsAt });
  return row;
}

export async function clearThrottle(db: Db | Tx, key: string): Promise<void> {
  await db.delete(throttles).where(eq(throttles.key, key));
}

export async function deleteExpiredThrottles(db: Db, now: number): Promise<void> {
  await db.delete(throttles).where(lt(throttles.resetsAt, now));
}
