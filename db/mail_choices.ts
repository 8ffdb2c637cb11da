import { and, asc, eq, lte } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { users } from "@/db/schema/accounts.ts";
import { mailChoices } from "@/db/schema/jobs.ts";

export type MailChoices = typeof mailChoices.$inferSelect;
type Changes = Partial<Omit<MailChoices, "userId">>;

/** What a clock of the runner's shows, and their week. */
const calendar = { timeZone: users.timeZone, weekStart: users.weekStart };

/** Does nothing where there are some already. */
export async function insertMailChoices(
  tx: Tx,
  choices: Pick<MailChoices, "userId" | "chosenAt"> & Changes,
): Promise<void> {
  await tx.insert(mailChoices).values(choices).onConflictDoNothing();
}

/** With the runner's address, zone and week. */
export async function getMailChoices(db: Db | Tx, userId: string) {
  return await db.select({ choices: mailChoices, email: users.email, ...calendar })
    .from(mailChoices).innerJoin(users, eq(users.id, mailChoices.userId))
    .where(eq(mailChoices.userId, userId)).get();
}

export async function updateMailChoices(
  tx: Db | Tx,
  userId: string,
  changes: Changes,
): Promise<void> {
  await tx.update(mailChoices).set(changes).where(eq(mailChoices.userId, userId));
}

/** Those whose report is due, the longest due first; of whomever. */
export async function listDueChoices(db: Db, now: number, limit: number) {
  return await db.select({ choices: mailChoices, email: users.email, ...calendar })
    .from(mailChoices).innerJoin(users, eq(users.id, mailChoices.userId))
    .where(lte(mailChoices.nextAt, now)).orderBy(asc(mailChoices.nextAt)).limit(limit);
}

/** False when somebody else has moved on from that period already. */
export async function moveToPeriod(
  tx: Tx,
  { userId, nextPeriod }: Pick<MailChoices, "userId" | "nextPeriod">,
  to: Changes,
): Promise<boolean> {
  const rows = await tx.update(mailChoices).set(to).where(
    and(eq(mailChoices.userId, userId), eq(mailChoices.nextPeriod, nextPeriod)),
  ).returning({ userId: mailChoices.userId });
  return rows.length === 1;
}
