import type { Tx } from "@/db/client.ts";
import { wakeJob } from "@/db/jobs.ts";
import { type Delivery, getDelivery, reviveDelivery } from "@/db/webhook_deliveries.ts";
import { clearFailures } from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import { deliverJob } from "@/domain/webhooks/owe.ts";

/** Sends a message again, delivered or given up; of a webhook's alone, where one is named. */
export async function replayDelivery(
  tx: Tx,
  userId: string,
  { deliveryId, webhookId }: { deliveryId: string; webhookId?: string },
  now: number,
): Promise<Delivery> {
  const known = await getDelivery(tx, userId, deliveryId);
  if (!known || webhookId !== undefined && known.webhookId !== webhookId) {
    throw new RefusedError("not_found");
  }
  if (known.state === "waiting") throw new RefusedError("delivery_waiting");
  await reviveDelivery(tx, userId, deliveryId);
  // Whoever asks for it believes that it will be taken now.
  await clearFailures(tx, known.webhookId);
  await wakeJob(tx, deliverJob(userId, deliveryId, now), now);
  const fresh = { state: "waiting" as const, attempts: 0, status: null, problem: null };
  return { ...known, ...fresh, settledAt: null };
}
