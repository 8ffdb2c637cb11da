import { createHmac } from "node:crypto";
import { compactDecrypt, CompactEncrypt } from "jose";

export interface Sealer {
  keyId: string;
  seal(text: string): Promise<string>;
  /** Throws a CannotUnsealError, whatever the reason. */
  open(sealed: string): Promise<string>;
  /** The same secrets for the same name each time, which nobody without the keys can tell; one for each key, the newest key's first. */
  derive(name: string): string[];
}

/** The key is gone, is another one under the same name, or the text is damaged: what was sealed is lost either way. */
export class CannotUnsealError extends Error {
  override name = "CannotUnsealError";
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
    open: (sealed) => open(byId, sealed),
    derive: (name) =>
      keys.map(({ key }) => createHmac("sha256", key).update(name).digest("base64url")),
  };
}

async function open(keys: Map<string, Uint8Array>, sealed: string): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(sealed, ({ kid = "" }) => {
      const key = keys.get(kid);
      if (!key) throw new Error(`SEALING_KEYS has no key "${kid}"`);
      return key;
    }, { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] });
    return new TextDecoder().decode(plaintext);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CannotUnsealError(`Cannot open what was sealed: ${reason}`, { cause });
  }
}
