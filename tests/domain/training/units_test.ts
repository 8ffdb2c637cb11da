import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { climbIn, formatDuration, formatPace, hoursAndMinutes } from "@/domain/training/units.ts";

Deno.test("formatDuration() rounds to the second and carries", () => {
  const cases: [number, string][] = [
    [0, "0:00"],
    [59.4, "0:59"],
    [59.5, "1:00"],
    [307, "5:07"],
    [3599.6, "1:00:00"],
    [3765, "1:02:45"],
    [360_000, "100:00:00"],
    [-1, "–"],
    [NaN, "–"],
    [Infinity, "–"],
  ];
  for (const [seconds, text] of cases) strictEqual(formatDuration(seconds), text, String(seconds));
});

Deno.test("formatPace() is time per kilometre or mile, and a dash where there is none", () => {
  strictEqual(formatPace(10_000, 3000, "km"), "5:00");
  strictEqual(formatPace(1609.344, 480, "mi"), "8:00");
  strictEqual(formatPace(42_195, 7235, "km"), "2:51");
  strictEqual(formatPace(0, 3000, "km"), "–");
  strictEqual(formatPace(10_000, 0, "km"), "–");
  strictEqual(formatPace(10, 3000, "km"), "–", "slower than an hour for a kilometre is no pace");
});

Deno.test("hoursAndMinutes() rounds to the minute and carries", () => {
  deepStrictEqual(hoursAndMinutes(3570), { hours: 1, minutes: 0 });
  deepStrictEqual(hoursAndMinutes(4_278_855), { hours: 1188, minutes: 34 });
});

Deno.test("climbIn() gives feet to those who run in miles", () => {
  strictEqual(climbIn(100, "km"), 100);
  strictEqual(Math.round(climbIn(100, "mi")), 328);
});
