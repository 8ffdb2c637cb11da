import type { Db, Tx } from "@/db/client.ts";
import { emptyExpiredDetails } from "@/db/run_details.ts";
import { settleHidden } from "@/db/run_pairs.ts";
import { limitExpiry } from "@/db/freshness.ts";
import { deleteExpiredRuns } from "@/db/runs.ts";
import { getStravaAccount, listForgotten } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import { oweDeliveries, toChanges } from "@/domain/webhooks/owe.ts";
import { purgeStrava } from "@/domain/strava/disconnect.ts";

const AT_ONCE = 500;
/** It is looked for each hour, and nothing may be kept too long in between. */
const UNTIL_NEXT_MS = 3_600_000;

/** Of whoever does not connect again Strava may have told in vain that they left; its terms give 30 days. */
const FORGOTTEN_AFTER_MS = 28 * 86_400_000;

/** Removes what came from Strava and could not be renewed in time. It comes back with the next reading. */
export async function purgeExpired(
  db: Db,
  now: number,
  maxAgeMs: number | null,
): Promise<number> {
  await limitExpiry(db, maxAgeMs);
  const by = now + UNTIL_NEXT_MS;
  const runs = await purge(db, (tx) => removeRuns(tx, by, now));
  return runs + await purge(db, (tx) => emptyExpiredDetails(tx, by, AT_ONCE));
}

/** Removes all of Strava's that no token of its runner's could renew for weeks, as if they had said that they left. */
export async function purgeForgotten(db: Db, now: number): Promise<void> {
  for (const account of await listForgotten(db, now - FORGOTTEN_AFTER_MS)) {
    await db.transaction(async (tx) => {
      const current = await getStravaAccount(tx, account.userId);
      if (current?.status !== "reconnect") return;
      const how = { cause: "revoked" as const, beganAt: now, now, revoked: false };
      await purgeStrava(tx, current, how);
    });
  }
}

async function removeRuns(tx: Tx, by: number, now: number): Promise<string[]> {
  const removed = await deleteExpiredRuns(tx, by, AT_ONCE);
  for (const [userId, theirs] of Map.groupBy(removed, ({ userId }) => userId)) {
    const gone = toChanges("run.deleted", theirs.map(({ id }) => id));
    await oweDeliveries(tx, { userId, source: "strava", now }, () => gone);
  }
  return removed.map(({ userId }) => userId);
}

async function purge(db: Db, remove: (tx: Tx) => Promise<string[]>): Promise<number> {
  for (let total = 0;;) {
    const owners = await db.transaction(async (tx) => {
      const removed = await remove(tx);
      for (const userId of new Set(removed)) {
        await settleHidden(tx, userId);
        await bumpVersion(tx, userId);
      }
      return removed;
    });
    total += owners.length;
    if (owners.length < AT_ONCE) return total;
  }
}
