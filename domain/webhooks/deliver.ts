import type { Db, Tx } from "@/db/client.ts";
import type { WebhookEvent, WebhookProblem } from "@/db/schema/tokens.ts";
import { failDelivery, getOwedDelivery, noteAttempt } from "@/db/webhook_deliveries.ts";
import { clearFailures, deleteWebhookOf, noteFailure } from "@/db/webhooks.ts";
import { CannotUnsealError, type Sealer } from "@/domain/tokens/sealing.ts";
import { WebhookError, type WebhookSender } from "@/domain/webhooks/sender.ts";
import { signatureHeaders } from "@/domain/webhooks/signature.ts";

/** These span about four hours of waiting: long enough for somebody to put their receiver right. */
export const MOST_ATTEMPTS = 10;

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;
/** What is older than this is not kept for a receiver that is paused. */
const LONGEST_WAIT_MS = 24 * 60 * MINUTE_MS;
const FAILURES_BEFORE_PAUSE = 3;

interface DeliverContext {
  db: Db;
  sealer: Sealer;
  sender: WebhookSender;
  now: number;
}

interface Step {
  done(tx: Tx): Promise<void>;
  wait(tx: Tx, at: number): Promise<void>;
  signal: AbortSignal;
}

type Owed = NonNullable<Awaited<ReturnType<typeof getOwedDelivery>>>;
type Outcome = { status: number | null; problem: WebhookProblem | null };

/**
 * Delivers one message, at least once: whoever dies between the answer and its note sends it again, under the same id,
 * by which the receiver can tell. Throws where it has to be tried again.
 */
export async function deliver(
  context: DeliverContext,
  deliveryId: string,
  step: Step,
): Promise<void> {
  const { db, now } = context;
  const owed = await getOwedDelivery(db, deliveryId);
  if (!owed) return;
  if ((owed.pausedUntil ?? 0) > now) return await holdBack(context, owed, step);
  const outcome = await attempt(context, owed, step.signal);
  if (outcome.problem === null) {
    return await db.transaction(async (tx) => {
      await noteAttempt(tx, owed.id, { ...outcome, state: "delivered", settledAt: now });
      await clearFailures(tx, owed.webhookId);
      await step.done(tx);
    });
  }
  // 410 Gone: the receiver wants nothing any more.
  if (outcome.status === 410) {
    return await db.transaction(async (tx) => {
      await deleteWebhookOf(tx, owed.userId, owed.webhookId);
      await step.done(tx);
    });
  }
  await db.transaction(async (tx) => {
    await noteAttempt(tx, owed.id, { ...outcome, state: "waiting", settledAt: null });
    const pause = (failures: number) => pausedUntil(failures, now);
    await noteFailure(tx, owed.webhookId, outcome.problem, pause);
  });
  const why = [outcome.problem, outcome.status].filter((part) => part !== null).join(" ");
  throw new Error(`Cannot deliver message ${owed.id}: ${why}`);
}

/** Nothing is sent to a paused receiver, and no attempt is spent: one that is gone must not keep others from theirs. */
async function holdBack({ db, now }: DeliverContext, owed: Owed, step: Step): Promise<void> {
  await db.transaction(async (tx) => {
    if (owed.createdAt + LONGEST_WAIT_MS > now) return await step.wait(tx, owed.pausedUntil ?? now);
    await failDelivery(tx, owed.id, now);
    await step.done(tx);
  });
}

/** From the third failure in a row on: 1 min, 2 min, 4 min … half an hour. */
function pausedUntil(failures: number, now: number): number | null {
  const further = failures - FAILURES_BEFORE_PAUSE;
  return further < 0 ? null : now + Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** further);
}

async function attempt(
  { sealer, sender, now }: DeliverContext,
  owed: Owed,
  signal: AbortSignal,
): Promise<Outcome> {
  const { id, url, secretSealed } = owed;
  const body = JSON.stringify(toMessage(owed));
  try {
    const headers = {
      "content-type": "application/json",
      "user-agent": "Runnerly",
      ...signatureHeaders(await sealer.open(secretSealed), { id, body, now }),
    };
    return read(await sender.post({ url, headers, body }, signal));
  } catch (error) {
    if (error instanceof WebhookError) return { status: null, problem: error.problem };
    if (error instanceof CannotUnsealError) return { status: null, problem: "secret_lost" };
    throw error;
  }
}

function read(status: number): Outcome {
  if (status >= 200 && status < 300) return { status, problem: null };
  return { status, problem: status >= 300 && status < 400 ? "redirected" : "answered" };
}

/** Which runs to look at, and nothing of them: what they are is for the API, which asks who may know. */
function toMessage({ id, createdAt, events }: Pick<Owed, "id" | "createdAt" | "events">) {
  return { id, createdAt: toInstant(createdAt), events: events.map(toEvent) };
}

function toEvent({ type, runId, at }: WebhookEvent) {
  return { type, runId, occurredAt: toInstant(at) };
}

/** As the API writes them. */
function toInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
