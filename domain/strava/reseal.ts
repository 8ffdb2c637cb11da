import {
  listAccountsNotSealedWith,
  markReconnect,
  replaceSeals,
  type StravaAccount,
} from "@/db/strava_accounts.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { CannotUnsealError } from "@/domain/tokens/sealing.ts";

type ResealContext = Pick<StravaContext, "db" | "sealer">;

/**
 * Seals every token with the current key, so that older keys can leave SEALING_KEYS. Says of how many accounts it
 * sealed the tokens, and how many it could not open: their runners have to connect again.
 */
export async function resealTokens(
  context: ResealContext,
): Promise<{ sealed: number; lost: number }> {
  const { db, sealer } = context;
  const counts = { sealed: 0, lost: 0 };
  let lastUserId = "";
  while (true) {
    const accounts = await listAccountsNotSealedWith(db, sealer.keyId, lastUserId);
    if (accounts.length === 0) return counts;
    for (const account of accounts) {
      // What changed meanwhile was sealed by a process that has the current key.
      const outcome = await resealAccount(context, account);
      if (outcome !== "changed") counts[outcome]++;
      lastUserId = account.userId;
    }
  }
}

async function resealAccount(
  { db, sealer }: ResealContext,
  account: StravaAccount,
): Promise<"sealed" | "lost" | "changed"> {
  const reseal = async (sealed: string) => await sealer.seal(await sealer.open(sealed));
  try {
    const done = await replaceSeals(db, account, {
      accessTokenSealed: await reseal(account.accessTokenSealed),
      refreshTokenSealed: await reseal(account.refreshTokenSealed),
      sealingKeyId: sealer.keyId,
    });
    return done ? "sealed" : "changed";
  } catch (error) {
    if (!(error instanceof CannotUnsealError)) throw error;
    const marked = await db.transaction((tx) => markReconnect(tx, account));
    return marked ? "lost" : "changed";
  }
}
