import { getMailToken, takeMailToken } from "@/db/mail_tokens.ts";
import { confirmEmail, getUser } from "@/db/users.ts";
import type { AccountsContext } from "@/domain/accounts/context.ts";
import { type Browser, openSession } from "@/domain/accounts/sign_in.ts";
import { throttle } from "@/domain/accounts/throttle.ts";
import { RefusedError } from "@/domain/errors.ts";
import { beginMails } from "@/domain/reports/choose.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

/**
 * Spends a confirmation link. Whoever holds the link must also know the account's password (or be signed in to
 * it): else somebody could sign up with another person's e-mail and let them confirm a stranger's account.
 * Returns the secret of a new session, or undefined when the password is wrong.
 */
export async function confirmAccount(
  { db, passwords, now }: AccountsContext,
  { secret, password, signedInAs }: { secret: string; password?: string; signedInAs?: string },
  browser: Browser,
): Promise<string | undefined> {
  await throttle(db, "mail_link_address", browser.address, now);
  const link = await getMailToken(db, "confirm", hashSecret(secret), now);
  const user = link && await getUser(db, link.userId);
  if (!user) throw new RefusedError("mail_link_spent");
  if (signedInAs !== user.id) {
    await throttle(db, "password_account", user.email, now);
    if (!await passwords.verify(user.passwordHash, password ?? "")) return undefined;
  }
  return await db.transaction(async (tx) => {
    if (!await takeMailToken(tx, "confirm", hashSecret(secret), now)) {
      throw new RefusedError("mail_link_spent");
    }
    await confirmEmail(tx, user.id, now);
    await beginMails(tx, user.id, now);
    return await openSession(tx, user.id, browser.userAgent, now);
  });
}
