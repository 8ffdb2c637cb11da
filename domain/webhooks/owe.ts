import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import type { Run } from "@/db/runs.ts";
import type { WebhookEvent } from "@/db/schema/tokens.ts";
import { insertDeliveries } from "@/db/webhook_deliveries.ts";
import { listListeners } from "@/db/webhooks.ts";
import { sourcesOf } from "@/domain/tokens/viewer.ts";

export const DELIVER_JOB = "webhook.deliver";

/** To one message: a page of an import makes one. */
const MOST_EVENTS = 200;

type Change = Pick<WebhookEvent, "type" | "runId">;

interface Changed {
  userId: string;
  source: Run["source"];
  now: number;
}

/**
 * Owes the news of changed runs to every webhook that may hear of their source, in the transaction that changes them: no
 * change without its message, and no message without its change. What changed is asked for only where somebody listens.
 */
export async function oweDeliveries(
  tx: Tx,
  { userId, source, now }: Changed,
  find: () => Promise<Change[]> | Change[],
): Promise<void> {
  const listeners = (await listListeners(tx, userId))
    .filter(({ client }) => sourcesOf(client).includes(source));
  if (listeners.length === 0) return;
  const events = (await find()).map((change) => ({ ...change, at: now }));
  const messages = cut(events, MOST_EVENTS);
  const rows = listeners.flatMap(({ id: webhookId }) =>
    messages.map((events) => ({ id: uuidv7(), webhookId, userId, events, createdAt: now }))
  );
  await insertDeliveries(tx, rows);
  for (const { id } of rows) await insertJob(tx, deliverJob(userId, id, now), now);
}

/** The work of delivering one message. */
export function deliverJob(userId: string, deliveryId: string, now: number) {
  return {
    kind: DELIVER_JOB,
    payload: { v: 1, deliveryId },
    userId,
    uniqueKey: `${DELIVER_JOB}:${deliveryId}`,
    runAt: now,
  };
}

/** The same that happened to several runs. */
export function toChanges(type: WebhookEvent["type"], runIds: string[]): Change[] {
  return runIds.map((runId) => ({ type, runId }));
}

function cut<T>(list: T[], length: number): T[][] {
  const count = Math.ceil(list.length / length);
  return Array.from({ length: count }, (_, i) => list.slice(i * length, (i + 1) * length));
}
