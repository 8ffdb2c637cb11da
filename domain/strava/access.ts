import type { Db } from "@/db/client.ts";
import {
  claimRefresh,
  getStravaAccount,
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

export interface ReadingContext extends StravaContext {
  /** How long what came from Strava may be kept without being read again; null for as long as the connection lasts. */
  maxAgeMs: number | null;
}

export async function sealTokens(sealer: Sealer, tokens: Tokens): Promise<SealedTokens> {
  return {
    accessTokenSealed: await sealer.seal(tokens.accessToken),
    refreshTokenSealed: await sealer.seal(tokens.refreshToken),
    sealingKeyId: sealer.keyId,
    accessExpiresAt: tokens.accessExpiresAt,
  };
}

/** A usable access token, refreshed when it must be. Undefined while another process refreshes it. */
export async function getAccessToken(
  context: StravaContext,
  account: StravaAccount,
): Promise<string | undefined> {
  const { sealer, now } = context;
  if (account.accessExpiresAt - now > MARGIN_MS) {
    return await sealer.open(account.accessTokenSealed);
  }
  return await refreshAccessToken(context, account);
}

/**
 * Refreshes whatever the clock says: by one process at a time, and stored before it is used, because the old
 * refresh token dies with the refresh. A refused refresh means that the runner has to connect again.
 */
export async function refreshAccessToken(
  { db, strava, sealer, now }: StravaContext,
  known: StravaAccount,
): Promise<string | undefined> {
  const { userId } = known;
  const account = await claimRefresh(db, userId, { now, until: now + REFRESH_TAKES_AT_MOST_MS });
  if (!account) return undefined;
  if (account.accessTokenSealed !== known.accessTokenSealed) {
    // Another process has refreshed since `known` was read.
    await releaseRefresh(db, account);
    return await sealer.open(account.accessTokenSealed);
  }
  try {
    const tokens = await strava.refresh(await sealer.open(account.refreshTokenSealed));
    if (await storeTokens(db, account, await sealTokens(sealer, tokens))) return tokens.accessToken;
    // Disconnected meanwhile: what was renewed since must not stay open at Strava.
    if (!await getStravaAccount(db, userId)) await strava.revoke(tokens.refreshToken);
    return undefined;
  } catch (error) {
    if (error instanceof StravaError && error.problem === "refresh_refused") {
      await db.transaction((tx) => markReconnect(tx, account));
    } else await releaseRefresh(db, account);
    throw error;
  }
}
