import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import {
  ACTIVE_STATES,
  getImport,
  type Import,
  insertImportFailures,
  updateImport,
} from "@/db/imports.ts";
import { listFingerprints, touchRuns, upsertRuns } from "@/db/runs.ts";
import { getStravaAccount, markReconnect, type StravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { fetchPage, OTHER_PROCESS_REFRESHES_MS } from "@/domain/strava/fetch_page.ts";
import { fingerprint, type RunFacts, toRunFacts } from "@/domain/strava/activity.ts";
import { type PageReading, readPage } from "@/domain/strava/import_page.ts";
import { inSlices } from "@/domain/take_turns.ts";

/** Some 2 ms of work each, which a page can wait for. */
const PRINTED_AT_ONCE = 100;
const STORED_AT_ONCE = 40;

/** What becomes of the job that runs an import; settled in the step's own transaction, which fails when the lease is lost. */
export interface Step {
  again(tx: Tx, at: number): Promise<void>;
  wait(tx: Tx, at: number): Promise<void>;
  done(tx: Tx): Promise<void>;
  signal: AbortSignal;
}

interface ImportKey {
  userId: string;
  importId: string;
}

/** One page: read it, store it, count it and move the cursor, all or nothing. Safe to run twice. */
export async function importPage(
  context: StravaContext,
  key: ImportKey,
  step: Step,
): Promise<void> {
  const { db, now } = context;
  const current = await getImport(db, key.userId, key.importId);
  if (!current || !ACTIVE_STATES.includes(current.state)) return;
  const account = await getStravaAccount(db, key.userId);
  if (!account || account.status === "reconnect") return await refuse(context, key, step);

  const fetched = await fetchPage(context, account, current, step.signal);
  if (fetched.kind === "refused") return await refuse(context, key, step, account);
  if (fetched.kind === "wait") return await wait(context, key, step, fetched);
  const reading = readPage(fetched.page.activities, current, account.athleteId);
  const facts = await printFacts(reading);
  await db.transaction(async (tx) => {
    await storePage(tx, current, { ...reading, facts }, now);
    await bumpVersion(tx, key.userId);
    if (reading.end) await step.done(tx);
    else await step.again(tx, now);
  });
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

/** Strava no longer lets `account` in: the runner has to connect again, unless that has happened meanwhile. */
async function refuse(
  { db, now }: StravaContext,
  key: ImportKey,
  step: Step,
  account?: StravaAccount,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (account) await markReconnect(tx, account);
    const status = (await getStravaAccount(tx, key.userId))?.status;
    if (status === "connected") return await step.wait(tx, now + OTHER_PROCESS_REFRESHES_MS);
    await failImport(tx, key, "reconnect", now);
    await step.done(tx);
  });
}

async function wait(
  { db }: StravaContext,
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

type PrintedFacts = RunFacts & { fingerprint: string };

async function printFacts({ activities }: PageReading): Promise<PrintedFacts[]> {
  const printed: PrintedFacts[] = [];
  await inSlices(activities, PRINTED_AT_ONCE, (slice) => {
    for (const facts of slice.map(toRunFacts)) {
      printed.push({ ...facts, fingerprint: fingerprint(facts) });
    }
  });
  return printed;
}

async function storePage(
  tx: Tx,
  current: Import,
  { facts, ...reading }: PageReading & { facts: PrintedFacts[] },
  now: number,
): Promise<void> {
  const { id, userId } = current;
  const known = await listFingerprints(tx, userId, "strava", facts.map((fact) => fact.externalId));
  const changed = facts.filter((fact) => known.get(fact.externalId) !== fact.fingerprint);
  const unchanged = facts.filter((fact) => known.get(fact.externalId) === fact.fingerprint);
  const fetched = { fetchedAt: now, expiresAt: null };
  const rows = changed.map((fact) => ({
    ...fact,
    ...fetched,
    id: uuidv7(),
    userId,
    source: "strava" as const,
  }));
  await inSlices(rows, STORED_AT_ONCE, (slice) => upsertRuns(tx, slice));
  await touchRuns(tx, userId, "strava", {
    ...fetched,
    externalIds: unchanged.map((fact) => fact.externalId),
  });
  await insertImportFailures(tx, current, reading.failures);
  const added = facts.filter((fact) => !known.has(fact.externalId)).length;
  await updateImport(tx, userId, id, {
    ...reading.cursor,
    state: reading.end ? "done" : "running",
    pages: current.pages + 1,
    seen: current.seen + facts.length + reading.failures.length + reading.filtered,
    added: current.added + added,
    updated: current.updated + changed.length - added,
    unchanged: current.unchanged + unchanged.length,
    filtered: current.filtered + reading.filtered,
    failed: current.failed + reading.failures.length,
    resumesAt: null,
    problem: null,
    finishedAt: reading.end ? now : null,
  });
}
