import type { Tx } from "@/db/client.ts";
import { settleHidden } from "@/db/run_pairs.ts";
import { deleteRunOf } from "@/db/runs.ts";
import { getStravaAccount, type StravaAccount } from "@/db/strava_accounts.ts";
import { handleEvents, type Heard, sumNewEvents } from "@/db/strava_events.ts";
import { insertTombstone } from "@/db/tombstones.ts";
import { bumpVersion } from "@/db/users.ts";
import type { ReadingContext } from "@/domain/strava/access.ts";
import { askStrava } from "@/domain/strava/ask.ts";
import { endRefused, type Step } from "@/domain/strava/step.ts";
import { queueDetails } from "@/domain/strava/owe.ts";
import { oweDeliveries, toChanges } from "@/domain/webhooks/owe.ts";
import { printFacts, storeFacts } from "@/domain/strava/store.ts";
import { type ListedActivity, StravaError } from "@/domain/strava/strava.ts";

/** A new activity may be announced before it can be read, so "not found" is believed the third time, or when Strava said so. */
const BELIEVED_AFTER = [60_000, 300_000];

interface LookKey {
  userId: string;
  externalId: string;
  /** How often it was not found. */
  misses: number;
}

/**
 * Makes one activity here what it is at Strava, whatever was said to have happened to it. Only where every word was
 * "deleted" nothing is asked.
 */
export async function lookAtActivity(
  context: ReadingContext,
  key: LookKey,
  step: Step,
): Promise<void> {
  const { db } = context;
  const account = await getStravaAccount(db, key.userId);
  if (!account || account.status === "reconnect") return;
  const heard = await sumNewEvents(db, key.userId, key.externalId);
  if (heard.count > 0 && heard.deletions === heard.count) {
    return await settle(context, key, step, heard, (tx) => bury(tx, key, context.now));
  }
  const asked = await askStrava(
    context,
    account,
    // A reading may have missed hundreds at once, and what is kept for people is not for those.
    heard.count > 0 ? "person" : "looks",
    (token) => context.strava.getActivity(token, key.externalId, step.signal),
  );
  if (asked.kind === "wait") {
    return await db.transaction((tx) => step.wait(tx, asked.until));
  }
  if (asked.kind === "refused") {
    return await endRefused(context, key.userId, step, { account: asked.account });
  }
  if (asked.kind === "gone") return await miss(context, key, step, heard);
  await store(context, { key, account, heard }, asked.value.item, step);
}

async function store(
  context: ReadingContext,
  { key, account, heard }: { key: LookKey; account: StravaAccount; heard: Heard },
  item: ListedActivity,
  step: Step,
): Promise<void> {
  if (!item.ok) {
    throw new StravaError("unreadable", `Strava's activity cannot be read: ${item.reason}`);
  }
  const isTheirs = (item.activity.athlete?.id ?? account.athleteId) === account.athleteId;
  const facts = await printFacts(isTheirs ? [item.activity] : []);
  await settle(context, key, step, heard, async (tx) => {
    const stored = await storeFacts(tx, context, key.userId, facts);
    const changed = stored.added + stored.updated;
    if (changed + stored.redrawn === 0) return;
    if (changed > 0) await queueDetails(tx, key.userId, context.now);
    await bumpVersion(tx, key.userId);
  });
}

async function miss(
  context: ReadingContext,
  key: LookKey,
  step: Step,
  heard: Heard,
): Promise<void> {
  const { db, now } = context;
  const wait = BELIEVED_AFTER[key.misses];
  if (wait === undefined || heard.deletions > 0) {
    return await settle(context, key, step, heard, (tx) => bury(tx, key, now));
  }
  const again = { v: 1, ...key, misses: key.misses + 1 };
  await db.transaction((tx) => step.again(tx, now + wait, again));
}

/** Ends the look in one transaction with what came of it; what is said meanwhile wakes it again. */
async function settle(
  { db, now }: ReadingContext,
  key: LookKey,
  step: Step,
  heard: Heard,
  act: (tx: Tx) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await act(tx);
    await handleEvents(tx, key.userId, { objectId: key.externalId, upTo: heard.last, now });
    await step.done(tx);
  });
}

async function bury(tx: Tx, { userId, externalId }: LookKey, now: number): Promise<void> {
  await insertTombstone(tx, { userId, source: "strava", externalId, goneAt: now });
  const runId = await deleteRunOf(tx, userId, "strava", externalId);
  if (runId === undefined) return;
  await settleHidden(tx, userId);
  await bumpVersion(tx, userId);
  const gone = toChanges("run.deleted", [runId]);
  await oweDeliveries(tx, { userId, source: "strava", now }, () => gone);
}
