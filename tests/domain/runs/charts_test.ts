import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { chartRun } from "@/domain/runs/charts.ts";

const seconds = (length: number) => Array.from({ length }, (_, i) => i);

Deno.test("chartRun() says an even pace as it is, in the runner's units", () => {
  const time = seconds(3_001);
  const streams = { time, distance: time.map((s) => s * 10 / 3) };
  const km = chartRun(streams, "km");
  strictEqual(km?.axis, "distance");
  strictEqual(Math.round(km.length * 100), 1_000);
  strictEqual(Math.round(km.pace?.average ?? 0), 300);
  ok(km.pace?.points.every(([, pace]) => Math.abs(pace - 300) < 0.01));
  ok((km.pace?.points.length ?? 0) <= 300);
  deepStrictEqual(km.rows.map(({ to, pace }) => [to, Math.round(pace ?? 0)]), [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((to) => [to, 300]),
    [10, 300],
  ]);
  const mi = chartRun(streams, "mi");
  strictEqual(mi?.length.toFixed(3), "6.214");
  strictEqual(Math.round(mi?.pace?.average ?? 0), 483);
});

Deno.test("chartRun() leaves standing out of the pace, and a stutter of the satellites in", () => {
  const time = [...seconds(301), 900, ...seconds(300).map((s) => 901 + s)];
  const distance = [
    ...seconds(301).map((s) => s * 3),
    900,
    ...seconds(300).map((s) => 900 + (s + 1) * 3),
  ];
  strictEqual(Math.round(chartRun({ time, distance }, "km")?.pace?.average ?? 0), 333);
  const coarse = seconds(601).map((s) => Math.floor(s / 5) * 15);
  const stuttering = chartRun({ time: seconds(601), distance: coarse }, "km");
  strictEqual(Math.round(stuttering?.pace?.average ?? 0), 333);
});

Deno.test("chartRun() has no chart for a sensor that was not there", () => {
  const time = seconds(600);
  const distance = time.map((s) => s * 3);
  const plain = chartRun({ time, distance }, "km");
  deepStrictEqual([plain?.heartRate, plain?.altitude], [undefined, undefined]);
  const dead = chartRun({ time, distance, heartrate: time.map(() => 0) }, "km");
  strictEqual(dead?.heartRate, undefined, "a strap without contact counts nothing");
  const treadmill = chartRun({ time, heartrate: time.map(() => 140) }, "km");
  deepStrictEqual([treadmill?.axis, treadmill?.pace], ["time", undefined]);
  deepStrictEqual(treadmill?.rows.map(({ to, heartRate }) => [to, heartRate]), [
    [5, 140],
    [599 / 60, 140],
  ]);
});

Deno.test("chartRun() draws heights in feet where miles are run", () => {
  const time = seconds(601);
  const streams = { time, distance: time.map((s) => s * 3), altitude: time.map((s) => s / 6) };
  const chart = chartRun(streams, "mi")?.altitude;
  strictEqual(Math.round(chart?.average ?? 0), 164);
  ok((chart?.ticks[0] ?? 1) <= 0 && (chart?.ticks.at(-1) ?? 0) >= 328);
});

Deno.test("chartRun() survives whatever a watch may write", () => {
  const cases = [
    { time: [] },
    { time: [0] },
    { time: [0, 0, 0], distance: [0, 0, 0] },
    { time: [0, 1, 2], distance: [0, NaN, 5], heartrate: [NaN, NaN, NaN] },
    { time: [0, 5, 3, 9], distance: [0, 50, 20, 60], altitude: [1, 1, 1, 1] },
    { time: [0, 1, 360_000], distance: [0, 1, 900_000], heartrate: [100, 220, 90] },
    { time: [0, 1], distance: [0, 1e-9] },
  ];
  for (const streams of cases) {
    const text = JSON.stringify(chartRun(streams, "km") ?? {}, (_, value) => {
      if (typeof value === "number") ok(Number.isFinite(value), JSON.stringify(streams));
      return value;
    });
    ok(text.length < 20_000, `${text.length}`);
  }
});
