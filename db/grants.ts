import { and, desc, eq, gt, isNull, lt, lte, notExists, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { authorizationCodes, clients, grants, refreshTokens } from "@/db/schema/tokens.ts";

type Code = typeof authorizationCodes.$inferSelect;
export type Grant = typeof grants.$inferSelect;
type RefreshToken = typeof refreshTokens.$inferSelect;

export async function insertCode(tx: Db | Tx, code: Omit<Code, "grantId">): Promise<void> {
  await tx.insert(authorizationCodes).values(code);
}

export async function getCode(tx: Tx, codeHash: string): Promise<Code | undefined> {
  return await tx.select().from(authorizationCodes)
    .where(eq(authorizationCodes.codeHash, codeHash)).get();
}

/** Notes what the code's first use made. False when it had been used. */
export async function spendCode(tx: Tx, codeHash: string, grantId: string): Promise<boolean> {
  const rows = await tx.update(authorizationCodes).set({ grantId })
    .where(and(eq(authorizationCodes.codeHash, codeHash), isNull(authorizationCodes.grantId)))
    .returning({ codeHash: authorizationCodes.codeHash });
  return rows.length === 1;
}

export async function insertGrant(tx: Tx, grant: Grant): Promise<void> {
  await tx.insert(grants).values(grant);
}

/** False once it was ended, or its runner has left. */
export async function hasGrant(db: Db, grantId: string): Promise<boolean> {
  const row = await db.select({ id: grants.id }).from(grants).where(eq(grants.id, grantId)).get();
  return row !== undefined;
}

export async function touchGrant(tx: Tx, grantId: string, now: number): Promise<void> {
  await tx.update(grants).set({ lastUsedAt: now }).where(eq(grants.id, grantId));
}

export async function insertRefreshToken(
  tx: Tx,
  token: Omit<RefreshToken, "usedAt">,
): Promise<void> {
  await tx.insert(refreshTokens).values(token);
}

/** A refresh token with the grant that it belongs to, used or not. */
export async function getRefreshToken(
  db: Db | Tx,
  tokenHash: string,
): Promise<{ token: RefreshToken; grant: Grant } | undefined> {
  return await db.select({ token: refreshTokens, grant: grants }).from(refreshTokens)
    .innerJoin(grants, eq(grants.id, refreshTokens.grantId))
    .where(eq(refreshTokens.tokenHash, tokenHash)).get();
}

export async function spendRefreshToken(tx: Tx, tokenHash: string, now: number): Promise<void> {
  await tx.update(refreshTokens).set({ usedAt: now }).where(eq(refreshTokens.tokenHash, tokenHash));
}

/** The applications that a runner allowed something, the newest first. */
export async function listGrants(db: Db, userId: string, now: number) {
  const live = sql`exists (select 1 from ${refreshTokens}
    where ${refreshTokens.grantId} = ${grants.id} and ${refreshTokens.expiresAt} > ${now})`;
  return await db.select({
    id: grants.id,
    client: clients.name,
    scopes: grants.scopes,
    createdAt: grants.createdAt,
    lastUsedAt: grants.lastUsedAt,
  }).from(grants).innerJoin(clients, eq(clients.id, grants.clientId))
    .where(and(eq(grants.userId, userId), live)).orderBy(desc(grants.createdAt)).limit(100);
}

/** Ends a grant and every refresh token of it. False when this runner has no such grant. */
export async function deleteGrantOf(tx: Tx, userId: string, grantId: string): Promise<boolean> {
  const rows = await tx.delete(grants)
    .where(and(eq(grants.id, grantId), eq(grants.userId, userId))).returning({ id: grants.id });
  return rows.length === 1;
}

/** The same where a token is the proof, and nobody is signed in; answers whose it was. */
export async function deleteGrant(tx: Tx, grantId: string): Promise<string | undefined> {
  const [row] = await tx.delete(grants).where(eq(grants.id, grantId))
    .returning({ userId: grants.userId });
  return row?.userId;
}

/** Removes codes and refresh tokens past their time, and grants that no token can use any more. */
export async function deleteExpiredGrants(db: Db, now: number, codesBefore: number): Promise<void> {
  await db.delete(authorizationCodes).where(lt(authorizationCodes.expiresAt, codesBefore));
  await db.delete(refreshTokens).where(lte(refreshTokens.expiresAt, now));
  const live = db.select({ id: refreshTokens.grantId }).from(refreshTokens)
    .where(and(eq(refreshTokens.grantId, grants.id), gt(refreshTokens.expiresAt, now)));
  await db.delete(grants).where(notExists(live));
}
