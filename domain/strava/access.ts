import type { Db } from "@/db/client.ts";
import {
  claimRefresh,
  markReconnect,
  releaseRefresh,
  type SealedTokens,
  storeTokens,
  type StravaAccount,
} from "@/db/strava_accounts.ts";
import { type Strava, StravaError, type Tokens } from "@/domain/strava/strava.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";

/** A token this close to its end is refreshed before it is used. */
const MARGIN_MS = 5 * 60_000;
const REFRESH_TAKES_AT_MOST_MS = 60_000;

export interface StravaContext {
  db: Db;
  strava: Strava;
  sealer: Sealer;
  now: number;
}

export async function sealTokens(sealer: Sealer, tokens: Tokens): Promise<SealedTokens> {
  return {
    accessTokenSealed: await sealer.seal(tokens.accessToken),
    refreshTokenSealed: await sealer.seal(tokens.refreshToken),
    sealingKeyId: sealer.keyId,
    accessExpiresAt: tokens.accessExpiresAt,
  };
}

/**
 * A usable access token, refreshed when it must be: by one process at a time, and stored before it is used,
 * because the old refresh token dies with the refresh. Undefined while another process refreshes.
 */
export async function getAccessToken(
  { db, strava, sealer, now }: StravaContext,
  account: StravaAccount,
): Promise<string | undefined> {
  if (account.accessExpiresAt - now > MARGIN_MS) {
    return await sealer.open(account.accessTokenSealed);
  }
  const { userId } = account;
  if (!await claimRefresh(db, userId, { now, until: now + REFRESH_TAKES_AT_MOST_MS })) {
    return undefined;
  }
  try {
    const tokens = await strava.refresh(await sealer.open(account.refreshTokenSealed));
    await storeTokens(db, userId, await sealTokens(sealer, tokens));
    return tokens.accessToken;
  } catch (error) {
    if (error instanceof StravaError && error.problem === "refresh_refused") {
      await markReconnect(db, userId);
    } else await releaseRefresh(db, userId);
    throw error;
  }
}
