import type { Db } from "@/db/client.ts";
import { listSigningKeysNotSealedWith, replaceSigningKeySeal } from "@/db/signing_keys.ts";
import { CannotUnsealError, type Sealer } from "@/domain/tokens/sealing.ts";

/**
 * Seals every signing key with the current sealing key. What cannot be opened signs no more; the next token makes a new
 * key, and the old one's public half goes on verifying.
 */
export async function resealSigningKeys(
  { db, sealer }: { db: Db; sealer: Sealer },
): Promise<{ sealed: number; lost: number }> {
  const counts = { sealed: 0, lost: 0 };
  for (const key of await listSigningKeysNotSealedWith(db, sealer.keyId)) {
    try {
      const privateJwkSealed = await sealer.seal(await sealer.open(key.privateJwkSealed));
      const seal = { privateJwkSealed, sealingKeyId: sealer.keyId };
      if (await replaceSigningKeySeal(db, key, seal)) counts.sealed++;
    } catch (error) {
      if (!(error instanceof CannotUnsealError)) throw error;
      counts.lost++;
    }
  }
  return counts;
}
