import type { Db } from "@/db/client.ts";
import { failOrphanedImports } from "@/db/imports.ts";
import { deleteSettledJobs } from "@/db/jobs.ts";
import { deleteExpiredMailTokens } from "@/db/mail_tokens.ts";
import { deleteSettledMails } from "@/db/mails.ts";
import { deleteExpiredSessions } from "@/db/sessions.ts";
import { deleteExpiredStravaStates } from "@/db/strava_states.ts";
import { deleteExpiredThrottles } from "@/db/throttles.ts";

const DAY_MS = 86_400_000;

/** Removes what has expired and what is settled for long enough, and fails what nobody works on. Buried jobs and failed mails stay, for a person to see. */
export async function sweep(db: Db, now: number): Promise<void> {
  await deleteExpiredSessions(db, now);
  await deleteExpiredMailTokens(db, now);
  await deleteExpiredStravaStates(db, now);
  await deleteExpiredThrottles(db, now);
  await failOrphanedImports(db, now);
  await deleteSettledJobs(db, now - 7 * DAY_MS);
  await deleteSettledMails(db, now - 90 * DAY_MS);
}
