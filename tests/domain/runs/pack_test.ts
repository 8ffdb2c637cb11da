import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { packDetails, packStreams, unpackDetails, unpackStreams } from "@/domain/runs/pack.ts";
import { stravaDetails, type StravaStreams } from "@/domain/strava/details.ts";

/** Any list of so many whole numbers of a sensor's unit. */
function samples(length: number, perUnit: number, [min, max]: [number, number]) {
  const steps = fc.integer({ min: min * perUnit, max: max * perUnit });
  return fc.array(steps.map((n) => n / perUnit), { minLength: length, maxLength: length });
}

const anyStreams = fc.nat(40).chain((length) =>
  fc.record({
    time: samples(length, 1, [0, 1_000_000]),
    distance: samples(length, 10, [0, 1_000_000]),
    altitude: samples(length, 10, [-500, 9_000]),
    velocity_smooth: samples(length, 100, [0, 400]),
    heartrate: samples(length, 1, [0, 255]),
    cadence: samples(length, 2, [0, 255]),
    watts: samples(length, 1, [0, 5_000]),
    temp: samples(length, 1, [-60, 60]),
    latlng: fc.tuple(samples(length, 1e6, [-90, 90]), samples(length, 1e6, [-180, 180]))
      .map(([lat, lng]) => lat.map((value, i): [number, number] => [value, lng[i]])),
  }, { requiredKeys: ["time"], noNullPrototype: true })
);

Deno.test("unpackStreams() gives back what packStreams() was given, to the step of each sensor", async () => {
  await fc.assert(fc.asyncProperty(anyStreams, async (streams) => {
    deepStrictEqual(await unpackStreams(await packStreams(streams)), streams);
  }));
});

Deno.test("packStreams() rounds what is finer than any watch, and never adds the roundings up", async () => {
  const distance = Array.from({ length: 5_000 }, (_, i) => i * 2.7349);
  const streams = { time: distance.map((_, i) => i), distance };
  const read = await unpackStreams(await packStreams(streams));
  ok(read.distance?.every((meters, i) => Math.abs(meters - distance[i]) <= 0.051));
});

Deno.test("packStreams() takes what is no number for the sample before it, and nothing for nothing", async () => {
  const odd = { time: [0, 1, 2, 3], heartrate: [NaN, 140, Infinity, 150] };
  deepStrictEqual(await unpackStreams(await packStreams(odd)), {
    time: [0, 1, 2, 3],
    heartrate: [0, 140, 140, 150],
  });
  const empty: StravaStreams = { time: [], distance: [], latlng: [] };
  deepStrictEqual(await unpackStreams(await packStreams(empty)), empty);
});

Deno.test("packStreams() keeps an hour of every sensor at 1 Hz in under 30 kB", async () => {
  const time = Array.from({ length: 3_600 }, (_, i) => i);
  const noise = (i: number) => ((i * 7919) % 101) / 101 - 0.5;
  const packed = await packStreams({
    time,
    distance: time.map((i) => i * 2.8 + noise(i)),
    altitude: time.map((i) => 170 + 20 * Math.sin(i / 300) + 0.2 * noise(i)),
    velocity_smooth: time.map((i) => 2.8 + 0.3 * noise(i)),
    heartrate: time.map((i) => Math.round(150 + 8 * Math.sin(i / 120) + noise(i))),
    cadence: time.map((i) => Math.round(86 + 2 * noise(i))),
    latlng: time.map((i) => [45.76 + i * 2e-5 + 2e-6 * noise(i), 4.83 + i * 1e-5]),
  });
  ok(packed.length < 30_000, `${packed.length} bytes`);
});

Deno.test("unpackDetails() gives back what packDetails() was given", async () => {
  const details = stravaDetails.parse({
    description: "Wind 🌬",
    laps: [{ name: "1", distance: 1000, moving_time: 300, elapsed_time: 301 }, "junk", null],
    splits_metric: null,
    best_efforts: [{ name: "1K", distance: 1000, elapsed_time: 290, pr_rank: 1 }],
  });
  const read = await unpackDetails(await packDetails(details));
  deepStrictEqual(read, JSON.parse(JSON.stringify(details)));
  strictEqual(read.laps.length, 1);
});
