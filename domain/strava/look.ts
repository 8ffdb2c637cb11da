import type { Tx } from "@/db/client.ts";
import { settleHidden } from "@/db/run_pairs.ts";
import { deleteRunOf } from "@/db/runs.ts";
import { getStravaAccount, markReconnect, type StravaAccount } from "@/db/strava_accounts.ts";
import { countNewEvents, handleEvents, listNewEvents } from "@/db/strava_events.ts";
import { insertTombstone } from "@/db/tombstones.ts";
import { bumpVersion } from "@/db/users.ts";
import type { ReadingContext } from "@/domain/strava/access.ts";
import { askStrava, OTHER_PROCESS_REFRESHES_MS } from "@/domain/strava/ask.ts";
import type { Step } from "@/domain/strava/import.ts";
import { DEBOUNCE_MS, queueDetails } from "@/domain/strava/owe.ts";
import { printFacts, storeFacts } from "@/domain/strava/store.ts";
import { type ListedActivity, StravaError } from "@/domain/strava/strava.ts";

/** A new activity may be announced before it can be read, so "not found" is believed the third time. */
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
  const events = await listNewEvents(db, key.userId, key.externalId);
  const heard = events.map(({ id }) => id);
  if (events.length > 0 && events.every(({ aspect }) => aspect === "delete")) {
    return await settle(context, key, step, heard, (tx) => bury(tx, key, context.now));
  }
  const asked = await askStrava(
    context,
    account,
    // A reading may have missed hundreds at once, and what is kept for people is not for those.
    events.length > 0 ? "person" : "lists",
    (token) => context.strava.getActivity(token, key.externalId, step.signal),
  );
  if (asked.kind === "wait") {
    return await db.transaction((tx) => step.wait(tx, asked.until));
  }
  if (asked.kind === "refused") return await refuse(context, asked.account, step);
  if (asked.kind === "gone") return await miss(context, key, step, heard);
  await store(context, { key, account, heard }, asked.value.item, step);
}

async function store(
  context: ReadingContext,
  { key, account, heard }: { key: LookKey; account: StravaAccount; heard: string[] },
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
    if (stored.added + stored.updated === 0) return;
    await queueDetails(tx, key.userId, context.now);
    await bumpVersion(tx, key.userId);
  });
}

/** Nobody may look any more: connecting again owes the look anew. A new connection meanwhile looks by itself. */
async function refuse(
  { db, now }: ReadingContext,
  account: StravaAccount,
  step: Step,
): Promise<void> {
  await db.transaction(async (tx) => {
    await markReconnect(tx, account);
    const status = (await getStravaAccount(tx, account.userId))?.status;
    if (status === "connected") return await step.wait(tx, now + OTHER_PROCESS_REFRESHES_MS);
    await step.done(tx);
  });
}

async function miss(
  context: ReadingContext,
  key: LookKey,
  step: Step,
  heard: string[],
): Promise<void> {
  const { db, now } = context;
  const wait = BELIEVED_AFTER[key.misses];
  if (wait === undefined) {
    return await settle(context, key, step, heard, (tx) => bury(tx, key, now));
  }
  const again = { v: 1, ...key, misses: key.misses + 1 };
  await db.transaction((tx) => step.again(tx, now + wait, again));
}

/** Ends the look in one transaction with what came of it; another one is owed if more was said meanwhile. */
async function settle(
  { db, now }: ReadingContext,
  key: LookKey,
  step: Step,
  heard: string[],
  act: (tx: Tx) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await act(tx);
    await handleEvents(tx, heard, now);
    if (await countNewEvents(tx, key.userId, key.externalId) === 0) return await step.done(tx);
    await step.again(tx, now + DEBOUNCE_MS, { v: 1, ...key, misses: 0 });
  });
}

async function bury(tx: Tx, { userId, externalId }: LookKey, now: number): Promise<void> {
  await insertTombstone(tx, { userId, source: "strava", externalId, goneAt: now });
  if (!await deleteRunOf(tx, userId, "strava", externalId)) return;
  await settleHidden(tx, userId);
  await bumpVersion(tx, userId);
}
