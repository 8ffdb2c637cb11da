import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { cutRun } from "@/domain/runs/stretches.ts";
import { stravaDetails } from "@/domain/strava/details.ts";

const piece = (distance: number, moving_time: number) => ({
  distance,
  moving_time,
  elapsed_time: moving_time + 2,
});

Deno.test("cutRun() gives the splits of the runner's units, each beside the fastest", () => {
  const details = stravaDetails.parse({
    splits_metric: [
      { ...piece(1000, 300), elevation_difference: -4, average_heartrate: 151.2 },
      piece(1001, 250),
      piece(300, 90),
    ],
    splits_standard: [piece(1609, 480), piece(692, 160)],
  });
  const { splits } = cutRun(details, "km");
  deepStrictEqual(splits.map(({ isFull }) => isFull), [true, true, false]);
  deepStrictEqual(splits.map(({ share }) => Math.round(share * 100)), [83, 100, 83]);
  deepStrictEqual([splits[0].riseMeters, splits[0].averageHr], [-4, 151.2]);
  deepStrictEqual([splits[1].riseMeters, splits[1].averageHr], [null, null]);
  strictEqual(cutRun(details, "mi").splits.length, 2);
});

Deno.test("cutRun() shows laps where they are not the splits again, of either unit", () => {
  const splits_metric = [piece(1000, 300), piece(1003, 300), piece(410, 120)];
  const splits_standard = [piece(1609.4, 480), piece(803.6, 240)];
  const lapsOf = (laps: unknown) =>
    cutRun(stravaDetails.parse({ laps, splits_metric, splits_standard }), "mi").laps.length;
  strictEqual(lapsOf([piece(1005, 301), piece(998, 299), piece(400, 118)]), 0);
  strictEqual(lapsOf([piece(1609, 480), piece(804, 240)]), 0);
  strictEqual(lapsOf([piece(2413, 720)]), 0, "one lap is the run itself");
  strictEqual(lapsOf([piece(400, 80), piece(200, 90), piece(400, 81)]), 3);
});

Deno.test("cutRun() has nothing of what has no length or no time", () => {
  const details = stravaDetails.parse({
    splits_metric: [piece(0, 9), { distance: 100 }, { ...piece(100, 30), moving_time: 0 }],
    laps: [{}, {}],
    best_efforts: [
      { name: "400m", distance: 400, elapsed_time: 80, pr_rank: 2 },
      { name: "1K", distance: 1000 },
    ],
  });
  const { splits, laps, efforts } = cutRun(details, "km");
  deepStrictEqual([splits.map(({ seconds }) => seconds), laps], [[32], []]);
  deepStrictEqual(efforts, [{ name: "400m", meters: 400, seconds: 80, rank: 2 }]);
});
