import type { Client } from "@/db/clients.ts";
import type { Db } from "@/db/client.ts";
import { insertDenied } from "@/db/denied_tokens.ts";
import { deleteGrantsOf, getRefreshToken, hasGrant } from "@/db/grants.ts";
import { deleteUngrantedWebhooks } from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { Access, Dealer } from "@/domain/tokens/dealer.ts";
import { deniedUntil } from "@/domain/tokens/deny_list.ts";
import { endGrant } from "@/domain/tokens/exchange.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

interface TakeBackContext {
  db: Db;
  dealer: Dealer;
  now: number;
}

/** A client gives a token back (RFC 7009): an access token by itself, a refresh token with its grant. Of others' tokens it learns nothing. */
export async function revokeToken(
  { db, dealer, now }: TakeBackContext,
  client: Client,
  token: string,
): Promise<void> {
  const known = await getRefreshToken(db, hashSecret(token));
  if (known) {
    if (known.grant.clientId !== client.id) return;
    await db.transaction((tx) => endGrant(tx, known.grant.id, now));
  } else {
    const access = await dealer.verify(token);
    if (access?.clientId !== client.id) return;
    await insertDenied(db, `token:${access.tokenId}`, deniedUntil(now));
  }
  dealer.denied.reread();
}

/** The runner takes back all that they ever allowed an application. */
export async function withdrawClient(
  { db, dealer, now }: TakeBackContext,
  userId: string,
  clientId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await deleteGrantsOf(tx, userId, clientId);
    if (ended.length === 0) throw new RefusedError("not_found");
    await deleteUngrantedWebhooks(tx, userId);
    for (const id of ended) await insertDenied(tx, `grant:${id}`, deniedUntil(now));
  });
  dealer.denied.reread();
}

/** What a token is worth (RFC 7662), for the client it was issued to; undefined for all others and for what is dead. */
export async function introspect(
  { db, dealer, now }: TakeBackContext,
  client: Client,
  token: string,
): Promise<(Omit<Access, "tokenId" | "issuedAt" | "firstParty"> & Partial<Access>) | undefined> {
  const known = await getRefreshToken(db, hashSecret(token));
  if (!known) {
    const access = await dealer.verify(token);
    // Clocks that differ are allowed for where a token is used; here the time is ours.
    if (access?.clientId !== client.id || access.expiresAt <= now) return undefined;
    // The API asks for the runner with each request; here nobody does, and no denial says that they have left.
    const isDead = access.grantId !== undefined && !await hasGrant(db, access.grantId);
    return isDead ? undefined : access;
  }
  const { token: { usedAt, expiresAt }, grant } = known;
  if (grant.clientId !== client.id || usedAt !== null || expiresAt <= now) return undefined;
  return {
    subject: grant.userId,
    clientId: client.id,
    scopes: grant.scopes,
    grantId: grant.id,
    expiresAt,
  };
}
