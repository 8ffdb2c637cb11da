import { strictEqual } from "node:assert/strict";
import { isRaceTime, isRaceUrl, lastRaceDate } from "@/domain/races/limits.ts";

Deno.test("isRaceUrl() takes what a page may link to", () => {
  const cases: [string, boolean][] = [
    ["https://race.example/2026?lang=fr#start", true],
    ["http://race.example", true],
    ["https://münchen-lauf.example/", true],
    ["javascript:alert(1)", false],
    ["data:text/html,x", false],
    ["//race.example", false],
    ["race.example", false],
    ["https://localhost/", false],
    ["https://ana:secret@race.example/", false],
    [`https://race.example/${"x".repeat(500)}`, false],
    ["", false],
  ];
  for (const [text, isGood] of cases) strictEqual(isRaceUrl(text), isGood, text);
});

Deno.test("isRaceTime() takes what somebody could run or walk", () => {
  strictEqual(isRaceTime(6300, 21_097.5), true);
  strictEqual(isRaceTime(105, 21_097.5), false);
  strictEqual(isRaceTime(60_000, 10_000), false);
  strictEqual(isRaceTime(NaN, 10_000), false);
  strictEqual(isRaceTime(9.58, 100), true);
  // The records of the half and of 10 km, and what is beyond them.
  strictEqual(isRaceTime(3402, 21_097.5), true);
  strictEqual(isRaceTime(2400, 21_097.5), false);
  strictEqual(isRaceTime(1571, 10_000), true);
  strictEqual(isRaceTime(1200, 10_000), false);
});

Deno.test("lastRaceDate() is three years ahead", () => {
  strictEqual(lastRaceDate(Date.UTC(2026, 4, 4)).slice(0, 7), "2029-05");
});
