import { z } from "zod";
import { type BuriedJob, deleteBuriedJob, getBuriedJob, reviveJobs } from "@/db/buried_jobs.ts";
import type { Tx } from "@/db/client.ts";
import { getImport } from "@/db/imports.ts";
import { handleEvents, sumNewEvents } from "@/db/strava_events.ts";
import { RefusedError } from "@/domain/errors.ts";
import { beginImport, IMPORT_JOB } from "@/domain/strava/begin_import.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { beginReading, READING_JOB } from "@/domain/strava/schedule.ts";

const importPayload = z.object({ importId: z.string() });
const lookPayload = z.object({ externalId: z.string() });

/** Lets a job that was given up begin anew. A reading of a list begins with a new one: the old one's place in it is long past. */
export async function retryJob(tx: Tx, jobId: string, now: number): Promise<void> {
  const job = await known(tx, jobId);
  const { kind, userId, payload } = job;
  if (!userId || kind !== IMPORT_JOB && kind !== READING_JOB) {
    return await reviveJobs(tx, userId, { kinds: [kind], jobId, now });
  }
  await deleteBuriedJob(tx, jobId);
  if (kind === IMPORT_JOB) return await beginImport(tx, userId, now);
  const { importId } = importPayload.parse(payload);
  const reading = await getImport(tx, userId, importId);
  await beginReading(tx, userId, reading?.kind === "recent" ? "recent" : "sweep", now);
}

/** Gives a job up for good. What was said of the activity that it was to look at counts as heard; the next reading finds the truth. */
export async function discardJob(tx: Tx, jobId: string, now: number): Promise<void> {
  const { kind, userId, payload } = await known(tx, jobId);
  const look = kind === LOOK_JOB ? lookPayload.safeParse(payload).data : undefined;
  if (userId && look) {
    const { externalId: objectId } = look;
    const { last: upTo } = await sumNewEvents(tx, userId, objectId);
    await handleEvents(tx, userId, { objectId, upTo, now });
  }
  await deleteBuriedJob(tx, jobId);
}

async function known(tx: Tx, jobId: string): Promise<BuriedJob> {
  const job = await getBuriedJob(tx, jobId);
  if (!job) throw new RefusedError("not_found");
  return job;
}
