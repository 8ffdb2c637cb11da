import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import {
  insertWebhook,
  listWebhooks,
  type ShownWebhook,
  type WebhookOwner,
} from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { newWebhookSecret } from "@/domain/webhooks/signature.ts";

/** Of one runner and client: each change of a run is a message to each. */
export const MOST_WEBHOOKS = 10;

/** Adds a webhook and answers its secret, which nobody is shown again. */
export async function addWebhook(
  tx: Tx,
  owner: WebhookOwner,
  url: string,
  { sealer, now }: { sealer: Sealer; now: number },
): Promise<ShownWebhook & { secret: string }> {
  const others = await listWebhooks(tx, owner, MOST_WEBHOOKS);
  if (others.length >= MOST_WEBHOOKS) throw new RefusedError("too_many_webhooks");
  const secret = newWebhookSecret();
  const shown = { id: uuidv7(), url: new URL(url).href, createdAt: now };
  const sealed = { secretSealed: await sealer.seal(secret), sealingKeyId: sealer.keyId };
  await insertWebhook(tx, { ...shown, ...owner, ...sealed });
  return { ...shown, problem: null, pausedUntil: null, secret };
}
