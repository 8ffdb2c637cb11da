import type { Db } from "@/db/client.ts";
import { listBuriedJobsOf } from "@/db/buried_jobs.ts";
import { readFreshness } from "@/db/freshness.ts";
import { listUnreadable } from "@/db/import_failures.ts";
import { getLatestReading } from "@/db/imports.ts";
import { countOwed } from "@/db/jobs.ts";
import {
  countDetailsCalls,
  countDetailsLeft,
  countRenewalCalls,
  listParked,
} from "@/db/run_details.ts";
import type { StravaLink } from "@/db/strava_accounts.ts";
import { countUnhandled } from "@/db/strava_events.ts";
import { getStravaQuota } from "@/db/strava_quota.ts";
import { getSubscription } from "@/db/strava_subscription.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { callsWithin, estimateFinish, quotaState } from "@/domain/strava/quota.ts";
import { renewAheadMs } from "@/domain/strava/read_details.ts";
import { RETRIED_KINDS } from "@/domain/strava/retry.ts";
import { nextReadings } from "@/domain/strava/schedule.ts";

interface SyncContext {
  db: Db;
  maxAgeMs: number | null;
}

export type SyncState = Awaited<ReturnType<typeof readSyncState>>;

/** How true what a runner sees is to Strava: what was read and when, what waits and why, what failed. */
export async function readSyncState(
  context: SyncContext,
  userId: string,
  link: StravaLink,
  now: number,
) {
  const { db } = context;
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
      details: await readDetailsLeft(context, userId, now),
    },
    failed: {
      activities: await listUnreadable(db, userId),
      parked: await listParked(db, userId),
      buried: await listBuriedJobsOf(db, userId, RETRIED_KINDS),
    },
  };
}

/** Calls for details that a runner still waits for, and when the last of them will have been made. */
interface DetailsLeft {
  calls: number;
  /** Undefined when there are more than can be kept: before the last is read, the first has to be read again. */
  doneAt?: number;
}

async function readDetailsLeft(
  { db, maxAgeMs }: SyncContext,
  userId: string,
  now: number,
): Promise<DetailsLeft | undefined> {
  const left = await countDetailsLeft(db);
  const calls = left.get(userId) ?? 0;
  if (calls === 0) return undefined;
  const quota = await getStravaQuota(db);
  const ahead = renewAheadMs(maxAgeMs);
  if (maxAgeMs !== null) {
    const all = callsUntilDone(await countDetailsCalls(db), userId);
    if (all > callsWithin(maxAgeMs - ahead, quota, "details")) return { calls };
  }
  const finish = (calls: Map<string, number>) =>
    estimateFinish(callsUntilDone(calls, userId), quota, { purpose: "details", now });
  // What has to be read again before that is read before it.
  const renewals = await countRenewalCalls(db, finish(left) + ahead);
  const all = new Map([...left].map(([id, n]) => [id, n + (renewals.get(id) ?? 0)]));
  return { calls, doneAt: finish(all) };
}

/** Runners take turns: until one has the last, each other one had as many, or all of theirs. */
export function callsUntilDone(left: Map<string, number>, userId: string): number {
  const theirs = left.get(userId) ?? 0;
  return [...left.values()].reduce((sum, calls) => sum + Math.min(calls, theirs), 0);
}
