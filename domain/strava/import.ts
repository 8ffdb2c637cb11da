import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { getImport, type Import, insertImportFailures, updateImport } from "@/db/imports.ts";
import { listFingerprints, touchRuns, upsertRuns } from "@/db/runs.ts";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { fetchPage } from "@/domain/strava/fetch_page.ts";
import { fingerprint, toRunFacts } from "@/domain/strava/activity.ts";
import { type PageReading, readPage } from "@/domain/strava/import_page.ts";

/** What becomes of the job that runs an import; settled in the step's own transaction. */
export interface Step {
  again(tx: Tx, at: number): Promise<void>;
  done(tx: Tx): Promise<void>;
  signal: AbortSignal;
}

/** One page: read it, store it, count it and move the cursor, all or nothing. Safe to run twice. */
export async function importPage(
  context: StravaContext,
  { userId, importId }: { userId: string; importId: string },
  step: Step,
): Promise<void> {
  const { db, now } = context;
  const current = await getImport(db, userId, importId);
  if (!current || current.state === "done" || current.state === "failed") return;
  const account = await getStravaAccount(db, userId);
  if (!account || account.status === "reconnect") {
    return await failImport(db, { userId, importId }, "reconnect");
  }

  const page = await fetchPage(context, account, current, step.signal);
  if (!page) return await failImport(db, { userId, importId }, "reconnect");
  const reading = readPage(page.activities, current, account.athleteId);
  await db.transaction(async (tx) => {
    await storePage(tx, current, reading, now);
    await bumpVersion(tx, userId);
    if (reading.end) await step.done(tx);
    else await step.again(tx, now);
  });
}

/** The import could not go on by itself; the page says why and offers to try again. */
export async function failImport(
  db: Db | Tx,
  { userId, importId }: { userId: string; importId: string },
  problem: string,
): Promise<void> {
  await updateImport(db, userId, importId, { state: "failed", problem, resumesAt: null });
  await bumpVersion(db, userId);
}

async function storePage(
  tx: Tx,
  current: Import,
  reading: PageReading,
  now: number,
): Promise<void> {
  const { id, userId } = current;
  const facts = reading.activities.map(toRunFacts).map((fact) => ({
    ...fact,
    fingerprint: fingerprint(fact),
  }));
  const known = await listFingerprints(tx, userId, "strava", facts.map((fact) => fact.externalId));
  const changed = facts.filter((fact) => known.get(fact.externalId) !== fact.fingerprint);
  const unchanged = facts.filter((fact) => known.get(fact.externalId) === fact.fingerprint);
  const fetched = { fetchedAt: now, expiresAt: null };
  await upsertRuns(
    tx,
    changed.map((fact) => ({
      ...fact,
      ...fetched,
      id: uuidv7(),
      userId,
      source: "strava" as const,
    })),
  );
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
