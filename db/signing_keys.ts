import { and, desc, eq, inArray, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { signingKeys } from "@/db/schema/tokens.ts";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/** Every key, the one that signs last first. */
export async function listSigningKeys(db: Db | Tx): Promise<SigningKeyRow[]> {
  return await db.select().from(signingKeys)
    .orderBy(desc(signingKeys.signsFrom), desc(signingKeys.createdAt)).limit(100);
}

/** False when there is a key of that name. */
export async function insertSigningKey(tx: Tx, key: SigningKeyRow): Promise<boolean> {
  const rows = await tx.insert(signingKeys).values(key)
    .onConflictDoNothing({ target: signingKeys.kid }).returning({ kid: signingKeys.kid });
  return rows.length === 1;
}

export async function deleteSigningKeys(tx: Tx, kids: string[]): Promise<void> {
  if (kids.length > 0) await tx.delete(signingKeys).where(inArray(signingKeys.kid, kids));
}

export async function listSigningKeysNotSealedWith(
  db: Db,
  sealingKeyId: string,
): Promise<SigningKeyRow[]> {
  return await db.select().from(signingKeys).where(ne(signingKeys.sealingKeyId, sealingKeyId))
    .limit(100);
}

/** False when another process has sealed it anew meanwhile. */
export async function replaceSigningKeySeal(
  db: Db,
  { kid, privateJwkSealed: known }: SigningKeyRow,
  seal: Pick<SigningKeyRow, "privateJwkSealed" | "sealingKeyId">,
): Promise<boolean> {
  const rows = await db.update(signingKeys).set(seal)
    .where(and(eq(signingKeys.kid, kid), eq(signingKeys.privateJwkSealed, known)))
    .returning({ kid: signingKeys.kid });
  return rows.length === 1;
}
