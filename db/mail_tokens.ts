import { and, eq, gt, inArray, lt } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { mailTokens, users } from "@/db/schema/accounts.ts";

type MailToken = typeof mailTokens.$inferSelect;
export type MailTokenKind = MailToken["kind"];

/** A new link replaces the earlier ones of its kind. */
export async function replaceMailToken(tx: Tx, token: MailToken): Promise<void> {
  await tx.delete(mailTokens).where(
    and(eq(mailTokens.userId, token.userId), eq(mailTokens.kind, token.kind)),
  );
  await tx.insert(mailTokens).values(token);
}

/** What a link would do, without spending it. */
export async function getMailToken(
  db: Db | Tx,
  kind: MailTokenKind,
  tokenHash: string,
  now: number,
) {
  return await db.select({
    userId: mailTokens.userId,
    newEmail: mailTokens.newEmail,
    email: users.email,
  })
    .from(mailTokens).innerJoin(users, eq(users.id, mailTokens.userId))
    .where(usable(kind, tokenHash, now)).get();
}

/** Spends a link: it answers once. */
export async function takeMailToken(tx: Tx, kind: MailTokenKind, tokenHash: string, now: number) {
  const [token] = await tx.delete(mailTokens).where(usable(kind, tokenHash, now)).returning();
  return token;
}

export async function deleteMailTokens(
  tx: Tx,
  userId: string,
  kinds: MailTokenKind[],
): Promise<void> {
  await tx.delete(mailTokens).where(
    and(eq(mailTokens.userId, userId), inArray(mailTokens.kind, kinds)),
  );
}

export async function deleteExpiredMailTokens(db: Db, now: number): Promise<void> {
  await db.delete(mailTokens).where(lt(mailTokens.expiresAt, now));
}

function usable(kind: MailTokenKind, tokenHash: string, now: number) {
  return and(
    eq(mailTokens.tokenHash, tokenHash),
    eq(mailTokens.kind, kind),
    gt(mailTokens.expiresAt, now),
  );
}
