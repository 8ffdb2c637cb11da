import { type AthleteSeed, syntheticAthlete } from "@/tools/strava_simulator/mod.ts";

/**
 * Activities of a minute or two on a treadmill, of these sports in turn: samples cost the simulator time, and most tests do not look at
 * them. Of a ride no page of its own is read at all.
 */
export function shortRuns(id: number, activities: number, sports: string[] = ["Run"]): AthleteSeed {
  const seed = syntheticAthlete({ id, activities });
  return (origin) => {
    const { athlete, activities } = seed(origin);
    const shorten = (value: number) => Math.max(1, Math.round(value / 30));
    return {
      athlete,
      activities: activities.map((activity, i) => ({
        ...activity,
        sportType: sports[i % sports.length],
        type: sports[i % sports.length],
        distanceMeters: shorten(activity.distanceMeters),
        movingSeconds: shorten(activity.movingSeconds),
        elapsedSeconds: shorten(activity.elapsedSeconds) + 2,
        elevationGainMeters: 0,
        route: undefined,
      })),
    };
  };
}
