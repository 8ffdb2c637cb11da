import { hash, randomBytes } from "node:crypto";

/** A 256-bit secret for a cookie, a mail link or an OAuth state, safe in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What the table keeps of a secret. A plain hash will do: nobody can guess 256 random bits. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "base64url");
}
