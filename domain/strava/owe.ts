import type { Tx } from "@/db/client.ts";
import { hurryJob, wakeJob } from "@/db/jobs.ts";

export const LOOK_JOB = "strava.look";
export const DETAILS_JOB = "strava.details";
export const RUN_DETAILS_JOB = "strava.run_details";
export const LEAVE_JOB = "strava.leave";

/** Events about one activity come in flocks, so a look waits for the rest of them. */
export const DEBOUNCE_MS = 60_000;

/** Owes a look at one activity: the one that is owed already, if there is one. */
export async function queueLook(
  tx: Tx,
  userId: string,
  externalId: string,
  runAt: number,
): Promise<void> {
  await wakeJob(tx, {
    kind: LOOK_JOB,
    userId,
    uniqueKey: lookKey(userId, externalId),
    payload: { v: 1, userId, externalId, misses: 0 },
    runAt,
  }, runAt);
}

export async function hurryLook(
  tx: Tx,
  userId: string,
  externalId: string,
  runAt: number,
): Promise<void> {
  await hurryJob(tx, lookKey(userId, externalId), runAt);
}

function lookKey(userId: string, externalId: string): string {
  return `${LOOK_JOB} ${userId} ${externalId}`;
}

/** Owes the reading of every run's details and samples, newest first: at this time, even if all that was left was put off. */
export async function queueDetails(tx: Tx, userId: string, now: number): Promise<void> {
  const uniqueKey = `${DETAILS_JOB} ${userId}`;
  const job = { kind: DETAILS_JOB, userId, uniqueKey, payload: { v: 1, userId }, runAt: now };
  await wakeJob(tx, job, now);
  await hurryJob(tx, uniqueKey, now);
}

/** The key of the job that reads one run's details. */
export function runDetailsKey(runId: string): string {
  return `${RUN_DETAILS_JOB} ${runId}`;
}

/** Owes the reading of one run's details now, for somebody who looks at it. */
export async function queueRunDetails(
  tx: Tx,
  userId: string,
  runId: string,
  now: number,
): Promise<void> {
  const uniqueKey = runDetailsKey(runId);
  const payload = { v: 1, userId, runId };
  await wakeJob(tx, { kind: RUN_DETAILS_JOB, userId, uniqueKey, payload, runAt: now }, now);
}
