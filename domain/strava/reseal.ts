import { listAccountsNotSealedWith, replaceSeals } from "@/db/strava_accounts.ts";
import type { StravaContext } from "@/domain/strava/access.ts";

/** Seals every token with the current key, so that older keys can leave SEALING_KEYS. Says how many accounts it sealed. */
export async function resealTokens(
  { db, sealer }: Pick<StravaContext, "db" | "sealer">,
): Promise<number> {
  let count = 0;
  while (true) {
    const accounts = await listAccountsNotSealedWith(db, sealer.keyId);
    if (accounts.length === 0) return count;
    for (const account of accounts) {
      const reseal = async (sealed: string) => await sealer.seal(await sealer.open(sealed));
      const done = await replaceSeals(db, account, {
        accessTokenSealed: await reseal(account.accessTokenSealed),
        refreshTokenSealed: await reseal(account.refreshTokenSealed),
        sealingKeyId: sealer.keyId,
      });
      if (done) count++;
    }
  }
}
