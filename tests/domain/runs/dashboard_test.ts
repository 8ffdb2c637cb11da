import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { dashboardDates, sumWeeks } from "@/domain/runs/dashboard.ts";

const day = (date: string, distanceMeters: number) => ({
  date,
  count: 1,
  distanceMeters,
  movingSeconds: 300,
  elevationGainMeters: 1,
});

Deno.test("dashboardDates() covers twelve whole weeks up to the end of this one", () => {
  deepStrictEqual(dashboardDates("2026-11-22", "monday"), {
    from: "2026-08-31",
    yearStart: "2026-01-01",
    to: "2026-11-22",
  });
  strictEqual(dashboardDates("2026-01-01", "sunday").to, "2026-01-03");
});

Deno.test("sumWeeks() puts each day into its week and keeps empty weeks", () => {
  const weeks = sumWeeks([
    day("2026-08-31", 1),
    day("2026-09-06", 2),
    day("2026-09-07", 4),
    day("2026-11-22", 8),
  ], "2026-08-31");
  strictEqual(weeks.length, 12);
  deepStrictEqual(weeks.map((week) => week.distanceMeters), [3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8]);
  deepStrictEqual([weeks[0].count, weeks[0].movingSeconds], [2, 600]);
  strictEqual(weeks[11].start, "2026-11-16");
});
