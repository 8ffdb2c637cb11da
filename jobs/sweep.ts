import type { Db } from "@/db/client.ts";
import { deleteOldReadings, failOrphanedImports } from "@/db/imports.ts";
import { deleteSettledJobs } from "@/db/jobs.ts";
import { deleteExpiredMailTokens } from "@/db/mail_tokens.ts";
import { deleteSettledMails } from "@/db/mails.ts";
import { deleteExpiredSessions } from "@/db/sessions.ts";
import { deleteHandledEvents } from "@/db/strava_events.ts";
import { deleteExpiredStravaStates } from "@/db/strava_states.ts";
import { deleteExpiredThrottles } from "@/db/throttles.ts";
import { deleteOldTombstones } from "@/db/tombstones.ts";
import { purgeExpired, purgeForgotten } from "@/domain/strava/expire.ts";

const DAY_MS = 86_400_000;

/** Removes what has expired and what is settled for long enough, and fails what nobody works on. Buried jobs and failed mails stay, for a person to see. */
export async function sweep(db: Db, now: number, maxAgeMs: number | null): Promise<void> {
  await deleteExpiredSessions(db, now);
  await deleteExpiredMailTokens(db, now);
  await deleteExpiredStravaStates(db, now);
  await deleteExpiredThrottles(db, now);
  await failOrphanedImports(db, now);
  await purgeExpired(db, now, maxAgeMs);
  await purgeForgotten(db, now);
  await deleteOldReadings(db, now - 14 * DAY_MS);
  await deleteHandledEvents(db, now - 7 * DAY_MS);
  await deleteOldTombstones(db, now - 30 * DAY_MS);
  await deleteSettledJobs(db, now - 7 * DAY_MS);
  await deleteSettledMails(db, now - 90 * DAY_MS);
}
