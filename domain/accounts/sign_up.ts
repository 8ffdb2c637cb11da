import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { deleteSessions } from "@/db/sessions.ts";
import { getUserByEmail, insertUser, type Profile, updatePassword, type User } from "@/db/users.ts";
import type { AccountsContext } from "@/domain/accounts/context.ts";
import { throttle } from "@/domain/accounts/throttle.ts";
import { oweMail } from "@/domain/mail/owe.ts";

const HOUR = 3_600_000;

type NewRunner = Pick<Profile, "locale" | "timeZone" | "units"> & {
  email: string;
  password: string;
};

/**
 * Registers an e-mail, or does as if: who asks learns only from their mail box whether it was known.
 * An account that nobody confirmed belongs to nobody, so the last one to sign up sets its password.
 */
export async function signUp(
  { db, passwords, now }: AccountsContext,
  { password, ...fields }: NewRunner,
  address: string,
): Promise<void> {
  await throttle(db, "sign_up_address", address, now);
  await throttle(db, "mail_box", fields.email, now);
  const passwordHash = await passwords.hash(password);
  await db.transaction(async (tx) => {
    const id = uuidv7();
    if (await insertUser(tx, { ...fields, id, passwordHash, createdAt: now })) {
      return await oweConfirmation(tx, { id, email: fields.email }, now);
    }
    const known = await getUserByEmail(tx, fields.email);
    if (!known) return;
    if (known.emailConfirmedAt) return await oweReminder(tx, known, now);
    await updatePassword(tx, known.id, passwordHash);
    await deleteSessions(tx, known.id);
    await oweConfirmation(tx, known, now);
  });
}

/** Sends the confirmation link again. */
export async function resendConfirmation(
  { db, now }: Pick<AccountsContext, "db" | "now">,
  user: Pick<User, "id" | "email">,
): Promise<void> {
  await throttle(db, "mail_box", user.email, now);
  await db.transaction((tx) => oweConfirmation(tx, user, now));
}

async function oweConfirmation(
  tx: Tx,
  user: Pick<User, "id" | "email">,
  now: number,
): Promise<void> {
  await oweMail(
    tx,
    { userId: user.id, kind: "confirm", cause: `confirm:${uuidv7()}`, toAddress: user.email },
    now,
  );
}

async function oweReminder(tx: Tx, user: User, now: number): Promise<void> {
  const cause = `already_registered:${user.id}:${Math.floor(now / HOUR)}`;
  await oweMail(
    tx,
    { userId: user.id, kind: "already_registered", cause, toAddress: user.email },
    now,
  );
}
