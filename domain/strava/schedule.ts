import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { hasReadingSince, insertImport } from "@/db/imports.ts";
import { insertJob } from "@/db/jobs.ts";
import { listDueForReading } from "@/db/strava_accounts.ts";

export const READING_JOB = "strava.reading";

const HOUR = 3_600_000;
/** What changed at Strava without a word is found within a day, and what is recent within hours. */
const SWEEP_EVERY_MS = 20 * HOUR;
const RECENT_EVERY_MS = 3 * HOUR;
const RECENT_DAYS = 30;
/** A reading that failed is not begun again at once. */
const TRY_EVERY_MS = HOUR;

/** Begins the readings of Strava's lists that are due; what keeps one runner's from beginning keeps nobody else's. */
export async function scheduleReadings(db: Db, now: number): Promise<void> {
  const due = await listDueForReading(db, {
    recentBefore: now - RECENT_EVERY_MS,
    sweptBefore: now - SWEEP_EVERY_MS,
  });
  const problems: unknown[] = [];
  for (const { userId, sweep } of due) {
    try {
      await db.transaction(async (tx) => {
        if (await hasReadingSince(tx, userId, now - TRY_EVERY_MS)) return;
        await beginReading(tx, userId, sweep ? "sweep" : "recent", now);
      });
    } catch (error) {
      problems.push(error);
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, "Cannot begin some readings");
}

/** Owes one reading of a runner's list. */
export async function beginReading(
  tx: Tx,
  userId: string,
  kind: "recent" | "sweep",
  now: number,
): Promise<void> {
  const importId = uuidv7();
  const endsAfter = kind === "sweep" ? null : Math.floor(now / 1000) - RECENT_DAYS * 86_400;
  await insertImport(tx, { id: importId, userId, kind, endsAfter, createdAt: now });
  const payload = { v: 1, userId, importId };
  await insertJob(tx, { kind: READING_JOB, payload, userId, runAt: now }, now);
}

/** When the next reading of each kind begins; undefined before the first was complete. */
export function nextReadings(
  { lastRecentAt, lastSweepAt }: { lastRecentAt: number | null; lastSweepAt: number | null },
): { recentAt?: number; sweepAt?: number } {
  if (lastSweepAt === null) return {};
  const sweepAt = lastSweepAt + SWEEP_EVERY_MS;
  // A reading of everything reads the recent days too.
  const recentAt = Math.max(lastRecentAt ?? 0, lastSweepAt) + RECENT_EVERY_MS;
  return { recentAt: Math.min(recentAt, sweepAt), sweepAt };
}
