import { type Activity, isRun, localDateOf } from "../activities/activity.ts";
import type { Json } from "../activities/summary.ts";
import { addDays } from "../zone_time.ts";

/**
 * GET /athletes/{id}/stats. Only what everyone may see counts; "recent" is the 28 whole days that end
 * yesterday, the others are live.
 */
export function describeStats(activities: Iterable<Activity>, today: string): Json {
  const dated = [...activities]
    .filter((activity) => activity.visibility === "everyone")
    .map((activity) => ({ activity, date: localDateOf(activity) }));
  const year = today.slice(0, 4);
  const periods: Record<string, (date: string) => boolean> = {
    recent: (date) => date >= addDays(today, -28) && date < today,
    ytd: (date) => date.startsWith(year),
    all: () => true,
  };
  const sports: Record<string, (activity: Activity) => boolean> = {
    run: isRun,
    ride: (activity) => activity.type === "Ride",
    swim: (activity) => activity.type === "Swim",
  };
  const stats: Json = {};
  for (const [period, inPeriod] of Object.entries(periods)) {
    for (const [sport, isSport] of Object.entries(sports)) {
      const chosen = dated.filter(({ activity, date }) => isSport(activity) && inPeriod(date));
      stats[`${period}_${sport}_totals`] = total(
        chosen.map(({ activity }) => activity),
        period === "recent",
      );
    }
  }
  const rides = dated.map(({ activity }) => activity).filter((each) => each.type === "Ride");
  if (rides.length === 0) return stats;
  return {
    ...stats,
    biggest_ride_distance: Math.max(...rides.map((ride) => ride.distanceMeters)),
    biggest_climb_elevation_gain: Math.max(...rides.map((ride) => ride.elevationGainMeters)),
  };
}

function total(activities: readonly Activity[], withAchievements: boolean): Json {
  const sum = (of: (activity: Activity) => number) =>
    activities.reduce((total, activity) => total + Math.round(of(activity) * 10), 0) / 10;
  return {
    count: activities.length,
    distance: sum((activity) => activity.distanceMeters),
    moving_time: sum((activity) => activity.movingSeconds),
    elapsed_time: sum((activity) => activity.elapsedSeconds),
    elevation_gain: sum((activity) => activity.elevationGainMeters),
    ...(withAchievements ? { achievement_count: sum((activity) => activity.prCount) } : {}),
  };
}
