import { z } from "zod";

const number = z.number().nullish().catch(null);
const text = z.string().nullish().catch(null);

/** Lists that may be absent, and items that cannot be read: the rest is as good without them. */
function listOf<T extends z.ZodType>(item: T) {
  return z.array(z.unknown()).nullish().catch(null).transform((items) =>
    (items ?? []).flatMap((raw) => {
      const parsed = item.safeParse(raw);
      return parsed.success ? [parsed.data] : [];
    })
  );
}

const piece = {
  distance: z.number(),
  elapsed_time: z.number(),
  moving_time: z.number(),
  average_heartrate: number,
};

const lap = z.object({ ...piece, name: text, total_elevation_gain: number, max_heartrate: number });
const split = z.object({ ...piece, elevation_difference: number });
const bestEffort = z.object({
  name: z.string(),
  distance: z.number(),
  elapsed_time: z.number(),
  pr_rank: number,
});

/** What Runnerly reads of an activity's own page besides the summary. Anything may be absent. */
export const stravaDetails = z.object({
  description: text,
  calories: number,
  perceived_exertion: number,
  gear: z.object({ id: z.string(), name: text }).nullish().catch(null),
  laps: listOf(lap),
  splits_metric: listOf(split),
  splits_standard: listOf(split),
  best_efforts: listOf(bestEffort),
});

export type StravaDetails = z.output<typeof stravaDetails>;

/** Samples by sensor, all of the same length; a sensor that was not there is absent. */
export interface StravaStreams {
  /** Seconds from the start. */
  time: number[];
  /** Meters from the start. */
  distance?: number[];
  latlng?: [number, number][];
  /** Meters. */
  altitude?: number[];
  /** Meters a second. */
  velocity_smooth?: number[];
  heartrate?: number[];
  /** Steps of one leg a minute. */
  cadence?: number[];
  watts?: number[];
  /** Degrees Celsius. */
  temp?: number[];
}
