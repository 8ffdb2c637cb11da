import { strictEqual } from "node:assert/strict";
import { addDays, localDate, startOfWeek } from "@/domain/training/weeks.ts";

Deno.test("startOfWeek() finds the first day, over years and for each first day", () => {
  strictEqual(startOfWeek("2026-11-22", "monday"), "2026-11-16");
  strictEqual(startOfWeek("2026-11-22", "sunday"), "2026-11-22");
  strictEqual(startOfWeek("2026-11-22", "saturday"), "2026-11-21");
  strictEqual(startOfWeek("2026-11-16", "monday"), "2026-11-16");
  strictEqual(startOfWeek("2027-01-01", "monday"), "2026-12-28");
});

Deno.test("addDays() is not bent by summer time or leap years", () => {
  strictEqual(addDays("2026-03-28", 2), "2026-03-30");
  strictEqual(addDays("2028-02-28", 1), "2028-02-29");
  strictEqual(addDays("2026-01-01", -1), "2025-12-31");
});

Deno.test("localDate() is the date on the runner's own wall", () => {
  const instant = Date.UTC(2026, 10, 22, 10, 30);
  strictEqual(localDate(instant, "Pacific/Kiritimati"), "2026-11-23");
  strictEqual(localDate(instant, "Pacific/Pago_Pago"), "2026-11-21");
  strictEqual(localDate(instant, "Europe/Paris"), "2026-11-22");
});
