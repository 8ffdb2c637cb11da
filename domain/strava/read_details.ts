import type { Tx } from "@/db/client.ts";
import {
  type DetailsTask,
  detailsTaskOf,
  isUnchanged,
  nextDetailsDueAt,
  nextDetailsTask,
  storeDetails,
} from "@/db/run_details.ts";
import { getStravaAccount, type StravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import { packDetails, packStreams } from "@/domain/runs/pack.ts";
import { shapeOf } from "@/domain/runs/stretches.ts";
import type { ReadingContext } from "@/domain/strava/access.ts";
import { askStrava } from "@/domain/strava/ask.ts";
import { endRefused, type Step } from "@/domain/strava/step.ts";
import { queueDetails, queueLook } from "@/domain/strava/owe.ts";
import type { Purpose } from "@/domain/strava/quota.ts";
import { type ReadActivity, type ReadStreams, StravaError } from "@/domain/strava/strava.ts";

const MINUTE = 60_000;
/** Samples come some time after the run: an empty set is looked at again, and believed in the end. */
const STREAMS_LATER = [5 * MINUTE, 15 * MINUTE, 45 * MINUTE];
/** One activity may fail for ever while all others are fine: after these it is parked, for a person to try again. */
const FAILED_LATER = [MINUTE, 5 * MINUTE, 30 * MINUTE, 180 * MINUTE];
/** When one fails all may, so the next one waits. */
const AFTER_FAILURE_MS = 30_000;

/** The calls of a day may be spent in its first hours, so what expires in it is read again the day before. */
const RENEW_AHEAD_MS = 30 * 60 * MINUTE;

/** How long before they have to be gone details are read again. */
export function renewAheadMs(maxAgeMs: number | null): number {
  return maxAgeMs === null ? 0 : Math.min(RENEW_AHEAD_MS, maxAgeMs / 2);
}

type Change = Parameters<typeof storeDetails>[2];

interface Reading {
  account: StravaAccount;
  task: DetailsTask;
  purpose: Purpose;
}

/** Reads one part of one run, and leaves the next to the next step. */
export async function readNextDetails(
  context: ReadingContext,
  { userId }: { userId: string },
  step: Step,
): Promise<void> {
  const { db, now } = context;
  const account = await getStravaAccount(db, userId);
  if (!account || account.status === "reconnect") return;
  const at = { now, renewBy: now + renewAheadMs(context.maxAgeMs) };
  const task = await nextDetailsTask(db, userId, at);
  if (task) return await readPart(context, { account, task, purpose: "details" }, step);
  // Inside one transaction, so that a run that came meanwhile either is seen here or wakes the job again.
  await db.transaction(async (tx) => {
    const dueAt = await nextDetailsDueAt(tx, userId, at);
    await (dueAt === undefined ? step.done(tx) : step.again(tx, Math.max(now, dueAt)));
  });
}

/** Reads what is missing of one run, for somebody who waits; what has to be tried later is left to the background. */
export async function readRunDetails(
  context: ReadingContext,
  { userId, runId }: { userId: string; runId: string },
  step: Step,
): Promise<void> {
  const account = await getStravaAccount(context.db, userId);
  const task = await detailsTaskOf(context.db, userId, runId);
  if (!account || account.status === "reconnect" || !task) return;
  await readPart(context, { account, task, purpose: "person" }, step);
}

async function readPart(context: ReadingContext, reading: Reading, step: Step): Promise<void> {
  const { strava, db } = context;
  const { account, task, purpose } = reading;
  const { externalId } = task;
  try {
    const asked = task.part === "details"
      ? await askStrava(context, account, purpose, async (token) => ({
        part: "details" as const,
        ...await strava.getActivity(token, externalId, step.signal),
      }))
      : await askStrava(context, account, purpose, async (token) => ({
        part: "streams" as const,
        ...await strava.getStreams(token, externalId, step.signal),
      }));
    if (asked.kind === "wait") return await db.transaction((tx) => step.wait(tx, asked.until));
    if (asked.kind === "refused") {
      return await endRefused(context, account.userId, step, { account: asked.account });
    }
    if (asked.kind === "gone") return await missed(context, reading, step);
    if (asked.value.part === "streams") {
      return await keepStreams(context, reading, asked.value, step);
    }
    await keepDetails(context, reading, asked.value, step);
  } catch (error) {
    if (!(error instanceof StravaError) || step.signal.aborted) throw error;
    await putOff(context, reading, error, step);
  }
}

async function keepDetails(
  context: ReadingContext,
  reading: Reading,
  { item, details }: ReadActivity,
  step: Step,
): Promise<void> {
  if (!item.ok) throw new StravaError("unreadable", item.reason);
  // The summary is the list's to say: where the two differ by a digit, each reading would undo the other for ever.
  const change: Change = {
    ...fetched(context),
    details: await packDetails(details),
    fastShare: shapeOf(details),
    state: "ready",
    // Samples of before would be kept as long as these details. What was typed in never has any.
    streamState: item.activity.manual ? "none" : "waiting",
    streams: null,
  };
  await keep(context, reading, step, () => change);
}

async function keepStreams(
  context: ReadingContext,
  reading: Reading,
  { streams }: ReadStreams,
  step: Step,
): Promise<void> {
  const { attempts } = reading.task;
  if (!streams || streams.time.length === 0) {
    const wait = STREAMS_LATER[attempts];
    const change: Change = wait === undefined
      ? { streamState: "none", streams: null, attempts: 0 }
      : { attempts: attempts + 1, dueAt: context.now + wait };
    return await keep(context, reading, step, () => change);
  }
  const packed = await packStreams(streams);
  // They may be kept as long as the details, which were read before them.
  const change: Change = { streams: packed, streamState: "ready", attempts: 0, problem: null };
  await keep(context, reading, step, () => change);
}

/** An activity that is not there is one to look into. */
async function missed(context: ReadingContext, reading: Reading, step: Step): Promise<void> {
  const { account: { userId }, task } = reading;
  await keep(context, reading, step, async (tx) => {
    await queueLook(tx, userId, task.externalId, context.now);
    return { dueAt: context.now + 60 * MINUTE };
  });
}

async function putOff(
  context: ReadingContext,
  reading: Reading,
  error: StravaError,
  step: Step,
): Promise<void> {
  const wait = FAILED_LATER[reading.task.attempts];
  const attempts = reading.task.attempts + 1;
  const change: Change = wait === undefined
    ? { state: "parked", attempts, problem: error.message }
    : { attempts, problem: error.message, dueAt: context.now + wait };
  await keep(context, reading, step, () => change, AFTER_FAILURE_MS);
}

async function keep(
  { db, now }: ReadingContext,
  { account: { userId }, task, purpose }: Reading,
  step: Step,
  act: (tx: Tx) => Change | Promise<Change>,
  pauseMs = 0,
): Promise<void> {
  await db.transaction(async (tx) => {
    // What was asked before an edit is not the run any more: the next step asks again.
    if (!await isUnchanged(tx, userId, task)) return await step.again(tx, now);
    const change = await act(tx);
    await storeDetails(tx, { runId: task.runId, userId }, change);
    await bumpVersion(tx, userId);
    const isPutOff = change.dueAt !== undefined || change.state === "parked";
    if (purpose === "details" || !isPutOff) return await step.again(tx, now + pauseMs);
    if (change.dueAt !== undefined) await queueDetails(tx, userId, change.dueAt);
    await step.done(tx);
  });
}

function fetched({ now, maxAgeMs }: ReadingContext) {
  const expiresAt = maxAgeMs === null ? null : now + maxAgeMs;
  return { fetchedAt: now, expiresAt, attempts: 0, problem: null };
}
