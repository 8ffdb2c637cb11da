import type { Quota } from "@/domain/strava/strava.ts";

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** Clocks differ; a call just before Strava's own boundary would be counted in the old window. */
const MARGIN_MS = 5_000;

/** When reads are possible again if the quota is spent: the next quarter hour, or midnight UTC when the day is spent. */
export function resumesAt(quota: Quota | undefined, now: number): number {
  const window = quota && quota.dailyUsed >= quota.dailyLimit ? DAY_MS : QUARTER_MS;
  return Math.ceil((now + 1) / window) * window + MARGIN_MS;
}

/** Whether what Strava said at `seenAt` forbids another read at `now`. Limits are inclusive. */
export function isSpent(quota: Quota & { seenAt: number }, now: number): boolean {
  const sameDay = Math.floor(quota.seenAt / DAY_MS) === Math.floor(now / DAY_MS);
  const sameQuarter = Math.floor(quota.seenAt / QUARTER_MS) === Math.floor(now / QUARTER_MS);
  return sameDay && quota.dailyUsed >= quota.dailyLimit ||
    sameQuarter && quota.shortUsed >= quota.shortLimit;
}

/** What is left of the window now, for a person to read. */
export function quotaLeft(
  quota: Quota & { seenAt: number },
  now: number,
): { short: number; daily: number } {
  const fresh = (window: number) => Math.floor(quota.seenAt / window) !== Math.floor(now / window);
  return {
    short: Math.max(0, quota.shortLimit - (fresh(QUARTER_MS) ? 0 : quota.shortUsed)),
    daily: Math.max(0, quota.dailyLimit - (fresh(DAY_MS) ? 0 : quota.dailyUsed)),
  };
}
