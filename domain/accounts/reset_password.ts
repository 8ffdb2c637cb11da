import { uuidv7 } from "uuidv7";
import { takeMailToken } from "@/db/mail_tokens.ts";
import { deleteSessions } from "@/db/sessions.ts";
import { confirmEmail, getUser, getUserByEmail, updatePassword } from "@/db/users.ts";
import type { AccountsContext } from "@/domain/accounts/context.ts";
import { throttle } from "@/domain/accounts/throttle.ts";
import { RefusedError } from "@/domain/errors.ts";
import { oweMail, oweNothing } from "@/domain/mail/owe.ts";
import { withdrawLinks } from "@/domain/mail/withdraw.ts";
import { beginMails } from "@/domain/reports/choose.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

/** Mails a link to set a new password, if the e-mail is known; the asker is not told. */
export async function requestReset(
  { db, now }: Pick<AccountsContext, "db" | "now">,
  email: string,
  address: string,
): Promise<void> {
  await throttle(db, "sign_up_address", address, now);
  await throttle(db, "mail_box", email, now);
  await db.transaction(async (tx) => {
    const user = await getUserByEmail(tx, email);
    if (!user) return await oweNothing(tx, now);
    await oweMail(tx, {
      userId: user.id,
      kind: "reset",
      cause: `reset:${uuidv7()}`,
      toAddress: email,
    }, now);
  });
}

/** Sets a password by mail link. The link proves the e-mail, and every session ends. */
export async function resetPassword(
  { db, passwords, now }: AccountsContext,
  { secret, password }: { secret: string; password: string },
  address: string,
): Promise<void> {
  await throttle(db, "mail_link_address", address, now);
  const passwordHash = await passwords.hash(password);
  await db.transaction(async (tx) => {
    const link = await takeMailToken(tx, "reset", hashSecret(secret), now);
    const user = link && await getUser(tx, link.userId);
    if (!user) throw new RefusedError("mail_link_spent");
    await updatePassword(tx, user.id, passwordHash);
    if (!user.emailConfirmedAt) {
      await confirmEmail(tx, user.id, now);
      await beginMails(tx, user.id, now);
    }
    await withdrawLinks(tx, user.id, ["reset", "confirm", "change_email"]);
    await deleteSessions(tx, user.id);
    await oweMail(tx, {
      userId: user.id,
      kind: "password_changed",
      cause: `password_changed:${uuidv7()}`,
      toAddress: user.email,
    }, now);
  });
}
