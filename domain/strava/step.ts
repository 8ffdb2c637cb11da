import type { Db, Tx } from "@/db/client.ts";
import { getStravaAccount, markReconnect, type StravaAccount } from "@/db/strava_accounts.ts";
import { OTHER_PROCESS_REFRESHES_MS } from "@/domain/strava/ask.ts";

/** What becomes of the job that does this; settled in the step's own transaction, which fails when the lease is lost. */
export interface Step {
  again(tx: Tx, at: number, payload?: unknown): Promise<void>;
  wait(tx: Tx, at: number): Promise<void>;
  done(tx: Tx): Promise<void>;
  signal: AbortSignal;
}

/**
 * Ends what cannot go on without another connection: connecting again owes it anew. Where that has happened meanwhile, it
 * goes on with that one; else `account`, if given, is what Strava refused, and `end` says what else comes of it.
 */
export async function endRefused(
  { db, now }: { db: Db; now: number },
  userId: string,
  step: Step,
  { account, end }: { account?: StravaAccount; end?: (tx: Tx) => Promise<void> } = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    if (account) await markReconnect(tx, account);
    const status = (await getStravaAccount(tx, userId))?.status;
    if (status === "connected") return await step.wait(tx, now + OTHER_PROCESS_REFRESHES_MS);
    await end?.(tx);
    await step.done(tx);
  });
}
