import { timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import {
  type Client,
  deleteClient,
  getClientToTrust,
  insertClient,
  updateClient,
} from "@/db/clients.ts";
import type { Db } from "@/db/client.ts";
import { insertDenied } from "@/db/denied_tokens.ts";
import { hitThrottle } from "@/db/throttles.ts";
import { throttleKey, throttleLimit } from "@/domain/accounts/throttle.ts";
import { deniedUntil } from "@/domain/tokens/deny_list.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { isRedirectUri } from "@/domain/tokens/redirects.ts";
import { RUNNER_SCOPES, SERVICE_SCOPES } from "@/domain/tokens/scopes.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

export interface ClientCredentials {
  id: string;
  /** A public client has none. */
  secret?: string;
}

const origin = z.string().refine(
  (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text),
  "must be an origin, as in https://app.example.org",
);
const common = {
  name: z.string().trim().min(1).max(80),
  alg: z.enum(["EdDSA", "ES256"]).default("EdDSA"),
  firstParty: z.boolean().default(false),
};
/** What an operator says of a client. */
export const newClient = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("service"),
    ...common,
    scopes: z.array(z.enum(SERVICE_SCOPES, "must be a scope for services"))
      .min(1, "needs a scope"),
  }),
  z.object({
    kind: z.literal("app"),
    ...common,
    scopes: z.array(z.enum(RUNNER_SCOPES, "must be a scope that a runner can allow"))
      .min(1, "needs a scope"),
    redirectUris: z.array(
      z.string().refine(
        isRedirectUri,
        "must be https, http://127.0.0.1 or http://[::1] with any port (localhost may be another machine), or a scheme that is a domain of the app's backwards, as in org.example.app:/back; without fragment",
      ),
      "are needed, at least one",
    ).min(1),
    origins: z.array(origin).default([]),
    /** Keeps a secret: has a server of its own. */
    confidential: z.boolean().default(true),
  }),
]);

/** Registers a program; its secret is shown this once. */
export async function registerClient(
  db: Db,
  given: z.output<typeof newClient>,
  now: number,
): Promise<{ client: Client; secret?: string }> {
  const isApp = given.kind === "app";
  const secret = isApp && !given.confidential ? undefined : newSecret();
  const client: Client = {
    id: uuidv7(),
    kind: given.kind,
    name: given.name,
    alg: given.alg,
    firstParty: given.firstParty,
    scopes: given.scopes,
    redirectUris: isApp ? given.redirectUris : [],
    origins: isApp ? given.origins : [],
    secretHash: secret === undefined ? null : hashSecret(secret),
    createdAt: now,
  };
  await insertClient(db, client);
  return { client, secret };
}

/** A new secret instead of the old one; undefined where there is no such client or it has none. */
export async function replaceSecret(db: Db, client: Client): Promise<string | undefined> {
  if (client.secretHash === null) return undefined;
  const secret = newSecret();
  return await updateClient(db, client.id, { secretHash: hashSecret(secret) }) ? secret : undefined;
}

/** Removes a client, all that runners granted it, and within seconds the force of its tokens. */
export async function removeClient(db: Db, id: string, now: number): Promise<boolean> {
  return await db.transaction(async (tx) => {
    await insertDenied(tx, `client:${id}`, deniedUntil(now));
    return await deleteClient(tx, id);
  });
}

/**
 * The client that these credentials prove. Failures count by client and by the address they come from; after too many
 * the right secret is refused too, or guessing would only have to go on.
 */
export async function authenticateClient(
  db: Db,
  { id, secret }: ClientCredentials,
  address: string,
  now: number,
): Promise<Client> {
  const key = throttleKey("client_secret", `${id} ${address}`);
  const { hits: allowed, windowMs } = throttleLimit("client_secret");
  const { client, hits, resetsAt } = await getClientToTrust(db, id, key, now);
  if (hits >= allowed) {
    throw new OAuthError("temporarily_unavailable", "Too many failed attempts; wait.", resetsAt);
  }
  if (client && isProven(client, secret)) return client;
  // One that there is not has nothing to guess: counted too, made-up names would fill the table.
  if (client) await hitThrottle(db, key, windowMs, now);
  throw new OAuthError("invalid_client", "The client is unknown or its secret is wrong.");
}

function isProven({ secretHash }: Client, secret: string | undefined): boolean {
  if (secretHash === null) return secret === undefined;
  if (secret === undefined) return false;
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(secretHash));
}
