import type { Db } from "@/db/client.ts";
import { listBuriedJobsOf } from "@/db/buried_jobs.ts";
import { readFreshness } from "@/db/freshness.ts";
import { listUnreadable } from "@/db/import_failures.ts";
import { getLatestReading } from "@/db/imports.ts";
import { countOwed } from "@/db/jobs.ts";
import { countDetailsLeft, listParked } from "@/db/run_details.ts";
import type { StravaLink } from "@/db/strava_accounts.ts";
import { countUnhandled } from "@/db/strava_events.ts";
import { getStravaQuota } from "@/db/strava_quota.ts";
import { getSubscription } from "@/db/strava_subscription.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { estimateFinish, quotaState } from "@/domain/strava/quota.ts";
import { RETRIED_KINDS } from "@/domain/strava/retry.ts";
import { nextReadings } from "@/domain/strava/schedule.ts";

export type SyncState = Awaited<ReturnType<typeof readSyncState>>;

/** How true what a runner sees is to Strava: what was read and when, what waits and why, what failed. */
export async function readSyncState(db: Db, userId: string, link: StravaLink, now: number) {
  const quota = await getStravaQuota(db);
  return {
    isSubscribed: Boolean((await getSubscription(db))?.subscriptionId),
    next: nextReadings(link),
    reading: await getLatestReading(db, userId),
    freshness: await readFreshness(db, userId),
    quota: quota && quotaState(quota, now),
    waiting: {
      events: await countUnhandled(db, userId),
      looks: await countOwed(db, userId, LOOK_JOB),
      details: await readDetailsLeft(db, userId, now),
    },
    failed: {
      activities: await listUnreadable(db, userId),
      parked: await listParked(db, userId),
      buried: await listBuriedJobsOf(db, userId, RETRIED_KINDS),
    },
  };
}

/** The details a runner still waits for, and when the last of them will have been read. */
async function readDetailsLeft(db: Db, userId: string, now: number) {
  const calls = (await countDetailsLeft(db, userId)).get(userId) ?? 0;
  // Mostly nothing is left, and everybody's runs need not be counted.
  if (calls === 0) return undefined;
  const left = await countDetailsLeft(db);
  const quota = await getStravaQuota(db);
  const purpose = "details" as const;
  return { calls, doneAt: estimateFinish(callsUntilDone(left, userId), quota, { purpose, now }) };
}

/** Runners take turns: until one has the last, each other one had as many, or all of theirs. */
export function callsUntilDone(left: Map<string, number>, userId: string): number {
  const theirs = left.get(userId) ?? 0;
  return [...left.values()].reduce((sum, calls) => sum + Math.min(calls, theirs), 0);
}
