import { reviveJobs } from "@/db/buried_jobs.ts";
import type { Tx } from "@/db/client.ts";
import { listUnreadable } from "@/db/import_failures.ts";
import { unparkDetails } from "@/db/run_details.ts";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import {
  DETAILS_JOB,
  LEAVE_JOB,
  LOOK_JOB,
  queueDetails,
  queueLook,
  RUN_DETAILS_JOB,
} from "@/domain/strava/owe.ts";

/** Work that was given up and that a runner may have tried again: its payload is all it needs. */
export const RETRIED_KINDS = [LOOK_JOB, DETAILS_JOB, RUN_DETAILS_JOB, LEAVE_JOB];

/** What a runner may try again: activities that no list gave readably, runs' details, looks that were given up. */
type Retried = "activities" | "details" | "looks";

/** Tries again what failed, as if it had not been tried. */
export async function retryFailed(
  tx: Tx,
  userId: string,
  what: Retried,
  now: number,
): Promise<void> {
  if (!await getStravaAccount(tx, userId)) throw new RefusedError("strava_not_connected");
  await bumpVersion(tx, userId);
  if (what === "looks") return await reviveJobs(tx, userId, { kinds: RETRIED_KINDS, now });
  if (what === "details") {
    await unparkDetails(tx, userId);
    return await queueDetails(tx, userId, now);
  }
  for (const { externalId } of await listUnreadable(tx, userId)) {
    await queueLook(tx, userId, externalId, now);
  }
}
