import type { Db, Tx } from "@/db/client.ts";
import type { WebhookEvent, WebhookProblem } from "@/db/schema/tokens.ts";
import { getOwedDelivery, noteAttempt } from "@/db/webhook_deliveries.ts";
import { deleteWebhookOf } from "@/db/webhooks.ts";
import { CannotUnsealError, type Sealer } from "@/domain/tokens/sealing.ts";
import { WebhookError, type WebhookSender } from "@/domain/webhooks/sender.ts";
import { signatureHeaders } from "@/domain/webhooks/signature.ts";

/** These span about four hours of waiting: long enough for somebody to put their receiver right. */
export const MOST_ATTEMPTS = 10;

interface DeliverContext {
  db: Db;
  sealer: Sealer;
  sender: WebhookSender;
  now: number;
}

interface Step {
  done(tx: Tx): Promise<void>;
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
  const outcome = await attempt(context, owed, step.signal);
  if (outcome.problem === null) {
    return await db.transaction(async (tx) => {
      await noteAttempt(tx, owed.id, { ...outcome, state: "delivered", settledAt: now });
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
  await noteAttempt(db, owed.id, { ...outcome, state: "waiting", settledAt: null });
  const why = [outcome.problem, outcome.status].filter((part) => part !== null).join(" ");
  throw new Error(`Cannot deliver message ${owed.id}: ${why}`);
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
