import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Client } from "@/db/clients.ts";
import type { Db, Tx } from "@/db/client.ts";
import { insertDenied } from "@/db/denied_tokens.ts";
import {
  deleteGrant,
  getCode,
  getRefreshToken,
  type Grant,
  insertGrant,
  insertRefreshToken,
  spendCode,
  spendRefreshToken,
  touchGrant,
} from "@/db/grants.ts";
import { deleteUngrantedWebhooks } from "@/db/webhooks.ts";
import type { Scope } from "@/db/schema/tokens.ts";
import type { Dealer } from "@/domain/tokens/dealer.ts";
import { deniedUntil } from "@/domain/tokens/deny_list.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { areWithin, parseScopes } from "@/domain/tokens/scopes.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

const REFRESH_LIVES_MS = 60 * 86_400_000;

interface ExchangeContext {
  db: Db;
  dealer: Dealer;
  now: number;
}

export interface Tokens {
  accessToken: string;
  scopes: Scope[];
  refreshToken?: string;
}

/** A service's token, for itself. */
export async function grantToService(
  { dealer }: ExchangeContext,
  client: Client,
  asked: string | undefined,
): Promise<Tokens> {
  if (client.kind !== "service") {
    throw new OAuthError("unauthorized_client", "Only services have client_credentials.");
  }
  const scopes = narrow(asked, client.scopes);
  const { id: clientId, firstParty } = client;
  const access = { subject: clientId, clientId, firstParty, scopes };
  return { accessToken: await dealer.issue(access, client.alg), scopes };
}

/** Trades a code for tokens. The second time the same code comes, all that the first one made is taken back. */
export async function exchangeCode(
  context: ExchangeContext,
  client: Client,
  { code, redirectUri, verifier }: { code: string; redirectUri?: string; verifier: string },
): Promise<Tokens> {
  const made = await context.db.transaction((tx) =>
    spend(context, tx, client, { code, redirectUri, verifier })
  );
  return await answer(context, client, made, made.grant?.scopes ?? []);
}

interface Made {
  grant?: Grant;
  refreshToken?: string;
}

async function spend(
  { now }: ExchangeContext,
  tx: Tx,
  client: Client,
  { code, redirectUri, verifier }: { code: string; redirectUri?: string; verifier: string },
): Promise<Made> {
  const codeHash = hashSecret(code);
  const known = await getCode(tx, codeHash);
  if (!known || known.clientId !== client.id) return {};
  if (known.grantId !== null) {
    await endGrant(tx, known.grantId, now);
    return {};
  }
  const asShown = redirectUri === known.redirectUri ||
    known.redirectUri === "" && client.redirectUris.includes(redirectUri ?? client.redirectUris[0]);
  if (known.expiresAt <= now || !asShown || challengeOf(verifier) !== known.challenge) return {};
  const { userId, scopes } = known;
  const times = { createdAt: now, lastUsedAt: now };
  const grant = { id: uuidv7(), clientId: client.id, userId, scopes, ...times };
  await spendCode(tx, codeHash, grant.id);
  await insertGrant(tx, grant);
  return { grant, refreshToken: await addRefreshToken(tx, grant.id, now) };
}

/** Trades a refresh token for new tokens. One that was used before ends the whole grant: somebody has a copy. */
export async function refreshTokens(
  context: ExchangeContext,
  client: Client,
  { refreshToken, scope }: { refreshToken: string; scope?: string },
): Promise<Tokens> {
  const { db, now } = context;
  const tokenHash = hashSecret(refreshToken);
  const made = await db.transaction(async (tx): Promise<Made & { scopes?: Scope[] }> => {
    const known = await getRefreshToken(tx, tokenHash);
    if (!known || known.grant.clientId !== client.id) return {};
    const { token, grant } = known;
    if (token.usedAt !== null) {
      await endGrant(tx, grant.id, now);
      return {};
    }
    if (token.expiresAt <= now) return {};
    const scopes = narrow(scope, grant.scopes);
    await spendRefreshToken(tx, tokenHash, now);
    await touchGrant(tx, grant.id, now);
    return { grant, scopes, refreshToken: await addRefreshToken(tx, grant.id, now) };
  });
  return await answer(context, client, made, made.scopes ?? []);
}

/** Ends a grant: no token of it opens anything, here at once and elsewhere within seconds. */
export async function endGrant(tx: Tx, grantId: string, now: number): Promise<void> {
  const userId = await deleteGrant(tx, grantId);
  if (userId !== undefined) await deleteUngrantedWebhooks(tx, userId);
  await insertDenied(tx, `grant:${grantId}`, deniedUntil(now));
}

async function answer(
  { dealer }: ExchangeContext,
  client: Client,
  { grant, refreshToken }: Made,
  scopes: Scope[],
): Promise<Tokens> {
  if (!grant) {
    // It may have been a replay that ended a grant.
    dealer.denied.reread();
    throw new OAuthError(
      "invalid_grant",
      "It is unknown, used, expired, or was not made for this.",
    );
  }
  const { id: clientId, firstParty } = client;
  const access = { subject: grant.userId, clientId, firstParty, grantId: grant.id, scopes };
  return { accessToken: await dealer.issue(access, client.alg), scopes, refreshToken };
}

async function addRefreshToken(tx: Tx, grantId: string, now: number): Promise<string> {
  const refreshToken = newSecret();
  await insertRefreshToken(tx, {
    tokenHash: hashSecret(refreshToken),
    grantId,
    expiresAt: now + REFRESH_LIVES_MS,
  });
  return refreshToken;
}

/** All that is allowed, or the part of it that was asked for. */
function narrow(asked: string | undefined, allowed: Scope[]): Scope[] {
  if (asked === undefined) return allowed;
  const scopes = parseScopes(asked);
  if (!scopes?.length || !areWithin(scopes, allowed)) {
    throw new OAuthError("invalid_scope", `Ask for some of: ${allowed.join(" ")}.`);
  }
  return scopes;
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
