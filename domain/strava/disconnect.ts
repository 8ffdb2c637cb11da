import { deleteImports } from "@/db/imports.ts";
import { deleteJobsOf } from "@/db/jobs.ts";
import { deleteRunsOf } from "@/db/runs.ts";
import { deleteStravaAccount, getStravaAccount, type StravaAccount } from "@/db/strava_accounts.ts";
import { deleteStravaStates } from "@/db/strava_states.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { StravaError } from "@/domain/strava/strava.ts";
import { CannotUnsealError } from "@/domain/tokens/sealing.ts";

interface Disconnection {
  /** False when Strava could not be told: the runner may have to remove the app there. */
  revoked: boolean;
  runs: number;
  otherRows: number;
}

/** Revokes at Strava, then deletes the tokens and every row whose source is Strava, in one transaction. */
export async function disconnectStrava(
  context: StravaContext,
  userId: string,
): Promise<Disconnection> {
  const { db } = context;
  const account = await getStravaAccount(db, userId);
  if (!account) throw new RefusedError("strava_not_connected");
  const revoked = await revokeAtStrava(context, account);
  return await db.transaction(async (tx) => {
    const runs = await deleteRunsOf(tx, userId, "strava");
    const importRows = await deleteImports(tx, userId);
    const jobRows = await deleteJobsOf(tx, userId, "strava.");
    const stateRows = await deleteStravaStates(tx, userId);
    await deleteStravaAccount(tx, userId);
    await bumpVersion(tx, userId);
    return { revoked, runs, otherRows: importRows + jobRows + stateRows + 1 };
  });
}

/** Either token ends the grant. False when Strava could not be told: nobody is kept from leaving by that, nor by a token that no key opens. */
export async function revokeAtStrava(
  { strava, sealer }: StravaContext,
  account: StravaAccount,
): Promise<boolean> {
  try {
    await strava.revoke(await sealer.open(account.refreshTokenSealed));
    return true;
  } catch (error) {
    if (error instanceof StravaError || error instanceof CannotUnsealError) return false;
    throw error;
  }
}
