/** Strava's two pairs of limits, per application: a quarter hour of the wall clock and a UTC day. */
export interface LimitTier {
  overall: { quarterHour: number; day: number };
  read: { quarterHour: number; day: number };
}

export const tiers = {
  default: { overall: { quarterHour: 200, day: 2000 }, read: { quarterHour: 100, day: 1000 } },
  upgraded: { overall: { quarterHour: 400, day: 4000 }, read: { quarterHour: 200, day: 2000 } },
  unlimited: {
    overall: { quarterHour: 100_000_000, day: 100_000_000 },
    read: { quarterHour: 100_000_000, day: 100_000_000 },
  },
} satisfies Record<string, LimitTier>;

type TierName = keyof typeof tiers;

export interface Usage {
  quarter: number;
  day: number;
  overall: { quarterHour: number; day: number };
  read: { quarterHour: number; day: number };
}

export interface Spending {
  usage: Usage;
  /** Which limit this call is beyond, if any. */
  exceeded?: "overall" | "read";
}

const quarterMs = 900_000;
const dayMs = 86_400_000;

export function emptyUsage(): Usage {
  return {
    quarter: -1,
    day: -1,
    overall: { quarterHour: 0, day: 0 },
    read: { quarterHour: 0, day: 0 },
  };
}

/** The counters at an instant: a new quarter hour and a new UTC day start from nothing. */
export function usageAt(usage: Usage, nowMs: number): Usage {
  const quarter = Math.floor(nowMs / quarterMs);
  const day = Math.floor(nowMs / dayMs);
  const sameQuarter = quarter === usage.quarter;
  const sameDay = day === usage.day;
  const keep = (count: { quarterHour: number; day: number }) => ({
    quarterHour: sameQuarter ? count.quarterHour : 0,
    day: sameDay ? count.day : 0,
  });
  return { quarter, day, overall: keep(usage.overall), read: keep(usage.read) };
}

/** Counts one call. The limit itself is still allowed; a refused call counts too. */
export function spendCall(
  usage: Usage,
  tier: LimitTier,
  call: { nowMs: number; isRead: boolean },
): Spending {
  const next = usageAt(usage, call.nowMs);
  next.overall.quarterHour++;
  next.overall.day++;
  if (call.isRead) {
    next.read.quarterHour++;
    next.read.day++;
  }
  if (isBeyond(next.overall, tier.overall)) return { usage: next, exceeded: "overall" };
  if (call.isRead && isBeyond(next.read, tier.read)) return { usage: next, exceeded: "read" };
  return { usage: next };
}

/** Takes one call back, for the assumption that refused calls are free. */
export function refundCall(usage: Usage, isRead: boolean): Usage {
  const less = (count: { quarterHour: number; day: number }) => ({
    quarterHour: Math.max(count.quarterHour - 1, 0),
    day: Math.max(count.day - 1, 0),
  });
  return {
    ...usage,
    overall: less(usage.overall),
    read: isRead ? less(usage.read) : usage.read,
  };
}

function isBeyond(
  count: { quarterHour: number; day: number },
  limit: { quarterHour: number; day: number },
): boolean {
  return count.quarterHour > limit.quarterHour || count.day > limit.day;
}

export function rateHeaders(usage: Usage, tier: LimitTier): Record<string, string> {
  return {
    "X-RateLimit-Limit": `${tier.overall.quarterHour},${tier.overall.day}`,
    "X-RateLimit-Usage": `${usage.overall.quarterHour},${usage.overall.day}`,
    "X-ReadRateLimit-Limit": `${tier.read.quarterHour},${tier.read.day}`,
    "X-ReadRateLimit-Usage": `${usage.read.quarterHour},${usage.read.day}`,
  };
}
