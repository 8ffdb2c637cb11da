import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { deleteImports } from "@/db/imports.ts";
import { deleteJobsOf } from "@/db/jobs.ts";
import { insertPurge, type Purge } from "@/db/purges.ts";
import { countPairsOf, settleHidden } from "@/db/run_pairs.ts";
import { deleteRunsOf, listRunIdsFrom } from "@/db/runs.ts";
import { deleteStravaAccount, getStravaAccount, type StravaAccount } from "@/db/strava_accounts.ts";
import { countDetailsOf } from "@/db/run_details.ts";
import { deleteEventsOf } from "@/db/strava_events.ts";
import { deleteTombstonesOf } from "@/db/tombstones.ts";
import { deleteStravaStates } from "@/db/strava_states.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { StravaError } from "@/domain/strava/strava.ts";
import { oweDeliveries, toChanges } from "@/domain/webhooks/owe.ts";
import { CannotUnsealError } from "@/domain/tokens/sealing.ts";

/** What a disconnection removed. */
interface Disconnection {
  purge: Purge;
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
  const { db, now } = context;
  const account = await getStravaAccount(db, userId);
  if (!account) throw new RefusedError("strava_not_connected");
  const revoked = await revokeAtStrava(context, account);
  const purge = await db.transaction((tx) =>
    purgeStrava(tx, account, { cause: "disconnected", beganAt: now, now, revoked })
  );
  const { runs, ...others } = purge.rows;
  return { purge, revoked, runs, otherRows: Object.values(others).reduce((a, b) => a + b) };
}

/** Deletes all that came from Strava and the link itself, and keeps a certificate that says so. */
export async function purgeStrava(
  tx: Tx,
  { userId }: StravaAccount,
  { cause, beganAt, now, revoked }: {
    cause: Purge["cause"];
    beganAt: number;
    now: number;
    revoked: boolean;
  },
): Promise<Purge> {
  await oweGoodbyes(tx, userId, now);
  const pairs = await countPairsOf(tx, userId);
  const rows = {
    run_details: await countDetailsOf(tx, userId),
    runs: await deleteRunsOf(tx, userId, "strava"),
    // Those of a run that came from elsewhere with another such run stay.
    run_pairs: pairs - await countPairsOf(tx, userId),
    ...await deleteImports(tx, userId),
    jobs: await deleteJobsOf(tx, userId, "strava."),
    strava_states: await deleteStravaStates(tx, userId),
    strava_events: await deleteEventsOf(tx, userId),
    tombstones: await deleteTombstonesOf(tx, userId),
    strava_accounts: 1,
  };
  if (!await deleteStravaAccount(tx, userId)) throw new RefusedError("strava_not_connected");
  await settleHidden(tx, userId);
  const purge = {
    id: uuidv7(),
    userId,
    cause,
    beganAt,
    finishedAt: now,
    revokedAtSource: revoked,
    rows,
  };
  await insertPurge(tx, purge);
  await bumpVersion(tx, userId);
  return purge;
}

/** Tells who listens that every run of Strava's is gone: while they are still there to be named. */
async function oweGoodbyes(tx: Tx, userId: string, now: number): Promise<void> {
  const source = "strava";
  await oweDeliveries(
    tx,
    { userId, source, now },
    async () => toChanges("run.deleted", await listRunIdsFrom(tx, userId, source)),
  );
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
