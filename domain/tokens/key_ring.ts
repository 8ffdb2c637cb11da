import { createPrivateKey, type KeyObject } from "node:crypto";
import { type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from "jose";
import type { Db } from "@/db/client.ts";
import { listSigningKeys, type SigningKeyRow } from "@/db/signing_keys.ts";
import type { TokenAlgorithm } from "@/db/schema/tokens.ts";
import { rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { CannotUnsealError, type Sealer } from "@/domain/tokens/sealing.ts";

interface RingKey<Key> {
  kid: string;
  alg: TokenAlgorithm;
  key: Key;
}

/** The keys of access tokens, read from the database at most once a minute. */
export interface KeyRing {
  /** What signs now; made on first use. */
  signer(alg: TokenAlgorithm): Promise<RingKey<KeyObject>>;
  /** What such a token was signed with, if it was ours. */
  verifier(kid: string): Promise<RingKey<CryptoKey> | undefined>;
  /** The public halves, those that sign later too. */
  publicSet(): Promise<JSONWebKeySet>;
}

/** Another instance may have rotated: for so long this one may not know. Rotation allows for it. */
const KEYS_KEPT_MS = 60_000;
/** A token with a name that we do not know costs a reading, but not one for each such token. */
const LOOK_AGAIN_MS = 5_000;

export function openKeyRing(
  { db, sealer, now }: { db: Db; sealer: Sealer; now: () => number },
): KeyRing {
  return new DatabaseRing(db, sealer, now);
}

class DatabaseRing implements KeyRing {
  #rows: SigningKeyRow[] = [];
  #readAt = -Infinity;
  readonly #signers = new Map<string, Promise<KeyObject>>();
  readonly #verifiers = new Map<string, Promise<CryptoKey>>();

  constructor(
    readonly db: Db,
    readonly sealer: Sealer,
    readonly now: () => number,
  ) {}

  async signer(alg: TokenAlgorithm): Promise<RingKey<KeyObject>> {
    const found = await this.#openSigner(alg, KEYS_KEPT_MS) ?? await this.#openSigner(alg, 0);
    if (found) return found;
    // None yet, or none that a key of SEALING_KEYS opens: a new one has to sign at once.
    await rotateKeys(this.db, this.sealer, this.now(), { lost: alg });
    const made = await this.#openSigner(alg, 0);
    if (!made) throw new Error(`There is no ${alg} key to sign with`);
    return made;
  }

  async verifier(kid: string): Promise<RingKey<CryptoKey> | undefined> {
    const known = (rows: SigningKeyRow[]) => rows.find((row) => row.kid === kid);
    const row = known(await this.#read(KEYS_KEPT_MS)) ?? known(await this.#read(LOOK_AGAIN_MS));
    if (!row) return undefined;
    const key = await once(this.#verifiers, kid, () => importKey(row.publicJwk, row.alg));
    return { kid, alg: row.alg, key };
  }

  async publicSet(): Promise<JSONWebKeySet> {
    const rows = await this.#read(KEYS_KEPT_MS);
    if (rows.length === 0) await this.signer("EdDSA");
    const keys = (await this.#read(KEYS_KEPT_MS)).map(({ kid, alg, publicJwk }) => ({
      ...publicJwk,
      kid,
      alg,
      use: "sig",
    }));
    return { keys: keys as JWK[] };
  }

  async #openSigner(
    alg: TokenAlgorithm,
    keptMs: number,
  ): Promise<RingKey<KeyObject> | undefined> {
    const rows = await this.#read(keptMs);
    for (const { kid, alg: its, signsFrom, privateJwkSealed } of rows) {
      if (its !== alg || signsFrom > this.now()) continue;
      try {
        const key = await once(this.#signers, privateJwkSealed, () => this.#open(privateJwkSealed));
        return { kid, alg, key };
      } catch (error) {
        if (!(error instanceof CannotUnsealError)) throw error;
      }
    }
  }

  async #read(keptMs: number): Promise<SigningKeyRow[]> {
    if (this.now() - this.#readAt < keptMs) return this.#rows;
    this.#rows = await listSigningKeys(this.db);
    this.#readAt = this.now();
    return this.#rows;
  }

  async #open(sealed: string): Promise<KeyObject> {
    return createPrivateKey({ key: JSON.parse(await this.sealer.open(sealed)), format: "jwk" });
  }
}

/** What is opened once stays open; what cannot be opened is tried again. */
function once<T>(opened: Map<string, Promise<T>>, name: string, open: () => Promise<T>) {
  const known = opened.get(name);
  if (known) return known;
  const opening = open();
  opened.set(name, opening);
  opening.catch(() => opened.delete(name));
  return opening;
}

async function importKey(jwk: JWK, alg: TokenAlgorithm): Promise<CryptoKey> {
  return await importJWK({ ...jwk, alg }, alg) as CryptoKey;
}
