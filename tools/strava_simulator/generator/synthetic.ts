import { ordinary, uploadedAt } from "../activities/ordinary.ts";
import type { Activity } from "../activities/activity.ts";
import { oneDecimal } from "../activities/summary.ts";
import type { Athlete, AthleteSeed } from "../athletes/athlete.ts";
import { createRandom, mixSeed, type Random } from "../random.ts";
import { plainAthlete } from "./plain_athlete.ts";

interface SyntheticRequest {
  id: number;
  activities: number;
  seed?: number;
  /** Facts of the athlete that matter to the caller. */
  athlete?: Partial<Athlete>;
}

/** Any number of plain runs, one a day backwards, cheap enough for load tests. */
export function syntheticAthlete(request: SyntheticRequest): AthleteSeed {
  return ({ anchorDate, seed }) => {
    const athlete = plainAthlete({ ...request.athlete, id: request.id });
    const random = createRandom(mixSeed(request.seed ?? seed, request.id));
    const lastStart = Date.parse(`${anchorDate}T06:30:00Z`) / 1000 - 86_400;
    const activities = Array.from({ length: request.activities }, (_, index) => {
      const back = (request.activities - 1 - index) * 43_200 + random.whole(0, 20_000);
      return draw(athlete, lastStart - back, index, random);
    });
    return { athlete, activities };
  };
}

function draw(
  athlete: Athlete,
  startSeconds: number,
  index: number,
  random: Random,
): Activity {
  const distanceMeters = oneDecimal(random.between(4000, 18_000));
  const movingSeconds = Math.round(distanceMeters / random.between(2.6, 3.9));
  const elapsedSeconds = movingSeconds + random.whole(0, 120);
  const uploadedMs = (startSeconds + elapsedSeconds + 60) * 1000;
  const seed = mixSeed(athlete.id, index);
  return {
    ...ordinary,
    id: String(athlete.id * 1_000_000 + index),
    athleteId: athlete.id,
    name: "Morning Run",
    sportType: "Run",
    type: "Run",
    workoutType: 0,
    startSeconds,
    timeZone: athlete.timeZone,
    distanceMeters,
    movingSeconds,
    elapsedSeconds,
    elevationGainMeters: random.whole(10, 180),
    averageHeartrate: oneDecimal(random.between(132, 160)),
    maxHeartrate: random.whole(165, 185),
    averageCadence: oneDecimal(random.between(79, 88)),
    route: { kind: "loop", start: athlete.home, seed: mixSeed(athlete.id, index % 20) },
    baseAltitudeMeters: 170,
    effort: { kind: "steady" },
    deviceName: "Garmin Forerunner 255",
    seed,
    ...uploadedAt(uploadedMs),
  };
}
