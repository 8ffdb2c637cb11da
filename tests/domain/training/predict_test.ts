import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { RACE_METERS } from "@/domain/training/distances.ts";
import { paceBand } from "@/domain/training/pace_band.ts";
import { bestOf, cameronSeconds, predict, riegelSeconds } from "@/domain/training/predict.ts";

const { half, marathon } = RACE_METERS;

function near(ours: number, expected: number, what: string): void {
  ok(Math.abs(ours - expected) <= 0.01, `${what}: ${ours}, not ${expected}`);
}

Deno.test("riegelSeconds() and cameronSeconds() match their published examples", () => {
  const riegel: [number, number, number, number][] = [
    [5000, 1200, 10_000, 2501.92],
    [5000, 1200, half, 5520.24],
    [5000, 1200, marathon, 11_509.32],
    [10_000, 2700, half, 5957.29],
    [10_000, 2700, marathon, 12_420.54],
    [half, 6300, marathon, 13_135.07],
  ];
  for (const [meters, seconds, to, expected] of riegel) {
    near(riegelSeconds({ meters, seconds }, to), expected, `${meters} to ${to}`);
  }
  near(riegelSeconds({ meters: half, seconds: 6300 }, marathon, 1.15), 13_980.58, "the public's");
  const tenInForty = { meters: 10_000, seconds: 2400 };
  near(cameronSeconds(tenInForty, 5000), 1152.16, "5k");
  near(cameronSeconds(tenInForty, half), 5291.49, "half");
  near(cameronSeconds(tenInForty, marathon), 11_244.53, "marathon");
});

Deno.test("predict() gives each method's time and a range around them all", () => {
  const ten = predict({ meters: 5000, seconds: 1200 }, 10_000);
  deepStrictEqual(ten?.methods.map(({ method }) => method), ["vdot", "riegel", "cameron"]);
  const times = ten?.methods.map(({ seconds }) => seconds) ?? [];
  strictEqual(ten?.fast, Math.min(...times) * 0.98);
  strictEqual(ten?.slow, Math.max(...times) * 1.02);
});

Deno.test("predict() is slower for the marathon of somebody who ran no long race, as the public is", () => {
  const from = { meters: half, seconds: 6300 };
  const methods = predict(from, marathon)?.methods ?? [];
  const seconds = Object.fromEntries(methods.map((each) => [each.method, each.seconds]));
  near(seconds.marathon, 13_980.58, "marathon");
  ok(seconds.marathon - seconds.riegel >= 600, "ten minutes behind Riegel");
  const byMarathon = predict({ meters: marathon, seconds: 13_000 }, marathon);
  ok(byMarathon?.methods.every(({ method }) => method !== "marathon"));
});

Deno.test("predict() says nothing where no method holds", () => {
  strictEqual(predict({ meters: 1000, seconds: 200 }, 5000), undefined);
  strictEqual(predict({ meters: 42_195, seconds: 14_500 }, 5000), undefined);
  strictEqual(predict({ meters: 5000, seconds: 1200 }, 160_000), undefined);
  strictEqual(predict({ meters: 5000, seconds: 1200 }, 1_000), undefined);
});

Deno.test("bestOf() chooses what speaks for the most", () => {
  const slow = { meters: 10_000, seconds: 3600 };
  const fast = { meters: 5000, seconds: 1200 };
  strictEqual(bestOf([slow, fast, { meters: 400, seconds: 60 }]), fast);
  strictEqual(bestOf([{ meters: 400, seconds: 60 }]), undefined);
  // A ride.
  strictEqual(bestOf([slow, { meters: 20_000, seconds: 2400 }]), slow);
});

Deno.test("paceBand() adds up to the goal, evenly or ever faster", () => {
  for (const units of ["km", "mi"] as const) {
    for (const meters of [3000, 5000, 10_000, half, marathon, 50_000]) {
      for (const strategy of ["even", "negative"] as const) {
        const rows = paceBand({ meters, goalSeconds: 6300, strategy, units });
        const what = `${meters} ${units} ${strategy}`;
        near(rows.reduce((sum, { splitSeconds }) => sum + splitSeconds, 0), 6300, what);
        strictEqual(rows.at(-1)?.meters, meters, what);
        near(rows.at(-1)?.seconds ?? NaN, 6300, what);
      }
    }
  }
  const even = paceBand({ meters: 10_000, goalSeconds: 3000, strategy: "even", units: "km" });
  deepStrictEqual(even.map(({ seconds }) => Math.round(seconds)).slice(0, 2), [300, 600]);
  const rows = paceBand({ meters: 10_000, goalSeconds: 3000, strategy: "negative", units: "km" });
  const firstHalf = rows[4].seconds;
  near((3000 - firstHalf) / firstHalf, 0.98, "the second half");
  ok(rows.every(({ splitSeconds }, i) => i === 0 || splitSeconds < rows[i - 1].splitSeconds));
});

Deno.test("paceBand() has no stretch of a few meters at its end", () => {
  const marks = paceBand({ meters: 10_005, goalSeconds: 3000, strategy: "even", units: "km" });
  deepStrictEqual(marks.map(({ meters }) => meters).slice(-2), [9000, 10_005]);
});
