import type { Db } from "@/db/client.ts";
import { updateMailChoices } from "@/db/mail_choices.ts";
import { insertUser } from "@/db/users.ts";
import { chooseMails } from "@/domain/reports/choose.ts";
import { createRandom } from "@/tools/strava_simulator/random.ts";

/** Zones of all kinds: far ahead and far behind, odd minutes, summer time in both halves of the year, and none. */
const ZONES = [
  ...["UTC", "Europe/Berlin", "Europe/Lisbon", "America/New_York", "America/Los_Angeles"],
  ...[
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
  ],
  ...["Australia/Adelaide", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"],
  ...["Pacific/Niue", "America/St_Johns", "America/Santiago", "Asia/Tehran", "Africa/Cairo"],
] as const;

export interface YearRunner {
  id: string;
  zone: string;
  weekStart: "monday" | "sunday" | "saturday";
  cadence: "weekly" | "monthly" | "none";
  weekday: number;
  hour: number;
}

/** Runners with every wish that there is, here since `from`. */
export async function giveRunners(
  db: Db,
  count: number,
  { from, seed }: { from: number; seed: number },
): Promise<YearRunner[]> {
  const random = createRandom(seed);
  const runners = Array.from({ length: count }, (_, i): YearRunner => ({
    id: `runner-${i}`,
    zone: random.pick(ZONES),
    weekStart: random.pick(["monday", "monday", "sunday", "saturday"]),
    cadence: random.pick(["weekly", "weekly", "monthly", "none"]),
    weekday: random.pick([0, 1, 1, 1, 2, 3, 4, 5, 6]),
    hour: random.pick([6, 6, 6, 0, 1, 2, 3, 12, 20, 23]),
  }));
  for (let i = 0; i < count; i += 500) {
    await db.transaction(async (tx) => {
      for (const { id, zone, weekStart, cadence, weekday, hour } of runners.slice(i, i + 500)) {
        await insertUser(tx, {
          ...{ id, email: `${id}@example.org`, emailConfirmedAt: from, passwordHash: "none" },
          ...{ timeZone: zone, weekStart, createdAt: from },
        });
        // Somebody who said only just what they want is not turned to monthly for running nothing.
        const chosenAt = from + 1000 * 86_400_000;
        await chooseMails(tx, id, { cadence: "none", weekday, hour, without: [] }, from);
        await chooseMails(tx, id, { cadence, weekday, hour, without: [] }, from);
        await updateMailChoices(tx, id, { chosenAt });
      }
    });
  }
  return runners;
}
