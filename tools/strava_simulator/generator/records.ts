import { type Activity, isRun } from "../activities/activity.ts";

/** Personal records by the pace held over each standard distance, in the order they were run. */
export function countRecords(activities: readonly Activity[]): Activity[] {
  const distances = [1000, 5000, 10_000, 21_097, 42_195];
  const best = new Map<number, number>();
  return activities.map((activity) => {
    if (!isRun(activity) || !activity.route || activity.movingSeconds === 0) return activity;
    const speed = activity.distanceMeters / activity.movingSeconds;
    let prCount = 0;
    for (const meters of distances) {
      if (activity.distanceMeters < meters || speed <= (best.get(meters) ?? 0)) continue;
      if (best.has(meters)) prCount++;
      best.set(meters, speed);
    }
    return prCount > 0 ? { ...activity, prCount } : activity;
  });
}
