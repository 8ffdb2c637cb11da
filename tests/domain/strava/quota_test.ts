import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { isSpent, quotaLeft, resumesAt } from "@/domain/strava/quota.ts";

const at = (time: string) => Date.parse(`2026-05-04T${time}Z`);
const MARGIN = 5_000;
const quota = (shortUsed: number, dailyUsed: number) => ({
  shortLimit: 100,
  dailyLimit: 1_000,
  shortUsed,
  dailyUsed,
});

Deno.test("resumesAt() is a little after the next quarter hour, or midnight UTC when the day is spent", () => {
  const cases = [
    [quota(100, 300), "08:05:00", "08:15:00"],
    [quota(101, 300), "08:14:59.999", "08:15:00"],
    [quota(100, 300), "08:15:00", "08:30:00"],
    [quota(100, 300), "23:50:00", "24:00:00"],
    [quota(5, 1_000), "08:05:00", "24:00:00"],
    [quota(100, 1_001), "00:00:00", "24:00:00"],
    [undefined, "08:46:00", "09:00:00"],
  ] as const;
  for (const [spent, now, expected] of cases) {
    strictEqual(resumesAt(spent, at(now)) - MARGIN, at(expected), now);
  }
});

Deno.test("isSpent() forgets a window with its end, and the limit itself is the last that is allowed", () => {
  const cases = [
    [quota(99, 999), "08:00:00", "08:14:59", false],
    [quota(100, 300), "08:00:00", "08:14:59", true],
    [quota(100, 300), "08:00:00", "08:15:00", false],
    [quota(3, 1_000), "08:00:00", "23:59:59", true],
    [quota(3, 1_000), "08:00:00", "24:00:00", false],
    [quota(100, 1_000), "23:59:00", "24:00:00", false],
  ] as const;
  for (const [used, seen, now, spent] of cases) {
    strictEqual(isSpent({ ...used, seenAt: at(seen) }, at(now)), spent, `${seen} ${now}`);
  }
});

Deno.test("quotaLeft() counts what is left of the windows that go on, and all of the new ones", () => {
  const seen = { ...quota(40, 940), seenAt: at("08:00:00") };
  deepStrictEqual(quotaLeft(seen, at("08:10:00")), { short: 60, daily: 60 });
  deepStrictEqual(quotaLeft(seen, at("08:15:00")), { short: 100, daily: 60 });
  deepStrictEqual(quotaLeft(seen, at("24:00:00")), { short: 100, daily: 1_000 });
  const over = { ...quota(120, 1_200), seenAt: at("08:00:00") };
  deepStrictEqual(quotaLeft(over, at("08:00:00")), { short: 0, daily: 0 });
});
