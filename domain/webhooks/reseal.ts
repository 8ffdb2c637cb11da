import type { Db } from "@/db/client.ts";
import { listWebhooksNotSealedWith, replaceWebhookSeal } from "@/db/webhooks.ts";
import { CannotUnsealError, type Sealer } from "@/domain/tokens/sealing.ts";

/** Seals every webhook's secret with the current key. One that cannot be opened is lost: its client adds the webhook anew. */
export async function resealWebhooks(
  { db, sealer }: { db: Db; sealer: Sealer },
): Promise<{ sealed: number; lost: number }> {
  const counts = { sealed: 0, lost: 0 };
  let lastId = "";
  while (true) {
    const webhooks = await listWebhooksNotSealedWith(db, sealer.keyId, lastId);
    if (webhooks.length === 0) return counts;
    for (const webhook of webhooks) {
      lastId = webhook.id;
      try {
        const secretSealed = await sealer.seal(await sealer.open(webhook.secretSealed));
        const seal = { secretSealed, sealingKeyId: sealer.keyId };
        if (await replaceWebhookSeal(db, webhook, seal)) counts.sealed++;
      } catch (error) {
        if (!(error instanceof CannotUnsealError)) throw error;
        counts.lost++;
      }
    }
  }
}
