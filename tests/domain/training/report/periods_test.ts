import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
  firstDueAfter,
  isoWeek,
  parsePeriod,
  periodAfter,
  periodName,
  periodOf,
  sendAt,
  type SendChoice,
} from "@/domain/training/report/periods.ts";

const MONDAY_AT_SIX: SendChoice = {
  ...{ cadence: "weekly", weekday: 1, hour: 6, weekStart: "monday" },
  timeZone: "UTC",
};
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16);

Deno.test("a period's name leads back to it, and nothing else is one", () => {
  for (const kind of ["week", "month", "year"] as const) {
    const period = periodOf(kind, "2026-12-30", "monday");
    deepStrictEqual(parsePeriod(periodName(period)), period);
  }
  for (const name of ["", "26", "2026-13", "2026-02-30", "2026-1-1", "2026-11-16T00:00", "20261"]) {
    strictEqual(parsePeriod(name), undefined, name);
  }
});

Deno.test("periods follow each other over the ends of months and years", () => {
  const names = (name: string, by: number) => {
    const period = parsePeriod(name);
    return period && periodName(periodAfter(period, by));
  };
  strictEqual(names("2026-12-28", 1), "2027-01-04");
  strictEqual(names("2026-12", 1), "2027-01");
  strictEqual(names("2026-01", -2), "2025-11");
  strictEqual(names("2024", 1), "2025");
  strictEqual(parsePeriod("2024-02")?.last, "2024-02-29");
});

Deno.test("isoWeek() numbers weeks that begin on a Monday, 53 of them in 2026", () => {
  const number = (name: string) => isoWeek(parsePeriod(name) ?? periodOf("year", name, "monday"));
  strictEqual(number("2025-12-29"), 1);
  strictEqual(number("2026-12-28"), 53);
  strictEqual(number("2027-01-04"), 1);
  strictEqual(number("2026-11-22"), undefined, "a Sunday");
  strictEqual(number("2026-11"), undefined);
});

Deno.test("sendAt() is the hour on the runner's own clock, wherever they are", () => {
  const week = periodOf("week", "2026-03-24", "monday");
  const at = (changes: Partial<SendChoice>) => utc(sendAt(week, { ...MONDAY_AT_SIX, ...changes }));
  strictEqual(at({}), "2026-03-30T06:00");
  strictEqual(at({ timeZone: "Europe/Berlin" }), "2026-03-30T04:00", "the night clocks change");
  strictEqual(at({ timeZone: "Pacific/Kiritimati" }), "2026-03-29T16:00", "UTC+14");
  strictEqual(at({ timeZone: "Pacific/Niue" }), "2026-03-30T17:00", "UTC-11");
  strictEqual(at({ timeZone: "Asia/Kathmandu" }), "2026-03-30T00:15", "UTC+5:45");
  strictEqual(at({ weekday: 0, hour: 20 }), "2026-04-05T20:00", "not before the week is over");
  const month = periodOf("month", "2026-03-24", "monday");
  strictEqual(utc(sendAt(month, { ...MONDAY_AT_SIX, cadence: "monthly" })), "2026-04-01T06:00");
});

Deno.test("an hour that summer time leaves out is the next one, and of one that comes twice it is the first", () => {
  const at = (sunday: string, hour: number) => {
    const week = periodOf("week", sunday, "sunday");
    const choice = { ...MONDAY_AT_SIX, weekday: 0, hour, timeZone: "America/New_York" };
    return utc(sendAt(periodAfter(week, -1), choice));
  };
  strictEqual(at("2026-03-08", 2), "2026-03-08T07:00", "3:00 EDT");
  strictEqual(at("2026-11-01", 1), "2026-11-01T05:00", "1:00 EDT");
});

Deno.test("firstDueAfter() finds the one report that comes next", () => {
  const first = (now: string, changes: Partial<SendChoice> = {}) =>
    periodName(
      firstDueAfter({ ...MONDAY_AT_SIX, ...changes }, now.slice(0, 10), Date.parse(`${now}Z`)),
    );
  strictEqual(first("2026-11-23T05:59"), "2026-11-16");
  strictEqual(first("2026-11-23T06:00"), "2026-11-23", "that one is due, the next is asked for");
  strictEqual(first("2026-11-25T12:00", { weekday: 5 }), "2026-11-16");
  strictEqual(first("2026-11-25T12:00", { cadence: "monthly" }), "2026-11");
  strictEqual(first("2026-12-01T05:00", { cadence: "monthly" }), "2026-11");
});
