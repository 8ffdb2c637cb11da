import { Buffer } from "node:buffer";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** As the Standard Webhooks specification has it, so that its libraries take it. */
const PREFIX = "whsec_";
/** As the specification advises: what was recorded is of no use later. */
const OLDEST_SECONDS = 300;

export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
}

/**
 * What proves to the receiver that a message is ours, whole, and of this time: an attempt that somebody recorded is too
 * old to be sent again later.
 */
export function signatureHeaders(
  secret: string,
  { id, body, now }: { id: string; body: string; now: number },
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": sign(secret, { id, timestamp, body }),
  };
}

/** A message as it came in, with what its sender says of it. */
export interface Signed {
  id: string;
  /** In seconds. */
  timestamp: string;
  /** One or more, with blanks between: keys change without a gap. */
  signature: string;
  body: string;
}

/** Whether somebody who knows the secret sent this, some minutes ago at most. */
export function isSigned(
  secret: string,
  { id, timestamp, signature, body, now }: Signed & { now: number },
): boolean {
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= OLDEST_SECONDS)) return false;
  const expected = Buffer.from(sign(secret, { id, timestamp, body }));
  return signature.split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function sign(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
): string {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return `v1,${signature}`;
}
