import { Buffer } from "node:buffer";
import { type KeyObject, sign as signText } from "node:crypto";
import { errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Db } from "@/db/client.ts";
import type { DeniedKey } from "@/db/denied_tokens.ts";
import type { Scope, TokenAlgorithm } from "@/db/schema/tokens.ts";
import { type DenyList, openDenyList } from "@/domain/tokens/deny_list.ts";
import { type KeyRing, openKeyRing } from "@/domain/tokens/key_ring.ts";
import { SKEW_MS, TOKEN_LIVES_MS } from "@/domain/tokens/rotate_keys.ts";
import { parseScopes } from "@/domain/tokens/scopes.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";

/** Verified tokens that are remembered: a client sends each of its tokens many times. */
const REMEMBERED = 10_000;
const ALGORITHMS: TokenAlgorithm[] = ["EdDSA", "ES256"];
/** As RFC 9068 has it: no other kind of token passes for one that opens the API. */
const TYPE = "at+jwt";

/** What an access token says. */
export interface Access {
  tokenId: string;
  /** A runner's id, or the client's own where it acts for nobody. */
  subject: string;
  clientId: string;
  scopes: Scope[];
  /** What the runner allowed, where a runner did. */
  grantId?: string;
  /** The client is part of Runnerly itself. */
  firstParty: boolean;
  issuedAt: number;
  expiresAt: number;
}

export interface Dealer {
  keys: KeyRing;
  denied: DenyList;
  issuer: string;
  /** A token that opens the API for 15 minutes. */
  issue(
    access: Pick<Access, "subject" | "clientId" | "scopes" | "grantId" | "firstParty">,
    alg: TokenAlgorithm,
  ): Promise<string>;
  /** What the token says, if it is one of ours, of this time and not taken back. Reads no row for it. */
  verify(token: string): Promise<Access | undefined>;
}

interface DealerOptions {
  db: Db;
  sealer: Sealer;
  now: () => number;
  /** The application's address: who signs. */
  issuer: string;
}

const claims = z.object({
  jti: z.string(),
  sub: z.string(),
  client_id: z.string(),
  scope: z.string(),
  grant_id: z.string().optional(),
  first_party: z.literal(true).optional(),
  iat: z.number(),
  exp: z.number(),
});

/** Issues and verifies access tokens (RFC 9068): signed, so that whoever has the public keys can tell them. */
export function openDealer(options: DealerOptions): Dealer {
  const { db, now, issuer } = options;
  const keys = openKeyRing(options);
  const denied = openDenyList(db, now);
  const remembered = new LRUCache<string, Access>({ max: REMEMBERED });
  const audience = audienceOf(issuer);

  return {
    keys,
    denied,
    issuer,
    issue: (access, alg) => sign(keys, { ...access, issuer, audience, now: now() }, alg),
    async verify(token) {
      const known = remembered.get(token) ??
        await read(token, { keys, issuer, audience, now: now() });
      if (!known || known.expiresAt + SKEW_MS <= now()) return undefined;
      remembered.set(token, known);
      return await denied.isDenied(namesOf(known)) ? undefined : known;
    },
  };
}

/** What a token says that one of our keys signed for this API, and whose time it is. */
async function read(
  token: string,
  { keys, issuer, audience, now }: {
    keys: KeyRing;
    issuer: string;
    audience: string;
    now: number;
  },
): Promise<Access | undefined> {
  try {
    const { payload } = await jwtVerify(token, async ({ kid = "", alg }) => {
      const known = await keys.verifier(kid);
      if (known?.alg !== alg) throw new errors.JWKSNoMatchingKey();
      return known.key;
    }, {
      algorithms: ALGORITHMS,
      typ: TYPE,
      issuer,
      audience,
      clockTolerance: SKEW_MS / 1000,
      maxTokenAge: TOKEN_LIVES_MS / 1000,
      requiredClaims: ["nbf"],
      currentDate: new Date(now),
    });
    return toAccess(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** What tokens are meant for: the data service, and nothing else at that address. */
export function audienceOf(issuer: string): string {
  return `${issuer}/api/v1`;
}

async function sign(
  keys: KeyRing,
  { subject, clientId, scopes, grantId, firstParty, issuer, audience, now }:
    & Pick<Access, "subject" | "clientId" | "scopes" | "grantId" | "firstParty">
    & { issuer: string; audience: string; now: number },
  alg: TokenAlgorithm,
): Promise<string> {
  const { kid, key } = await keys.signer(alg);
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    client_id: clientId,
    scope: scopes.join(" "),
    ...grantId === undefined ? {} : { grant_id: grantId },
    ...firstParty ? { first_party: true } : {},
    iss: issuer,
    aud: audience,
    sub: subject,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + TOKEN_LIVES_MS / 1000,
    jti: uuidv7(),
  };
  const signed = `${encode({ alg, kid, typ: TYPE })}.${encode(claims)}`;
  return `${signed}.${signatureOf(signed, key, alg)}`;
}

/**
 * A compact JWS takes two lines, and Node's signing takes a fifth of the time of Web Crypto's, which jose uses: that
 * works the key out anew for each signature.
 */
function signatureOf(text: string, key: KeyObject, alg: TokenAlgorithm): string {
  const hash = alg === "ES256" ? "sha256" : null;
  return signText(hash, Buffer.from(text), { key, dsaEncoding: "ieee-p1363" })
    .toString("base64url");
}

function encode(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString("base64url");
}

/** Undefined for what we never sign. */
function toAccess(payload: unknown): Access | undefined {
  const { data } = claims.safeParse(payload);
  const scopes = data && parseScopes(data.scope);
  if (!data || !scopes) return undefined;
  return {
    tokenId: data.jti,
    subject: data.sub,
    clientId: data.client_id,
    scopes,
    grantId: data.grant_id,
    firstParty: data.first_party ?? false,
    issuedAt: data.iat * 1000,
    expiresAt: data.exp * 1000,
  };
}

function namesOf({ tokenId, clientId, grantId }: Access): DeniedKey[] {
  const names: DeniedKey[] = [`token:${tokenId}`, `client:${clientId}`];
  return grantId === undefined ? names : [...names, `grant:${grantId}`];
}
