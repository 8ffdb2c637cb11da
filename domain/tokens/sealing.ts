import { createHmac } from "node:crypto";
import { compactDecrypt, CompactEncrypt } from "jose";

export interface Sealer {
  keyId: string;
  seal(text: string): Promise<string>;
  open(sealed: string): Promise<string>;
  /** The same secret for the same name each time, which nobody without the keys can tell. */
  derive(name: string): string;
}

export class SealedWithLostKeyError extends Error {
  override name = "SealedWithLostKeyError";

  constructor(keyId: string) {
    super(`SEALING_KEYS no longer has the key "${keyId}"`);
  }
}

/**
 * Seals secrets that must be read back, as compact JWE (`dir`, AES-256-GCM, `kid` in its header).
 * The first key seals; all of them open, so that a key can be replaced without losing a token.
 */
export function openSealer(keys: { id: string; key: Uint8Array }[]): Sealer {
  const [current] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    keyId: current.id,
    seal: (text) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: current.id })
        .encrypt(current.key),
    open: async (sealed) => {
      const opened = await compactDecrypt(sealed, ({ kid }) => {
        const key = byId.get(kid ?? "");
        if (!key) throw new SealedWithLostKeyError(kid ?? "");
        return key;
      }, { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] });
      return new TextDecoder().decode(opened.plaintext);
    },
    derive: (name) => createHmac("sha256", current.key).update(name).digest("base64url"),
  };
}
