import type { Db } from "@/db/client.ts";
import { hitThrottle } from "@/db/throttles.ts";
import { RefusedError } from "@/domain/errors.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

const MINUTE = 60_000;

/** How often, in how long. By account against guessing one password, by address against trying many accounts. */
const LIMITS = {
  sign_in_account: { hits: 10, windowMs: 15 * MINUTE },
  sign_in_address: { hits: 60, windowMs: 15 * MINUTE },
  sign_up_address: { hits: 20, windowMs: 60 * MINUTE },
  mail_box: { hits: 5, windowMs: 60 * MINUTE },
  password_account: { hits: 10, windowMs: 15 * MINUTE },
  mail_link_address: { hits: 60, windowMs: 15 * MINUTE },
  test_mail: { hits: 3, windowMs: 60 * MINUTE },
  client_secret: { hits: 10, windowMs: 15 * MINUTE },
};

/** Counts an attempt; refuses with the instant of the next try when there were too many. */
export async function throttle(
  db: Db,
  what: keyof typeof LIMITS,
  subject: string,
  now: number,
): Promise<void> {
  const { hits, resetsAt } = await hitThrottle(
    db,
    throttleKey(what, subject),
    LIMITS[what].windowMs,
    now,
  );
  if (hits > LIMITS[what].hits) throw new RefusedError("too_many_attempts", resetsAt);
}

/** How often, for what counts failures alone. */
export function throttleLimit(what: keyof typeof LIMITS): { hits: number; windowMs: number } {
  return LIMITS[what];
}

/** Hashed, so that no e-mail and no address rests here: not of a person who has left, nor of one who never came. */
export function throttleKey(what: keyof typeof LIMITS, subject: string): string {
  return `${what}:${hashSecret(subject)}`;
}
