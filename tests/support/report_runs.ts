import { upsertRuns } from "@/db/runs.ts";
import { addDays } from "@/domain/training/weeks.ts";
import { newRun } from "./history.ts";
import type { TestApp } from "./app.ts";

/** Sixteen weeks of three runs up to a Sunday, each a little different; the last long one is a leap. */
export async function giveWeeks(app: TestApp, userId: string, sunday: string): Promise<void> {
  const runs = Array.from({ length: 16 }, (_, back) => {
    const week = addDays(sunday, -7 * back);
    const run = (before: number, kilometers: number, time: string) =>
      newRun(userId, {
        localDate: addDays(week, -before),
        localTime: time,
        distanceMeters: 1000 * kilometers,
        movingSeconds: Math.round(kilometers * (340 - before * 6 + back)),
        elevationGainMeters: 12 * kilometers,
        averageHr: 140 + before,
      });
    return [
      run(5, 7.2, "06:50:00"),
      run(3, 8.4 + (back % 3), "18:10:00"),
      run(0, back === 0 ? 21.4 : 15.2 - (back % 4), "09:05:00"),
    ];
  });
  await app.db.transaction((tx) => upsertRuns(tx, runs.flat()));
}
