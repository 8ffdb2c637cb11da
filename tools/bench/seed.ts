import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { type NewRun, upsertRuns } from "@/db/runs.ts";
import { insertUser } from "@/db/users.ts";
import { openSession } from "@/domain/accounts/sign_in.ts";

const DAY_MS = 86_400_000;
const ROUTE = "gb_wGkfv\\" + "a@cBoAyAq@{BSkCLkCj@yBbA}A".repeat(6);

/** A confirmed runner with so many runs, one a day back from `now`. Returns the id and a session's secret. */
export async function seedRunner(
  db: Db,
  { email, runs, now }: { email: string; runs: number; now: number },
): Promise<{ userId: string; secret: string }> {
  const userId = uuidv7();
  return await db.transaction(async (tx) => {
    await insertUser(tx, {
      id: userId,
      email,
      emailConfirmedAt: now,
      passwordHash: "none",
      createdAt: now,
      name: "Ana",
    });
    for (let from = 0; from < runs; from += 1000) {
      await seedRuns(tx, userId, { from, to: Math.min(runs, from + 1000), now });
    }
    return { userId, secret: await openSession(tx, userId, "bench", now) };
  });
}

async function seedRuns(
  tx: Tx,
  userId: string,
  { from, to, now }: { from: number; to: number; now: number },
) {
  const rows = Array.from({ length: to - from }, (_, i) => runOf(userId, from + i, now));
  await upsertRuns(tx, rows);
}

export function runOf(userId: string, n: number, now: number): NewRun {
  const startedAt = now - n * DAY_MS / 2;
  const distanceMeters = 5000 + (n * 7919) % 16000;
  const local = new Date(startedAt).toISOString();
  return {
    id: uuidv7(),
    userId,
    source: "strava",
    externalId: String(10_000_000_000 + n),
    sport: "Run",
    isRun: true,
    title: `Run number ${n} along the river`,
    effort: n % 9 === 0 ? "long" : null,
    startedAt,
    localDate: local.slice(0, 10),
    localTime: local.slice(11, 19),
    timeZone: "Europe/Paris",
    distanceMeters,
    movingSeconds: Math.round(distanceMeters * 0.32),
    elapsedSeconds: Math.round(distanceMeters * 0.33),
    elevationGainMeters: n % 240,
    averageHr: 130 + n % 40,
    maxHr: 170,
    cadence: 172,
    polyline: ROUTE,
    gearExternalId: null,
    deviceName: "Watch",
    visibility: "everyone",
    indoor: false,
    typedIn: false,
    commute: false,
    fingerprint: `seed-${n}`,
    fetchedAt: now,
    expiresAt: null,
  };
}
