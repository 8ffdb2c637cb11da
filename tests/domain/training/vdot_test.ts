import { ok, strictEqual } from "node:assert/strict";
import { RACE_METERS, type RaceDistance, raceDistanceOf } from "@/domain/training/distances.ts";
import { parseDuration } from "@/domain/training/units.ts";
import { raceSeconds, vdotOf } from "@/domain/training/vdot.ts";

function seconds(text: string): number {
  const parsed = parseDuration(text);
  ok(parsed !== undefined, text);
  return parsed;
}

const NAMES: RaceDistance[] = ["5k", "10k", "half", "marathon"];

/** VDOT, then 5 km, 10 km, half and marathon as the published tables have them. */
const TABLE: [number, ...string[]][] = [
  [30, "30:40", "1:03:46", "2:21:04", "4:49:17"],
  [40, "24:08", "50:03", "1:50:59", "3:49:45"],
  [50, "19:57", "41:21", "1:31:35", "3:10:49"],
  [60, "17:03", "35:22", "1:18:09", "2:43:25"],
  [70, "14:55", "31:00", "1:08:21", "2:23:10"],
  [85, "12:37", "26:19", "57:50", "2:01:10"],
];

Deno.test("raceSeconds() is within 0.2 % of the published tables, and vdotOf() within 0.1 or as near", () => {
  for (const [vdot, ...times] of TABLE) {
    for (const [i, time] of times.entries()) {
      const meters = RACE_METERS[NAMES[i]];
      const what = `${vdot} ${NAMES[i]}`;
      const ours = raceSeconds(vdot, meters) ?? NaN;
      ok(Math.abs(ours / seconds(time) - 1) <= 0.002, `${what}: ${ours}`);
      const back = vdotOf(meters, seconds(time));
      if (seconds(time) <= 14_400) ok(Math.abs((back ?? NaN) - vdot) <= 0.1, `${what}: ${back}`);
      else strictEqual(back, undefined, what);
    }
  }
});

Deno.test("raceSeconds() solves the equations to 0.05 s", () => {
  const cases: [meters: number, seconds: number][] = [
    [1500, 323.72],
    [1609.344, 349.8],
    [3000, 692.75],
    [3218.688, 747.57],
    [5000, 1196.02],
    [8000, 1960.19],
    [10_000, 2479.6],
    [15_000, 3813.61],
    [16_093.44, 4111.05],
    [21_097.5, 5491.2],
    [30_000, 7991.64],
    [42_195, 11_439.74],
  ];
  for (const [meters, expected] of cases) {
    const ours = raceSeconds(50, meters) ?? NaN;
    ok(Math.abs(ours - expected) <= 0.05, `${meters}: ${ours}`);
  }
});

Deno.test("vdotOf() rates races as the equations do", () => {
  const cases: [meters: number, time: string, vdot: number][] = [
    [5000, "20:00", 49.81],
    [5000, "25:00", 38.31],
    [5000, "30:00", 30.82],
    [10_000, "40:00", 51.94],
    [10_000, "50:00", 40.01],
    [21_097.5, "1:30:00", 50.98],
    [21_097.5, "1:45:00", 42.64],
    [42_195, "3:00:00", 53.53],
    [42_195, "3:30:00", 44.55],
    [42_195, "4:00:00", 37.9],
    [1609.344, "5:00", 59.4],
    [1500, "4:00", 70.1],
    [42_195, "2:00:35", 85.55],
    [15_000, "1:07:48", 46.397],
  ];
  for (const [meters, time, expected] of cases) {
    const ours = vdotOf(meters, seconds(time)) ?? NaN;
    ok(Math.abs(ours - expected) <= 0.006, `${meters} in ${time}: ${ours}`);
  }
});

Deno.test("vdotOf() and raceSeconds() say nothing outside their range", () => {
  const none: [number, number][] = [
    ...[[1000, 209], [42_195, 14_401], [1000, 3600], [0, 600], [5000, 0]] as [number, number][],
    ...[[NaN, 600], [5000, NaN], [-5000, 1200], [Infinity, NaN]] as [number, number][],
  ];
  for (const [meters, time] of none) strictEqual(vdotOf(meters, time), undefined, `${meters}`);
  for (const vdot of [0, -1, NaN, Infinity, 120]) strictEqual(raceSeconds(vdot, 5000), undefined);
  strictEqual(raceSeconds(50, 0), undefined);
});

Deno.test("raceDistanceOf() knows a distance that was rounded", () => {
  strictEqual(raceDistanceOf(21_097.5), "half");
  strictEqual(raceDistanceOf(21_098), "half");
  strictEqual(raceDistanceOf(42_195), "marathon");
  strictEqual(raceDistanceOf(10_005), undefined);
});

Deno.test("parseDuration() reads what formatDuration() writes, and nothing vague", () => {
  const cases: [string, number | undefined][] = [
    ["1:45:00", 6300],
    [" 45:30 ", 2730],
    ["100:00", 6000],
    ["0:59", 59],
    ...["45", "1:5", "1:60:00", "45:60", "1:45:0", "-1:00", "1h45", "1:2:3:4", ""]
      .map((text): [string, undefined] => [text, undefined]),
  ];
  for (const [text, expected] of cases) strictEqual(parseDuration(text), expected, text);
});
