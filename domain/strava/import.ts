import type { Tx } from "@/db/client.ts";
import {
  ACTIVE_STATES,
  getImport,
  type Import,
  insertImportFailures,
  updateImport,
} from "@/db/imports.ts";
import { retryParkedDetails } from "@/db/run_details.ts";
import { listUnseenRuns } from "@/db/runs.ts";
import { getStravaAccount, noteReading, type StravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import type { ReadingContext } from "@/domain/strava/access.ts";
import { askStrava } from "@/domain/strava/ask.ts";
import { type PrintedFacts, printFacts, storeFacts } from "@/domain/strava/store.ts";
import { type Cursor, type PageReading, readPage } from "@/domain/strava/import_page.ts";
import { queueDetails, queueLook } from "@/domain/strava/owe.ts";
import { endRefused, type Step } from "@/domain/strava/step.ts";
import { giveWay } from "@/domain/take_turns.ts";

/** A hidden start may be shown as up to a day and a half before the true one, and be sorted by either. */
const HIDDEN_START_MS = 36 * 3_600_000;

/** More than a day's calls; the next reading lists the rest again. */
const MOST_LOOKS = 1_000;
const LOOK_EVERY_MS = 10_000;
const LOOKS_AT_ONCE = 20;

interface ImportKey {
  userId: string;
  importId: string;
}

/** One page: read it, store it, count it and move the cursor, all or nothing. Safe to run twice. */
export async function importPage(
  context: ReadingContext,
  key: ImportKey,
  step: Step,
): Promise<void> {
  const { db } = context;
  const current = await getImport(db, key.userId, key.importId);
  if (!current || !ACTIVE_STATES.includes(current.state)) return;
  const account = await getStravaAccount(db, key.userId);
  if (!account || account.status === "reconnect") return await refuse(context, key, step);

  const purpose = current.kind === "history" ? "person" : "lists";
  const at = { before: current.cursorBefore ?? undefined, page: current.cursorPage };
  const asked = await askStrava(
    context,
    account,
    purpose,
    (token) => context.strava.listActivities(token, at, step.signal),
  );
  if (asked.kind === "gone") throw new Error("Strava says that the list is gone");
  if (asked.kind === "refused") return await refuse(context, key, step, asked.account);
  if (asked.kind === "wait") return await wait(context, key, step, asked);
  const reading = readPage(asked.value.activities, current, account.athleteId);
  const facts = await printFacts(reading.activities);
  await context.db.transaction(async (tx) => {
    const isLast = await storePage(tx, context, current, { ...reading, facts });
    if (isLast) await step.done(tx);
    else await step.again(tx, context.now);
    await giveWay();
  });
  await giveWay();
}

/** The import could not go on by itself; the page says why and offers to try again. */
export async function failImport(
  tx: Tx,
  { userId, importId }: ImportKey,
  problem: "reconnect" | "strava_unavailable",
  now: number,
): Promise<void> {
  const failed = { state: "failed" as const, problem, resumesAt: null, finishedAt: now };
  await updateImport(tx, userId, importId, failed);
  await bumpVersion(tx, userId);
}

/** Strava no longer lets `account` in: the runner has to connect again. */
async function refuse(
  context: ReadingContext,
  key: ImportKey,
  step: Step,
  account?: StravaAccount,
): Promise<void> {
  const end = (tx: Tx) => failImport(tx, key, "reconnect", context.now);
  await endRefused(context, key.userId, step, { account, end });
}

async function wait(
  { db }: ReadingContext,
  { userId, importId }: ImportKey,
  step: Step,
  { until, problem }: { until: number; problem?: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    if (problem) {
      await updateImport(tx, userId, importId, { state: "paused", resumesAt: until, problem });
      await bumpVersion(tx, userId);
    }
    await step.wait(tx, until);
  });
}

/** Answers whether this was the last page. */
async function storePage(
  tx: Tx,
  context: ReadingContext,
  current: Import,
  { facts, ...reading }: PageReading & { facts: PrintedFacts[] },
): Promise<boolean> {
  const { id, userId } = current;
  const { now } = context;
  const isLast = reading.end || isBehind(current, reading.cursor);
  const stored = await storeFacts(tx, context, userId, facts);
  await giveWay();
  await insertImportFailures(tx, current, reading.failures);
  await updateImport(tx, userId, id, {
    ...reading.cursor,
    state: isLast ? "done" : "running",
    pages: current.pages + 1,
    seen: current.seen + facts.length + reading.failures.length + reading.filtered,
    added: current.added + stored.added,
    updated: current.updated + stored.updated,
    unchanged: current.unchanged + stored.unchanged,
    filtered: current.filtered + reading.filtered + stored.gone,
    failed: current.failed + reading.failures.length,
    resumesAt: null,
    problem: null,
    finishedAt: isLast ? now : null,
  });
  if (isLast) await finishReading(tx, current, now);
  const changed = stored.added + stored.updated + stored.redrawn;
  const isSeen = current.kind === "history" || changed > 0 || isLast;
  if (isSeen) await bumpVersion(tx, userId);
  return isLast;
}

/** Whether a reading of the recent days has them all. */
function isBehind({ endsAfter }: Import, { cursorBefore }: Cursor): boolean {
  return endsAfter !== null && cursorBefore !== null && cursorBefore <= endsAfter;
}

/** What a complete reading did not list may be gone: each is looked at before anything is removed. */
async function finishReading(tx: Tx, current: Import, now: number): Promise<void> {
  const { userId, kind, createdAt, endsAfter } = current;
  const since = endsAfter === null ? undefined : endsAfter * 1000 + HIDDEN_START_MS;
  const seen = { fetchedBefore: createdAt, since, limit: MOST_LOOKS };
  const unseen = await listUnseenRuns(tx, userId, "strava", seen);
  // One after the other, so that nobody else waits for the end of them.
  for (const [i, externalId] of unseen.entries()) {
    await queueLook(tx, userId, externalId, now + i * LOOK_EVERY_MS);
    if (i % LOOKS_AT_ONCE === 0) await giveWay();
  }
  // An outage parks many that are well, so each complete reading has them tried once more.
  if (kind !== "recent") await retryParkedDetails(tx, userId);
  await queueDetails(tx, userId, now);
  // What changed since it began may have been behind it, so the next one is counted from there.
  const readAt = kind === "recent" ? { lastRecentAt: createdAt } : { lastSweepAt: createdAt };
  await noteReading(tx, userId, readAt);
}
