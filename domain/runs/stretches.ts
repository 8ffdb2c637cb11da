import type { StravaDetails } from "@/domain/strava/details.ts";
import { fastShare } from "@/domain/training/shape.ts";
import { METERS_PER, type Units } from "@/domain/training/units.ts";

/** A split or a lap. */
interface Stretch {
  name: string | null;
  meters: number;
  seconds: number;
  /** How fast, as a share of the fastest one. */
  share: number;
  /** Whether it is as long as a split is: the last one seldom is. */
  isFull: boolean;
  riseMeters: number | null;
  averageHr: number | null;
}

interface Effort {
  name: string;
  meters: number;
  seconds: number;
  /** Among all of the runner's of this distance, 1 to 3, when it was run. */
  rank: number | null;
}

interface Stretches {
  splits: Stretch[];
  /** Empty where the laps are but the splits again. */
  laps: Stretch[];
  efforts: Effort[];
}

type Measured = Omit<Stretch, "share" | "isFull">;

/** Laps of a watch that counts kilometres end a second apart from Strava's splits. */
const SAME_LENGTH = 0.02;
const BARELY_LESS = 0.98;

/** A run cut by its distance, by its runner and by the distances that people race. */
export function cutRun(details: StravaDetails, units: Units): Stretches {
  const { splits_metric, splits_standard, laps, best_efforts } = details;
  const isRepeat = [splits_metric, splits_standard].some((splits) => sameLengths(laps, splits));
  const splits = units === "km" ? splits_metric : splits_standard;
  return {
    splits: compare(
      splits.map((split) => ({
        name: null,
        meters: split.distance,
        seconds: secondsOf(split),
        riseMeters: split.elevation_difference ?? null,
        averageHr: split.average_heartrate ?? null,
      })),
      METERS_PER[units],
    ),
    laps: laps.length < 2 || isRepeat ? [] : compare(laps.map((lap) => ({
      name: lap.name ?? null,
      meters: lap.distance,
      seconds: secondsOf(lap),
      riseMeters: lap.total_elevation_gain ?? null,
      averageHr: lap.average_heartrate ?? null,
    }))),
    efforts: best_efforts.map(({ name, distance, elapsed_time, pr_rank }) => ({
      name,
      meters: distance,
      seconds: elapsed_time,
      rank: pr_rank ?? null,
    })).filter(({ meters, seconds }) => meters > 0 && seconds > 0),
  };
}

/** How much of a run was clearly faster than the rest, by its laps or, where they say nothing, its kilometers. */
export function shapeOf(details: StravaDetails): number | null {
  const { splits, laps } = cutRun(details, "km");
  return fastShare(laps.length > 0 ? laps : splits);
}

function compare(stretches: Measured[], fullMeters = 0): Stretch[] {
  const run = stretches.filter(({ meters, seconds }) => meters > 0 && seconds > 0);
  const fastest = Math.max(...run.map(({ meters, seconds }) => meters / seconds));
  return run.map((stretch) => ({
    ...stretch,
    share: stretch.meters / stretch.seconds / fastest,
    isFull: stretch.meters >= fullMeters * BARELY_LESS,
  }));
}

function secondsOf(piece: { moving_time: number; elapsed_time: number }): number {
  return piece.moving_time || piece.elapsed_time;
}

function sameLengths(laps: { distance: number }[], splits: { distance: number }[]): boolean {
  return laps.length === splits.length && laps.every(({ distance }, i) => {
    // A rest of a few meters may be any of them.
    const apart = Math.abs(distance - splits[i].distance);
    return apart <= Math.max(SAME_LENGTH * splits[i].distance, 20);
  });
}
