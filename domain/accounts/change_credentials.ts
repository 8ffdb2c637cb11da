import { uuidv7 } from "uuidv7";
import { takeMailToken } from "@/db/mail_tokens.ts";
import { deleteSessions, type SessionUser } from "@/db/sessions.ts";
import { getUser, getUserByEmail, updateEmail, updatePassword } from "@/db/users.ts";
import type { AccountsContext } from "@/domain/accounts/context.ts";
import { throttle } from "@/domain/accounts/throttle.ts";
import { RefusedError } from "@/domain/errors.ts";
import { oweMail, oweNothing } from "@/domain/mail/owe.ts";
import { withdrawLinks } from "@/domain/mail/withdraw.ts";
import { beginMails, resumeMails } from "@/domain/reports/choose.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

/** Refuses unless the password is the signed-in runner's: sensitive acts ask for it again. */
export async function reauthenticate(
  { db, passwords, now }: AccountsContext,
  runner: Pick<SessionUser, "id" | "email">,
  password: string,
): Promise<void> {
  await throttle(db, "password_account", runner.email, now);
  const user = await getUser(db, runner.id);
  if (!await passwords.verify(user?.passwordHash, password)) {
    throw new RefusedError("wrong_password");
  }
}

/** Changes the password, ends every other session, spends open reset links and tells the runner by mail. */
export async function changePassword(
  context: AccountsContext,
  runner: SessionUser,
  { current, next }: { current: string; next: string },
): Promise<void> {
  await reauthenticate(context, runner, current);
  const passwordHash = await context.passwords.hash(next);
  await context.db.transaction(async (tx) => {
    await updatePassword(tx, runner.id, passwordHash);
    await deleteSessions(tx, runner.id, runner.sessionId);
    await withdrawLinks(tx, runner.id, ["reset", "change_email"]);
    await oweMail(tx, {
      userId: runner.id,
      kind: "password_changed",
      cause: `password_changed:${uuidv7()}`,
      toAddress: runner.email,
    }, context.now);
  });
}

/** Mails a link to the new address; nothing changes before it is followed. A taken address gets no link, and the asker is not told. */
export async function requestEmailChange(
  context: AccountsContext,
  runner: SessionUser,
  { password, newEmail }: { password: string; newEmail: string },
): Promise<void> {
  const { db, now } = context;
  await reauthenticate(context, runner, password);
  await throttle(db, "mail_box", newEmail, now);
  await db.transaction(async (tx) => {
    if (await getUserByEmail(tx, newEmail)) return await oweNothing(tx, now);
    await oweMail(tx, {
      userId: runner.id,
      kind: "change_email",
      cause: `change_email:${uuidv7()}`,
      toAddress: newEmail,
    }, now);
  });
}

/**
 * Spends the link to the new address; the old address is told. Only the runner themselves can: a new address that was
 * mistyped belongs to somebody else, and the link alone would give them the account.
 */
export async function changeEmail(
  { db, now }: Pick<AccountsContext, "db" | "now">,
  runner: Pick<SessionUser, "id">,
  secret: string,
  address: string,
): Promise<void> {
  await throttle(db, "mail_link_address", address, now);
  await db.transaction(async (tx) => {
    const link = await takeMailToken(tx, "change_email", hashSecret(secret), now);
    const user = link && await getUser(tx, link.userId);
    if (user?.id !== runner.id || !link?.newEmail) throw new RefusedError("mail_link_spent");
    if (!await updateEmail(tx, user.id, link.newEmail, now)) {
      throw new RefusedError("mail_link_spent");
    }
    await withdrawLinks(tx, user.id, ["reset", "confirm"]);
    await beginMails(tx, user.id, now);
    // What the old address did not take says nothing of the new one.
    await resumeMails(tx, user.id, now);
    await oweMail(tx, {
      userId: user.id,
      kind: "email_changed",
      cause: `email_changed:${uuidv7()}`,
      toAddress: user.email,
    }, now);
  });
}
