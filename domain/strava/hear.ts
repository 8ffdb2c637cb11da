import { hash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Db, Tx } from "@/db/client.ts";
import { wakeJob } from "@/db/jobs.ts";
import { getOwnerOfAthlete, noteReading } from "@/db/strava_accounts.ts";
import { insertEvent } from "@/db/strava_events.ts";
import { getSubscription, updateSubscription } from "@/db/strava_subscription.ts";
import { DEBOUNCE_MS, hurryLook, LEAVE_JOB, queueLook } from "@/domain/strava/owe.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

const id = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String);

/** What is read of an event; anything else in it is Strava's own. */
const stravaEvent = z.object({
  object_type: z.enum(["activity", "athlete"]),
  object_id: id,
  aspect_type: z.enum(["create", "update", "delete"]),
  owner_id: id,
  subscription_id: id,
  event_time: z.number(),
  updates: z.record(z.string(), z.unknown()).nullish(),
});

type Heard = z.output<typeof stravaEvent>;

export async function isOurCallback(db: Db, secret: string): Promise<boolean> {
  return (await getSubscription(db))?.pathHash === hashSecret(secret);
}

/** What Strava has to repeat when it looks at the callback for the first time. */
export function verifyTokenOf(secret: string): string {
  return hashSecret(`verify ${secret}`);
}

/**
 * Writes down what Strava says happened, once, and owes a look at it: the body proves nothing. What cannot be used is
 * ignored. Answers whether something is owed.
 */
export async function hearEvent(db: Db, body: string, now: number): Promise<boolean> {
  const event = readEvent(body);
  if (!event) return false;
  return await db.transaction(async (tx) => {
    const subscription = await getSubscription(tx);
    const expected = subscription?.subscriptionId;
    if (expected && expected !== event.subscription_id) return false;
    const userId = await getOwnerOfAthlete(tx, event.owner_id);
    if (!userId || !await isNew(tx, userId, event, now)) return false;
    await updateSubscription(tx, { lastEventAt: now });
    await noteReading(tx, userId, { lastEventAt: now });
    return await owe(tx, userId, event, now);
  });
}

function readEvent(body: string): Heard | undefined {
  try {
    // Ids of 16 digits and more do not fit a double.
    const text = body.replace(/"(object_id|owner_id|subscription_id)":\s*(\d{16,})/g, '"$1":"$2"');
    return stravaEvent.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function isNew(tx: Tx, userId: string, event: Heard, now: number): Promise<boolean> {
  const { object_type, object_id, aspect_type, event_time, updates } = event;
  const said = [object_type, object_id, aspect_type, event_time, updates ?? {}];
  return await insertEvent(tx, {
    id: uuidv7(),
    userId,
    print: hash("sha256", JSON.stringify(said), "base64url"),
    object: object_type,
    objectId: object_id,
    aspect: aspect_type,
    receivedAt: now,
    // A look takes the ones of its activity; of the others nothing is read again.
    handledAt: object_type === "activity" ? null : now,
  });
}

/** The runner has left at Strava, or so it says; or one activity is not what it was. */
async function owe(tx: Tx, userId: string, event: Heard, now: number): Promise<boolean> {
  if (event.object_type === "activity") {
    const wait = event.aspect_type === "delete" ? 0 : DEBOUNCE_MS;
    await queueLook(tx, userId, event.object_id, now + wait);
    // That needs no call, so it need not wait where a look that is owed already waits for the quota.
    if (wait === 0) await hurryLook(tx, userId, event.object_id, now);
    return true;
  }
  if (event.updates?.authorized !== "false") return false;
  const job = { kind: LEAVE_JOB, userId, uniqueKey: `${LEAVE_JOB} ${userId}`, runAt: now };
  await wakeJob(tx, { ...job, payload: { v: 1, userId } }, now);
  return true;
}
