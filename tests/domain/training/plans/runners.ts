import fc from "fast-check";
import type { PlanRequest } from "@/domain/training/plans/build.ts";
import { addDays } from "@/domain/training/weeks.ts";

/** Somebody who might ask for a plan: from who runs nothing to who runs a hundred and sixty kilometers a week. */
export const requests: fc.Arbitrary<PlanRequest> = fc.record({
  goal: fc.constantFrom(
    "5k" as const,
    "10k" as const,
    "half" as const,
    "marathon" as const,
    "fit" as const,
  ),
  today: fc.nat(1500).map((days) => addDays("2026-01-01", days)),
  ahead: fc.oneof({ weight: 1, arbitrary: fc.nat(60) }, {
    weight: 4,
    arbitrary: fc.integer({ min: 50, max: 220 }),
  }),
  weekdays: fc.uniqueArray(fc.nat(6), { minLength: 2, maxLength: 7 }),
  level: fc.constantFrom("beginner" as const, "intermediate" as const, "advanced" as const),
  weeklyMeters: fc.oneof(fc.nat(30_000), fc.nat(90_000), fc.integer({ min: 0, max: 160_000 })),
  longestPart: fc.double({ min: 0.15, max: 0.7, noNaN: true }),
  vdot: fc.oneof(fc.constant(null), fc.double({ min: 20, max: 80, noNaN: true })),
}).map(({ ahead, longestPart, ...rest }) => ({
  ...rest,
  raceDate: addDays(rest.today, ahead),
  longestMeters: Math.round(longestPart * rest.weeklyMeters),
}));
