import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import { personalTokens } from "@/db/schema/tokens.ts";

type PersonalTokenRow = typeof personalTokens.$inferSelect;
export type PersonalToken = Omit<PersonalTokenRow, "tokenHash" | "userId">;

/** False when there is a token with that id. */
export async function insertPersonalToken(
  tx: Tx,
  token: Omit<PersonalTokenRow, "lastUsedAt">,
): Promise<boolean> {
  const rows = await tx.insert(personalTokens).values(token)
    .onConflictDoNothing({ target: personalTokens.id }).returning({ id: personalTokens.id });
  return rows.length === 1;
}

/** Whoever holds the secret: a row of what it is good for, while it lives. */
export async function getPersonalTokenByHash(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<PersonalTokenRow | undefined> {
  return await tokenByHash(db).get({ tokenHash, now });
}

const tokenByHash = prepared((db) =>
  db.select().from(personalTokens).where(
    and(
      eq(personalTokens.tokenHash, sql.placeholder("tokenHash")),
      gt(personalTokens.expiresAt, sql.placeholder("now")),
    ),
  ).prepare()
);

export async function touchPersonalToken(db: Db, id: string, now: number): Promise<void> {
  await db.update(personalTokens).set({ lastUsedAt: now }).where(eq(personalTokens.id, id));
}

const shown = {
  id: personalTokens.id,
  name: personalTokens.name,
  scopes: personalTokens.scopes,
  createdAt: personalTokens.createdAt,
  expiresAt: personalTokens.expiresAt,
  lastUsedAt: personalTokens.lastUsedAt,
};

/** A runner's tokens, the newest first, expired ones too until they are swept. */
export async function listPersonalTokens(
  db: Db | Tx,
  userId: string,
  limit: number,
): Promise<PersonalToken[]> {
  return await db.select(shown).from(personalTokens).where(eq(personalTokens.userId, userId))
    .orderBy(desc(personalTokens.createdAt), desc(personalTokens.id)).limit(limit);
}

export async function getPersonalToken(
  db: Db | Tx,
  userId: string,
  id: string,
): Promise<PersonalToken | undefined> {
  return await db.select(shown).from(personalTokens)
    .where(and(eq(personalTokens.userId, userId), eq(personalTokens.id, id))).get();
}

/** False when this runner has no such token. */
export async function deletePersonalToken(
  db: Db | Tx,
  userId: string,
  id: string,
): Promise<boolean> {
  const rows = await db.delete(personalTokens)
    .where(and(eq(personalTokens.userId, userId), eq(personalTokens.id, id)))
    .returning({ id: personalTokens.id });
  return rows.length === 1;
}

export async function deleteExpiredPersonalTokens(db: Db, before: number): Promise<void> {
  await db.delete(personalTokens).where(lt(personalTokens.expiresAt, before));
}
