import type { Client } from "@/db/clients.ts";
import type { Db } from "@/db/client.ts";
import { insertCode } from "@/db/grants.ts";
import type { Scope } from "@/db/schema/tokens.ts";
import { audienceOf } from "@/domain/tokens/dealer.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { isRegistered } from "@/domain/tokens/redirects.ts";
import { areWithin, parseScopes } from "@/domain/tokens/scopes.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

const CODE_LIVES_MS = 60_000;

/** What an application asks a runner to allow. */
export interface Consent {
  client: Client;
  redirectUri: string;
  /** Whether the request named the address; then the one for the token has to name it too (RFC 6749, 4.1.3). */
  isNamed: boolean;
  scopes: Scope[];
  challenge: string;
  state?: string;
}

/** The address to send the answer to; undefined when it is not one that the client registered: then nobody is sent there. */
export function redirectFor(client: Client, asked: string | undefined): string | undefined {
  if (asked === undefined) {
    return client.redirectUris.length === 1 ? client.redirectUris[0] : undefined;
  }
  return isRegistered(asked, client.redirectUris) ? asked : undefined;
}

/** Reads the rest of the request; what is wrong goes back to the client as an OAuthError. */
export function readConsent(
  client: Client,
  redirectUri: string,
  params: Record<string, string>,
  issuer: string,
): Consent {
  if (params.response_type === undefined) {
    throw new OAuthError("invalid_request", "response_type is missing.");
  }
  if (params.response_type !== "code") {
    throw new OAuthError("unsupported_response_type", "response_type must be code.");
  }
  if (params.code_challenge_method !== "S256") {
    throw new OAuthError("invalid_request", "code_challenge_method must be S256.");
  }
  if (!/^[\w-]{43}$/.test(params.code_challenge ?? "")) {
    throw new OAuthError("invalid_request", "code_challenge must be 43 characters of base64url.");
  }
  requireTarget(params.resource, issuer);
  const scopes = parseScopes(params.scope ?? "");
  if (!scopes?.length) {
    throw new OAuthError("invalid_scope", "scope names no scope, or one unknown.");
  }
  if (!areWithin(scopes, client.scopes)) {
    throw new OAuthError("invalid_scope", "The client was not registered for these scopes.");
  }
  const { redirect_uri, code_challenge: challenge, state } = params;
  return { client, redirectUri, isNamed: redirect_uri !== undefined, scopes, challenge, state };
}

/** There is one API here to have a token for (RFC 8707). */
export function requireTarget(resource: string | undefined, issuer: string): void {
  if (resource !== undefined && resource !== audienceOf(issuer)) {
    throw new OAuthError("invalid_target", `The only resource is ${audienceOf(issuer)}.`);
  }
}

/** The runner said yes: a code for the application to trade within a minute. */
export async function allow(
  db: Db,
  userId: string,
  { client, redirectUri, isNamed, scopes, challenge }: Consent,
  now: number,
): Promise<string> {
  const code = newSecret();
  await insertCode(db, {
    codeHash: hashSecret(code),
    clientId: client.id,
    userId,
    scopes,
    redirectUri: isNamed ? redirectUri : "",
    challenge,
    expiresAt: now + CODE_LIVES_MS,
  });
  return code;
}

/** The client's address with the answer in its query, and who gives it (RFC 9207). */
export function answerTo(
  redirectUri: string,
  answer: Record<string, string | undefined>,
  issuer: string,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, iss: issuer })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
