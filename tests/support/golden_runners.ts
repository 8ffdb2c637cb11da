import type { NewRun } from "@/db/runs.ts";
import type { User } from "@/db/users.ts";
import { addDays } from "@/domain/training/weeks.ts";

export interface GoldenRunner {
  /** What is shown of it. */
  name: string;
  /** When the runner signs up, and when the report is due to the minute. */
  from: string;
  due: string;
  profile?: Partial<Pick<User, "timeZone" | "units" | "locale" | "weekStart" | "name">>;
  cadence?: "monthly";
  runs: Partial<NewRun>[];
  /** They follow the plan of the tests and have entered a race. */
  hasPlan?: boolean;
}

/** A run on a local date, eight in the morning unless told otherwise. */
function run(localDate: string, kilometers: number, more: Partial<NewRun> = {}): Partial<NewRun> {
  return {
    localDate,
    distanceMeters: 1000 * kilometers,
    movingSeconds: Math.round(330 * kilometers),
    ...more,
  };
}

/** Three runs in each of so many weeks, the last of which ends on the day. */
function habit(lastDay: string, weeks: number, kilometers = 8): Partial<NewRun>[] {
  return Array.from({ length: weeks }, (_, back) => {
    const day = (before: number) => addDays(lastDay, -7 * back - before);
    return [
      run(day(5), kilometers, { elevationGainMeters: 60, averageHr: 141 }),
      run(day(3), kilometers + 1 + (back % 2), { elevationGainMeters: 90, averageHr: 148 }),
      run(day(0), 1.6 * kilometers, { elevationGainMeters: 120, averageHr: 144 }),
    ];
  }).flat();
}

const SPRING = { from: "2026-05-04T08:00:00Z", due: "2026-05-11T06:00:00Z" };

/** Runners whose weeks are awkward, each in another way. */
export const GOLDEN_RUNNERS: GoldenRunner[] = [
  { name: "empty-week", ...SPRING, runs: habit("2026-05-03", 6) },
  { name: "one-run", ...SPRING, runs: [...habit("2026-05-03", 6), run("2026-05-06", 6.2)] },
  {
    name: "clocks-forward-in-the-north",
    from: "2026-03-23T08:00:00Z",
    due: "2026-03-30T04:00:00Z",
    profile: { timeZone: "Europe/Berlin" },
    runs: [...habit("2026-03-29", 6), run("2026-03-29", 4, { localTime: "03:10:00" })],
  },
  {
    name: "clocks-back-in-the-south",
    from: "2026-03-30T08:00:00Z",
    due: "2026-04-05T20:00:00Z",
    profile: { timeZone: "Australia/Sydney" },
    runs: habit("2026-04-05", 6),
  },
  {
    name: "ahead-of-everybody",
    from: "2026-05-04T08:00:00Z",
    due: "2026-05-10T16:00:00Z",
    profile: { timeZone: "Pacific/Kiritimati" },
    runs: habit("2026-05-10", 6),
  },
  {
    name: "behind-everybody",
    from: "2026-05-04T18:00:00Z",
    due: "2026-05-11T17:00:00Z",
    profile: { timeZone: "Pacific/Niue" },
    runs: habit("2026-05-10", 6),
  },
  {
    name: "across-zones",
    from: "2026-05-04T18:00:00Z",
    due: "2026-05-11T13:00:00Z",
    profile: { timeZone: "America/Los_Angeles" },
    runs: [
      ...habit("2026-05-03", 6),
      // Monday there, while it is Sunday at home; and Sunday there, while it is Saturday.
      run("2026-05-04", 7, { timeZone: "Asia/Tokyo", startedAt: Date.UTC(2026, 4, 3, 21) }),
      run("2026-05-10", 11, { timeZone: "Asia/Tokyo", startedAt: Date.UTC(2026, 4, 9, 20) }),
    ],
  },
  {
    name: "ten-to-midnight",
    from: "2026-05-04T18:00:00Z",
    due: "2026-05-11T10:00:00Z",
    profile: { timeZone: "America/New_York" },
    runs: [
      ...habit("2026-05-03", 6),
      run("2026-05-10", 5, { localTime: "23:50:00", startedAt: Date.UTC(2026, 4, 11, 3, 50) }),
    ],
  },
  {
    name: "week-53",
    from: "2026-12-28T08:00:00Z",
    due: "2027-01-04T06:00:00Z",
    runs: habit("2027-01-03", 6),
  },
  { name: "miles", ...SPRING, profile: { units: "mi", name: "Ana" }, runs: habit("2026-05-10", 6) },
  { name: "chinese", ...SPRING, profile: { locale: "zh" }, runs: habit("2026-05-10", 6) },
  {
    name: "french",
    ...SPRING,
    profile: { locale: "fr", weekStart: "sunday" },
    runs: habit("2026-05-09", 6),
  },
  {
    name: "new-account",
    from: "2026-05-07T08:00:00Z",
    due: "2026-05-11T06:00:00Z",
    runs: [run("2026-05-08", 3.1), run("2026-05-10", 4)],
  },
  { name: "plan-and-race", ...SPRING, runs: habit("2026-05-10", 8, 6), hasPlan: true },
  {
    name: "after-an-injury",
    ...SPRING,
    runs: [...habit("2026-03-22", 8), run("2026-05-09", 3, { movingSeconds: 1200 })],
  },
  {
    name: "a-hundred-runs",
    from: "2026-05-04T08:00:00Z",
    due: "2026-06-01T06:00:00Z",
    cadence: "monthly",
    runs: [
      ...habit("2026-04-30", 16),
      ...Array.from({ length: 100 }, (_, i) =>
        run(addDays("2026-05-01", i % 31), 3 + (i % 7), {
          localTime: `${String(6 + i % 12).padStart(2, "0")}:00:00`,
        })),
    ],
  },
];
