import type { Db } from "@/db/client.ts";
import { deleteBuriedJobs } from "@/db/buried_jobs.ts";
import { deletePastDenials } from "@/db/denied_tokens.ts";
import { deleteExpiredGrants } from "@/db/grants.ts";
import { deleteExpiredAnswers } from "@/db/idempotent_answers.ts";
import { deleteOldImportFailures } from "@/db/import_failures.ts";
import { deleteOldReadings, failOrphanedImports } from "@/db/imports.ts";
import { deleteSettledJobs } from "@/db/jobs.ts";
import { deleteExpiredMailTokens } from "@/db/mail_tokens.ts";
import { deleteSettledMails } from "@/db/mails.ts";
import { deleteExpiredPersonalTokens } from "@/db/personal_tokens.ts";
import { deleteExpiredSessions } from "@/db/sessions.ts";
import { deleteHandledEvents, deleteOldEvents } from "@/db/strava_events.ts";
import { deleteExpiredStravaStates } from "@/db/strava_states.ts";
import { deleteExpiredThrottles } from "@/db/throttles.ts";
import { deleteOldTombstones } from "@/db/tombstones.ts";
import { deleteOldDeliveries } from "@/db/webhook_deliveries.ts";
import { deleteUngrantedWebhooks } from "@/db/webhooks.ts";
import { HARMLESS } from "@/domain/mail/withdraw.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { purgeExpired, purgeForgotten } from "@/domain/strava/expire.ts";
import { DELIVER_JOB } from "@/domain/webhooks/owe.ts";

const DAY_MS = 86_400_000;

/**
 * Removes what has expired and what is settled for long enough, and fails what nobody works on. Buried jobs and failed
 * mails stay, for a person to see; only looks go, because complete readings have been there since.
 */
export async function sweep(db: Db, now: number, maxAgeMs: number | null): Promise<void> {
  await deleteExpiredSessions(db, now);
  await deleteExpiredMailTokens(db, now);
  await deleteExpiredStravaStates(db, now);
  await deleteExpiredThrottles(db, now);
  await deletePastDenials(db, now);
  await deleteExpiredAnswers(db, now);
  // A code that comes again within a day still ends what its first use made.
  await deleteExpiredGrants(db, now, now - DAY_MS);
  await deleteUngrantedWebhooks(db);
  await deleteOldDeliveries(db, now - 30 * DAY_MS);
  await deleteBuriedJobs(db, DELIVER_JOB, now - 30 * DAY_MS);
  // An expired token stands on its runner's page for a month, to explain what stopped.
  await deleteExpiredPersonalTokens(db, now - 30 * DAY_MS);
  await failOrphanedImports(db, now);
  await purgeExpired(db, now, maxAgeMs);
  await purgeForgotten(db, now);
  // Ids and reasons are Strava's too.
  const kept = (ms: number) => now - Math.min(ms, maxAgeMs ?? Infinity);
  await deleteOldReadings(db, kept(14 * DAY_MS));
  await deleteOldImportFailures(db, kept(30 * DAY_MS));
  await deleteHandledEvents(db, kept(7 * DAY_MS));
  await deleteOldEvents(db, kept(30 * DAY_MS));
  await deleteOldTombstones(db, kept(30 * DAY_MS));
  await deleteBuriedJobs(db, LOOK_JOB, kept(30 * DAY_MS));
  await deleteSettledJobs(db, kept(7 * DAY_MS));
  await deleteSettledMails(db, now - 90 * DAY_MS, HARMLESS);
}
