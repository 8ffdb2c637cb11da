import { type Activity, isRun, localDateOf, type Visibility } from "./activities/activity.ts";
import { compareIds } from "./activities/archive.ts";
import { z } from "zod";

/** Local dates are the athlete's wall clock at the start; both ends are included. */
export const ledgerFilterSchema = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  visibility: z.array(z.enum(["everyone", "followers_only", "only_me"])).optional(),
  sportTypes: z.array(z.string()).optional(),
});

export type LedgerFilter = z.infer<typeof ledgerFilterSchema>;

interface Totals {
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  elevationGainMeters: number;
}

interface LedgerRow extends Totals {
  id: string;
  name: string;
  sportType: string;
  isRun: boolean;
  startAt: string;
  date: string;
  visibility: Visibility;
}

export interface Ledger {
  athleteId: number;
  /** Every activity of the filter, oldest first. */
  activities: Omit<LedgerRow, "count">[];
  /** Over runs only: Run, TrailRun, VirtualRun. */
  runs: Totals;
}

/** The truth that an import is compared with. */
export function readLedger(
  athleteId: number,
  activities: Iterable<Activity>,
  filter: LedgerFilter,
): Ledger {
  const sorted = [...activities].sort((a, b) =>
    a.startSeconds - b.startSeconds || compareIds(a.id, b.id)
  );
  const dated = sorted.map((activity) => ({ activity, date: localDateOf(activity) }));
  const kept = dated.filter(({ activity, date }) => matches(activity, date, filter));
  return {
    athleteId,
    activities: kept.map(({ activity, date }) => ({
      id: activity.id,
      name: activity.name,
      sportType: activity.sportType,
      isRun: isRun(activity),
      startAt: new Date(activity.startSeconds * 1000).toISOString(),
      date,
      visibility: activity.visibility,
      distanceMeters: activity.distanceMeters,
      movingSeconds: activity.movingSeconds,
      elapsedSeconds: activity.elapsedSeconds,
      elevationGainMeters: activity.elevationGainMeters,
    })),
    runs: totalRuns(kept.map(({ activity }) => activity)),
  };
}

function matches(activity: Activity, date: string, filter: LedgerFilter): boolean {
  if (filter.from !== undefined && date < filter.from) return false;
  if (filter.to !== undefined && date > filter.to) return false;
  if (filter.visibility && !filter.visibility.includes(activity.visibility)) return false;
  return !filter.sportTypes || filter.sportTypes.includes(activity.sportType);
}

/** Decimeters are summed as whole numbers, so the total does not depend on the order. */
function totalRuns(activities: readonly Activity[]): Totals {
  const totals = { count: 0, decimeters: 0, moving: 0, elapsed: 0, climbDecimeters: 0 };
  for (const activity of activities.filter(isRun)) {
    totals.count++;
    totals.decimeters += Math.round(activity.distanceMeters * 10);
    totals.moving += activity.movingSeconds;
    totals.elapsed += activity.elapsedSeconds;
    totals.climbDecimeters += Math.round(activity.elevationGainMeters * 10);
  }
  return {
    count: totals.count,
    distanceMeters: totals.decimeters / 10,
    movingSeconds: totals.moving,
    elapsedSeconds: totals.elapsed,
    elevationGainMeters: totals.climbDecimeters / 10,
  };
}
