import { exportJWK, importPKCS8, importX509, type JWK } from "jose";
import type { TokenAlgorithm } from "@/db/schema/tokens.ts";

interface Pair {
  alg: TokenAlgorithm;
  publicJwk: JWK;
  privateJwk: JWK;
  /** DER in base64, the key's own certificate first (RFC 7517, 4.7). */
  x5c: string[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g;
const ALGORITHMS: TokenAlgorithm[] = ["EdDSA", "ES256"];

/** An operator's key and the certificates that vouch for it, from PEM; throws what is wrong with them. */
export async function readPair(keyPem: string, chainPem: string): Promise<Pair> {
  const x5c = [...chainPem.matchAll(CERTIFICATE)].map(([, body]) => body.replace(/\s/g, ""));
  if (x5c.length === 0) throw new Error("the chain holds no certificate in PEM");
  for (const alg of ALGORITHMS) {
    const privateJwk = await tryTo(async () =>
      exportJWK(await importPKCS8(keyPem, alg, { extractable: true }))
    );
    if (privateJwk) {
      return { alg, privateJwk, publicJwk: await vouchedFor(chainPem, privateJwk, alg), x5c };
    }
  }
  throw new Error("the key is no Ed25519 or P-256 key in PKCS #8");
}

/** The public half, as the first certificate has it too. */
async function vouchedFor(chainPem: string, { d: _, ...publicJwk }: JWK, alg: TokenAlgorithm) {
  const own = await tryTo(async () =>
    exportJWK(await importX509(chainPem, alg, { extractable: true }))
  );
  if (!own || own.x !== publicJwk.x || own.y !== publicJwk.y || own.crv !== publicJwk.crv) {
    throw new Error("the first certificate is not of this key");
  }
  return publicJwk;
}

async function tryTo<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}
