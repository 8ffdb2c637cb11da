import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import type { Db } from "@/db/client.ts";
import type { TokenAlgorithm } from "@/db/schema/tokens.ts";
import {
  deleteSigningKeys,
  insertSigningKey,
  listSigningKeys,
  type SigningKeyRow,
} from "@/db/signing_keys.ts";
import { CannotUnsealError, type Sealer } from "@/domain/tokens/sealing.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const TOKEN_LIVES_MS = 15 * MINUTE;
/** Clocks differ. */
export const SKEW_MS = MINUTE;
/** How long others may keep our key set. */
export const KEY_SET_KEPT_MS = 10 * MINUTE;
/** The next key is shown for so long before it signs: whoever kept an older set has read it anew by then. */
const SHOWN_AHEAD_MS = 60 * MINUTE;
/** An instance that has not looked yet signs with the old key for so long after the new one began. */
const SIGNS_LATE_MS = 2 * MINUTE;
const SIGNS_FOR_MS = 30 * DAY;
const ALGORITHMS: readonly TokenAlgorithm[] = ["EdDSA", "ES256"];

export interface Rotation {
  added: SigningKeyRow[];
  removed: SigningKeyRow[];
}

interface RotationOptions {
  /** Not only when a key has signed for its 30 days. */
  force?: boolean;
  /** No key of this algorithm was found to sign with: a new one signs at once, unless another process has made it by now. */
  lost?: TokenAlgorithm;
}

/** Adds the next keys before they sign, and removes those whose last token has died. Safe to run at any time, by many. */
export async function rotateKeys(
  db: Db,
  sealer: Sealer,
  now: number,
  options: RotationOptions = {},
): Promise<Rotation> {
  const fresh = await Promise.all(ALGORITHMS.map((alg) => makeKey(alg, sealer, now)));
  return await db.transaction(async (tx) => {
    const rows = await listSigningKeys(tx);
    const lost = await findLost(rows, sealer, now, options.lost);
    const known = rows.filter((row) => !lost.waiting.includes(row));
    const added: SigningKeyRow[] = [];
    for (const key of fresh) {
      const newest = known.find(({ alg }) => alg === key.alg);
      const signsFrom = lost.alg === key.alg ? now : nextStart(newest, now, options);
      if (signsFrom === undefined) continue;
      added.push({ ...key, signsFrom });
      await insertSigningKey(tx, { ...key, signsFrom });
    }
    const removed = [...lost.waiting, ...findDead(known, now)];
    await deleteSigningKeys(tx, removed.map(({ kid }) => kid));
    return { added, removed };
  });
}

/**
 * The algorithm that still has no key to sign with, and those of its next keys that can never sign: one that took over
 * in name alone would have the key that does sign removed.
 */
async function findLost(
  rows: SigningKeyRow[],
  sealer: Sealer,
  now: number,
  alg: TokenAlgorithm | undefined,
): Promise<{ alg?: TokenAlgorithm; waiting: SigningKeyRow[] }> {
  const waiting: SigningKeyRow[] = [];
  for (const row of rows.filter((row) => row.alg === alg)) {
    if (await opens(row, sealer)) {
      if (row.signsFrom <= now) return { waiting: [] };
    } else if (row.signsFrom > now) waiting.push(row);
  }
  return { alg, waiting };
}

async function opens({ privateJwkSealed }: SigningKeyRow, sealer: Sealer): Promise<boolean> {
  try {
    await sealer.open(privateJwkSealed);
    return true;
  } catch (error) {
    if (error instanceof CannotUnsealError) return false;
    throw error;
  }
}

/** When a key after `newest` should begin to sign; undefined when none is due. */
function nextStart(
  newest: SigningKeyRow | undefined,
  now: number,
  { force = false }: RotationOptions,
): number | undefined {
  if (!newest) return now;
  // One that waits already is enough.
  if (newest.signsFrom > now) return undefined;
  // An operator's own key, with its certificates, signs until they say otherwise.
  if (newest.publicJwk.x5c !== undefined && !force) return undefined;
  return force || now - newest.signsFrom >= SIGNS_FOR_MS ? now + SHOWN_AHEAD_MS : undefined;
}

/** The keys that another one took over from, so long ago that no token of theirs lives. */
function findDead(rows: SigningKeyRow[], now: number): SigningKeyRow[] {
  const lastBreath = now - TOKEN_LIVES_MS - SKEW_MS - SIGNS_LATE_MS;
  return ALGORITHMS.flatMap((alg) => {
    const ours = rows.filter((row) => row.alg === alg);
    const since = ours.findIndex(({ signsFrom }) => signsFrom <= lastBreath);
    return since < 0 ? [] : ours.slice(since + 1);
  });
}

async function makeKey(
  alg: TokenAlgorithm,
  sealer: Sealer,
  now: number,
): Promise<Omit<SigningKeyRow, "signsFrom">> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  return await sealKey(
    { alg, publicJwk, privateJwk: await exportJWK(privateKey) },
    sealer,
    now,
  );
}

/** A pair as the table keeps it, named by its thumbprint (RFC 7638). */
async function sealKey(
  { alg, publicJwk, privateJwk }: { alg: TokenAlgorithm; publicJwk: JWK; privateJwk: JWK },
  sealer: Sealer,
  now: number,
): Promise<Omit<SigningKeyRow, "signsFrom">> {
  return {
    kid: await calculateJwkThumbprint(publicJwk),
    alg,
    publicJwk: { ...publicJwk },
    privateJwkSealed: await sealer.seal(JSON.stringify(privateJwk)),
    sealingKeyId: sealer.keyId,
    createdAt: now,
  };
}

/** Adds an operator's own key pair, with the certificates that vouch for it, the key's own first. It signs an hour from now. */
export async function importKey(
  db: Db,
  sealer: Sealer,
  pair: { alg: TokenAlgorithm; publicJwk: JWK; privateJwk: JWK; x5c: string[] },
  now: number,
): Promise<SigningKeyRow | undefined> {
  const publicJwk = { ...pair.publicJwk, x5c: pair.x5c };
  const sealed = await sealKey({ ...pair, publicJwk }, sealer, now);
  const key = { ...sealed, signsFrom: now + SHOWN_AHEAD_MS };
  return await db.transaction((tx) => insertSigningKey(tx, key)) ? key : undefined;
}
