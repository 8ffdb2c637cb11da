/** The distances that races have by name, in meters. */
export const RACE_METERS = {
  "5k": 5_000,
  "10k": 10_000,
  half: 21_097.5,
  marathon: 42_195,
} as const;

export type RaceDistance = keyof typeof RACE_METERS;

/** The name of a distance, within the two meters by which it may have been rounded. */
export function raceDistanceOf(meters: number): RaceDistance | undefined {
  const names = Object.keys(RACE_METERS) as RaceDistance[];
  return names.find((name) => Math.abs(RACE_METERS[name] - meters) <= 2);
}
