import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { oweDetails } from "@/db/run_details.ts";
import { listFingerprints, listRunIds, redrawRuns, touchRuns, upsertRuns } from "@/db/runs.ts";
import { deleteTombstones, listTombstones } from "@/db/tombstones.ts";
import { findPairs } from "@/domain/runs/pairs.ts";
import { readWords, withWords } from "@/domain/runs/words.ts";
import type { ReadingContext } from "@/domain/strava/access.ts";
import {
  fingerprint,
  type RunFacts,
  type StravaActivity,
  toRunFacts,
} from "@/domain/strava/activity.ts";
import { giveWay, inSlices } from "@/domain/take_turns.ts";
import { oweDeliveries } from "@/domain/webhooks/owe.ts";

/** Some 2 ms of work each, which a page can wait for. */
const PRINTED_AT_ONCE = 50;
const STORED_AT_ONCE = 40;

export type PrintedFacts = RunFacts & { fingerprint: string };

/** How many of the activities were new, differed from what was stored, were the same, or were gone meanwhile. */
interface Stored {
  added: number;
  updated: number;
  unchanged: number;
  /** Of the unchanged ones, those whose line is drawn otherwise. */
  redrawn: number;
  gone: number;
}

export async function printFacts(activities: StravaActivity[]): Promise<PrintedFacts[]> {
  const printed: PrintedFacts[] = [];
  await inSlices(activities, PRINTED_AT_ONCE, (slice) => {
    for (const facts of slice.map(toRunFacts)) {
      printed.push({ ...facts, fingerprint: fingerprint(facts) });
    }
  });
  return printed;
}

/**
 * Stores what Strava answered to a call made at `now`. What was found gone since then stays gone; what is there after
 * all loses its tombstone. An edit has the run's own page read again.
 */
export async function storeFacts(
  tx: Tx,
  { now, maxAgeMs }: Pick<ReadingContext, "now" | "maxAgeMs">,
  userId: string,
  given: PrintedFacts[],
): Promise<Stored> {
  const facts = await heedWords(tx, userId, await leaveOutBuried(tx, userId, given, now));
  const ids = facts.map(({ externalId }) => externalId);
  const known = await listFingerprints(tx, userId, "strava", ids);
  const changed = facts.filter((fact) => known.get(fact.externalId) !== fact.fingerprint);
  const unchanged = facts.filter((fact) => known.get(fact.externalId) === fact.fingerprint);
  const fetched = { fetchedAt: now, expiresAt: maxAgeMs === null ? null : now + maxAgeMs };
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
  const redrawn = await redrawRuns(tx, userId, "strava", unchanged);
  await giveWay();
  const edited = changed.filter(({ externalId }) => known.has(externalId));
  await followUp(tx, userId, { changed, edited }, now);
  return {
    added: changed.length - edited.length,
    updated: edited.length,
    unchanged: unchanged.length,
    redrawn,
    gone: given.length - facts.length,
  };
}

/** Without what was found gone since the call was made; what is there after all loses its tombstone. */
async function leaveOutBuried(
  tx: Tx,
  userId: string,
  given: PrintedFacts[],
  now: number,
): Promise<PrintedFacts[]> {
  const ids = given.map(({ externalId }) => externalId);
  const buried = await listTombstones(tx, userId, "strava", ids);
  if (buried.size === 0) return given;
  const facts = given.filter(({ externalId }) => (buried.get(externalId) ?? -Infinity) < now);
  const back = facts.map(({ externalId }) => externalId).filter((id) => buried.has(id));
  await deleteTombstones(tx, userId, "strava", back);
  return facts;
}

/** As the runner wants them: with their own words, and without what they removed. */
async function heedWords(tx: Tx, userId: string, facts: PrintedFacts[]) {
  const ids = facts.map(({ externalId }) => externalId);
  const said = await readWords(tx, userId, "strava", ids);
  return facts.filter(({ externalId }) => (said.get(externalId)?.removedAt ?? null) === null)
    .map((fact) => withWords(fact, said.get(fact.externalId)));
}

/** What is new or edited has its own page read, may be another run's double, and is news to who listens. */
async function followUp(
  tx: Tx,
  userId: string,
  { changed, edited }: { changed: PrintedFacts[]; edited: PrintedFacts[] },
  now: number,
): Promise<void> {
  const editedIds = edited.map(({ externalId }) => externalId);
  const changedIds = changed.map(({ externalId }) => externalId);
  await oweDetails(tx, userId, "strava", { changed: changedIds, edited: editedIds });
  const looked = changed.filter(({ isRun }) => isRun).map(({ externalId }) => externalId);
  await findPairs(tx, userId, { source: "strava", looked, edited: editedIds }, now);
  await oweDeliveries(tx, { userId, source: "strava", now }, async () => {
    const wasThere = new Set(editedIds);
    const ids = await listRunIds(tx, userId, "strava", changedIds);
    return [...ids].map(([externalId, runId]) => {
      return { type: wasThere.has(externalId) ? "run.updated" : "run.created", runId };
    });
  });
}
