import { and, eq, inArray, lt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { mails } from "@/db/schema/jobs.ts";
import { users } from "@/db/schema/accounts.ts";

export type Mail = typeof mails.$inferSelect;
export type MailKind = Mail["kind"];

export type NewMail =
  & Pick<Mail, "userId" | "kind" | "cause" | "toAddress">
  & Partial<Pick<Mail, "about">>;

/** Undefined when a mail for this cause is owed or sent already. */
export async function insertMail(
  tx: Tx,
  mail: NewMail,
  now: number,
): Promise<string | undefined> {
  const [row] = await tx.insert(mails)
    .values({ ...mail, id: uuidv7(), state: "waiting", createdAt: now })
    .onConflictDoNothing({ target: mails.cause }).returning({ id: mails.id });
  return row?.id;
}

export async function getMail(db: Db | Tx, mailId: string) {
  return await db.select({
    id: mails.id,
    userId: mails.userId,
    kind: mails.kind,
    about: mails.about,
    toAddress: mails.toAddress,
    state: mails.state,
    createdAt: mails.createdAt,
    locale: users.locale,
    units: users.units,
    timeZone: users.timeZone,
    weekStart: users.weekStart,
    name: users.name,
    email: users.email,
  }).from(mails).innerJoin(users, eq(users.id, mails.userId)).where(eq(mails.id, mailId)).get();
}

/** False when the mail is not in one of the states it may leave. */
export async function moveMail(
  tx: Db | Tx,
  mailId: string,
  from: Mail["state"][],
  to: Pick<Mail, "state"> & Partial<Pick<Mail, "problem" | "sentAt">>,
): Promise<boolean> {
  const rows = await tx.update(mails).set(to).where(
    and(eq(mails.id, mailId), inArray(mails.state, from)),
  )
    .returning({ id: mails.id });
  return rows.length === 1;
}

/** Mails that are still owed are no longer sent. */
export async function cancelMails(
  tx: Tx,
  userId: string,
  kinds: MailKind[],
  problem: string,
): Promise<void> {
  await tx.update(mails).set({ state: "failed", problem }).where(
    and(eq(mails.userId, userId), inArray(mails.kind, kinds), eq(mails.state, "waiting")),
  );
}

/** What was sent, and what nobody had a use for. */
export async function deleteSettledMails(
  db: Db,
  before: number,
  harmlessProblems: string[],
): Promise<void> {
  await db.delete(mails).where(and(eq(mails.state, "sent"), lt(mails.sentAt, before)));
  await db.delete(mails).where(and(
    eq(mails.state, "failed"),
    inArray(mails.problem, harmlessProblems),
    lt(mails.createdAt, before),
  ));
}
