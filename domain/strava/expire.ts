import type { Db, Tx } from "@/db/client.ts";
import { deleteExpiredDetails } from "@/db/run_details.ts";
import { settleHidden } from "@/db/run_pairs.ts";
import { deleteExpiredRuns } from "@/db/runs.ts";
import { bumpVersion } from "@/db/users.ts";

const AT_ONCE = 500;
/** It is looked for each hour, and nothing may be kept too long in between. */
const UNTIL_NEXT_MS = 3_600_000;

/** Removes what came from Strava and could not be renewed in time. It comes back with the next reading. */
export async function purgeExpired(db: Db, now: number): Promise<number> {
  const by = now + UNTIL_NEXT_MS;
  const runs = await purge(db, (tx) => deleteExpiredRuns(tx, by, AT_ONCE));
  return runs + await purge(db, (tx) => deleteExpiredDetails(tx, by, AT_ONCE));
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
