import { randomBytes } from "node:crypto";

/** A key and its id, ready for SEALING_KEYS: the first of the list seals, the others still open. */
export function newSealingKey(): string {
  return `${randomBytes(4).toString("hex")}:${randomBytes(32).toString("base64")}`;
}

if (import.meta.main) console.log(newSealingKey());
