import { and, desc, eq, gt, lt, lte, max, min, notExists, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import {
  authorizationCodes,
  clients,
  grants,
  refreshTokens,
  type Scope,
} from "@/db/schema/tokens.ts";

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

/** Notes what the code's first use made. */
export async function spendCode(tx: Tx, codeHash: string, grantId: string): Promise<void> {
  await tx.update(authorizationCodes).set({ grantId })
    .where(eq(authorizationCodes.codeHash, codeHash));
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

/** The applications that a runner allowed something, the one allowed last first: all that each may do, whenever that was allowed. */
export async function listApplications(db: Db, userId: string, now: number) {
  const live = sql`exists (select 1 from ${refreshTokens}
    where ${refreshTokens.grantId} = ${grants.id} and ${refreshTokens.expiresAt} > ${now})`;
  const rows = await db.select({
    id: clients.id,
    name: clients.name,
    scopes: sql<string>`json_group_array(json(${grants.scopes}))`,
    createdAt: min(grants.createdAt).mapWith(Number),
    lastUsedAt: max(grants.lastUsedAt).mapWith(Number),
  }).from(grants).innerJoin(clients, eq(clients.id, grants.clientId))
    .where(and(eq(grants.userId, userId), live)).groupBy(clients.id)
    .orderBy(desc(max(grants.createdAt))).limit(100);
  return rows.map((row) => {
    const scopes: Scope[][] = JSON.parse(row.scopes);
    return { ...row, scopes: [...new Set(scopes.flat())] };
  });
}

/** Ends all that a runner allowed a client, with every refresh token of it and codes that are on their way; answers what that was. */
export async function deleteGrantsOf(tx: Tx, userId: string, clientId: string): Promise<string[]> {
  await tx.delete(authorizationCodes).where(
    and(eq(authorizationCodes.clientId, clientId), eq(authorizationCodes.userId, userId)),
  );
  const rows = await tx.delete(grants)
    .where(and(eq(grants.clientId, clientId), eq(grants.userId, userId)))
    .returning({ id: grants.id });
  return rows.map(({ id }) => id);
}

/** Ends a grant where a token is the proof, and nobody is signed in; answers whose it was. */
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
