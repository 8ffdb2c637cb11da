import { and, desc, eq, inArray, isNull, notInArray, or } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { mails } from "@/db/schema/jobs.ts";

/** Not known to have arrived, and nobody tries any more. */
const NOT_SENT: (typeof mails.$inferSelect)["state"][] = ["failed", "uncertain"];

/** For the operator, of whomever, but for those with these problems. */
export async function listFailedMails(db: Db, exceptProblems: string[]) {
  return await db.select({
    id: mails.id,
    kind: mails.kind,
    toAddress: mails.toAddress,
    state: mails.state,
    problem: mails.problem,
    createdAt: mails.createdAt,
  }).from(mails).where(
    and(
      inArray(mails.state, NOT_SENT),
      or(isNull(mails.problem), notInArray(mails.problem, exceptProblems)),
    ),
  ).orderBy(desc(mails.createdAt), desc(mails.id)).limit(100);
}

/** For the operator, of whomever. */
export async function getFailedMail(db: Db | Tx, mailId: string) {
  return await db.select().from(mails)
    .where(and(eq(mails.id, mailId), inArray(mails.state, NOT_SENT))).get();
}

export async function deleteFailedMail(tx: Tx, mailId: string): Promise<void> {
  await tx.delete(mails).where(and(eq(mails.id, mailId), inArray(mails.state, NOT_SENT)));
}
