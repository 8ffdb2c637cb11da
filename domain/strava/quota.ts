import type { Db } from "@/db/client.ts";
import {
  blockStravaCalls,
  DAY_MS,
  FIRST_LIMITS,
  getStravaQuota,
  MARGIN_MS,
  noteStravaQuota,
  QUARTER_MS,
  type SeenQuota,
  type StravaQuotaRow,
  takeStravaCall,
} from "@/db/strava_quota.ts";
import type { Quota } from "@/domain/strava/strava.ts";

const INACTIVE_RETRY_MS = 3_600_000;

/**
 * What a call is for, and how far it may use up each window: a fifth is kept for people who wait and for events,
 * and of the day another part for what keeps a history true.
 */
const SHARES = {
  person: { short: 1, daily: 1 },
  lists: { short: 0.8, daily: 0.8 },
  /** At what a list left out, which may be thousands: lists go on beside them. */
  looks: { short: 0.7, daily: 0.7 },
  details: { short: 0.8, daily: 0.65 },
} as const;

export type Purpose = keyof typeof SHARES;

/** Takes one call for this purpose, or says when to ask again and why. */
export async function takeCall(
  db: Db,
  purpose: Purpose,
  now: number,
): Promise<{ until: number; problem: "quota" | "inactive" } | undefined> {
  const shares = SHARES[purpose];
  // Nobody knows which day a call would count in, and a day is too much to lose by it.
  if (now % DAY_MS < MARGIN_MS) {
    return { until: now - now % DAY_MS + MARGIN_MS, problem: "quota" };
  }
  if (await takeStravaCall(db, { now, shares })) return undefined;
  const quota = await getStravaQuota(db);
  if (quota?.blockedUntil && quota.blockedUntil > now - MARGIN_MS) {
    const problem = quota.blockedBecause === "inactive" ? "inactive" : "quota";
    return { until: quota.blockedUntil + MARGIN_MS, problem };
  }
  // In the first seconds of a window the one before still counts here, and ends at once, not with the new one.
  const counted = now - MARGIN_MS;
  return { until: resumesAt(quota && sharedQuota(quota, purpose), counted), problem: "quota" };
}

/** Counts what Strava counted. */
export async function noteQuota(db: Db, quota: Quota | undefined, now: number): Promise<void> {
  if (quota) await noteStravaQuota(db, { ...quota, seenAt: now });
}

/**
 * Strava refused for the rate, so all calls rest until a window ends: the one that its headers name, or without them
 * the next, then twice as many, and so on up to midnight UTC. Answers when to ask again.
 */
export async function noteRefusal(db: Db, quota: Quota | undefined, now: number): Promise<number> {
  const refusals = (await getStravaQuota(db))?.refusals ?? 0;
  const windows = quota ? 1 : 2 ** Math.min(refusals, 7);
  const quarter = resumesAt(quota, now) + (windows - 1) * QUARTER_MS;
  const until = Math.min(quarter, resumesAt({ ...NOTHING_LEFT }, now));
  await noteQuota(db, quota, now);
  const isKnown = quota !== undefined;
  await blockStravaCalls(db, { now, until: until - MARGIN_MS, because: "rate", isKnown });
  const blockedUntil = (await getStravaQuota(db))?.blockedUntil;
  return blockedUntil ? blockedUntil + MARGIN_MS : until;
}

/** Strava has switched the application off: the operator has to act, and nobody loses a connection. */
export async function noteInactive(db: Db, now: number): Promise<number> {
  const until = now + INACTIVE_RETRY_MS;
  const block = { now, until: until - MARGIN_MS, because: "inactive" as const, isKnown: true };
  await blockStravaCalls(db, block);
  return until;
}

const NOTHING_LEFT: Quota = { shortLimit: 1, shortUsed: 1, dailyLimit: 1, dailyUsed: 1 };

/** When reads are possible again if the quota is spent: the next quarter hour, or midnight UTC when the day is spent. */
export function resumesAt(quota: Quota | undefined, now: number): number {
  const window = quota && quota.dailyUsed >= quota.dailyLimit ? DAY_MS : QUARTER_MS;
  return Math.ceil((now + 1) / window) * window + MARGIN_MS;
}

/** What is left of the window now, for a person to read. */
export function quotaLeft(quota: SeenQuota, now: number): { short: number; daily: number } {
  const { shortUsed, dailyUsed } = usedAt(quota, now);
  return {
    short: Math.max(0, quota.shortLimit - shortUsed),
    daily: Math.max(0, quota.dailyLimit - dailyUsed),
  };
}

/** What is used of both windows now, of how much, and until when and why all calls rest. */
export function quotaState(quota: StravaQuotaRow, now: number) {
  const { shortLimit, dailyLimit, blockedUntil, blockedBecause } = quota;
  const rests = blockedUntil !== null && blockedUntil > now - MARGIN_MS;
  return {
    ...usedAt(quota, now),
    shortLimit,
    dailyLimit,
    seenAt: quota.seenAt,
    rests: rests
      ? { until: blockedUntil + MARGIN_MS, because: blockedBecause ?? "rate" }
      : undefined,
  };
}

/** How many calls for this purpose can be made in so long a time. */
export function callsWithin(ms: number, quota: SeenQuota | undefined, purpose: Purpose): number {
  const dailyLimit = quota?.dailyLimit ?? FIRST_LIMITS.dailyLimit;
  return Math.floor(dailyLimit * SHARES[purpose].daily) * ms / DAY_MS;
}

/** When so many calls for this purpose will have been made, if nobody else takes more than they keep. */
export function estimateFinish(
  calls: number,
  quota: StravaQuotaRow | undefined,
  { purpose, now }: { purpose: Purpose; now: number },
): number {
  const { shortLimit, dailyLimit } = quota ?? FIRST_LIMITS;
  const share = SHARES[purpose];
  const [perQuarter, perDay] = [shortLimit * share.short, dailyLimit * share.daily].map(Math.floor);
  let used = quota ? usedAt(quota, now) : { shortUsed: 0, dailyUsed: 0 };
  let at = Math.max(now - MARGIN_MS, quota?.blockedUntil ?? 0);
  for (let left = calls; left > 0 && perQuarter > 0 && perDay > 0;) {
    const possible = Math.min(perQuarter - used.shortUsed, perDay - used.dailyUsed);
    left -= Math.max(0, possible);
    if (left <= 0) break;
    const spentDay = perDay - used.dailyUsed <= Math.max(0, possible);
    const next = Math.ceil((at + 1) / (spentDay ? DAY_MS : QUARTER_MS)) *
      (spentDay ? DAY_MS : QUARTER_MS);
    const sameDay = Math.floor(next / DAY_MS) === Math.floor(at / DAY_MS);
    used = { shortUsed: 0, dailyUsed: sameDay ? used.dailyUsed + Math.max(0, possible) : 0 };
    at = next;
  }
  return Math.max(now, at);
}

function usedAt(quota: SeenQuota, now: number): { shortUsed: number; dailyUsed: number } {
  const goesOn = (window: number) =>
    Math.floor(quota.seenAt / window) >= Math.floor((now - MARGIN_MS) / window);
  return {
    shortUsed: goesOn(QUARTER_MS) ? quota.shortUsed : 0,
    dailyUsed: goesOn(DAY_MS) ? quota.dailyUsed : 0,
  };
}

/** The quota as if it ended where this purpose has to stop. */
function sharedQuota(quota: Quota, purpose: Purpose): Quota {
  const { short, daily } = SHARES[purpose];
  return {
    ...quota,
    shortLimit: Math.floor(quota.shortLimit * short),
    dailyLimit: Math.floor(quota.dailyLimit * daily),
  };
}
