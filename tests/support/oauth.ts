import { ok, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Client } from "@/db/clients.ts";
import type { Scope } from "@/db/schema/tokens.ts";
import { newClient, registerClient } from "@/domain/tokens/clients.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import { newSecret } from "@/domain/tokens/secrets.ts";
import type { TestApp } from "./app.ts";
import type { Answer, Visitor } from "./visitor.ts";

export const REDIRECT = "https://app.example/back";

export interface Registered {
  client: Client;
  /** Empty for a public client. */
  secret: string;
}

/** An application of somebody else's. */
export async function registerApp(
  { db, clock }: TestApp,
  changes: Record<string, unknown> = {},
): Promise<Registered> {
  const scopes = [...RUNNER_SCOPES];
  const app = { kind: "app", name: "Run map", scopes, redirectUris: [REDIRECT] };
  const given = newClient.parse({ ...app, ...changes });
  const { client, secret = "" } = await registerClient(db, given, clock.now());
  return { client, secret };
}

/** A service of the operator's. */
export async function registerService(
  { db, clock }: TestApp,
  changes: Record<string, unknown> = {},
): Promise<Registered> {
  const service = { kind: "service", name: "Sync", scopes: ["users:read", "runs:ingest"] };
  const given = newClient.parse({ ...service, ...changes });
  const { client, secret = "" } = await registerClient(db, given, clock.now());
  return { client, secret };
}

/** What a client sends to begin with, for a verifier of its own. */
export function authorizeQuery(
  { client }: Registered,
  verifier: string,
  changes: Record<string, string> = {},
): URLSearchParams {
  return new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: client.redirectUris[0],
    scope: "runs:read",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  });
}

/** The runner looks at the consent page and says a word; answers where that leads. */
export async function consent(
  visitor: Visitor,
  query: URLSearchParams,
  decision: "allow" | "deny" = "allow",
): Promise<URL> {
  const path = `/oauth/authorize?${query}`;
  const page = await visitor.get(path);
  strictEqual(page.status, 200, page.text);
  const { location, status, text } = await visitor.post(path, { decision });
  strictEqual(status, 303, text);
  ok(location);
  return new URL(location);
}

interface TokenAnswer extends Answer {
  json: {
    access_token: string;
    refresh_token?: string;
    scope: string;
    expires_in: number;
    token_type: string;
    error?: string;
    error_description?: string;
  };
}

/** A form to one of the endpoints, with the client's credentials in it. */
export async function postOAuth(
  app: TestApp,
  path: "token" | "revoke" | "introspect",
  { client, secret }: Registered,
  form: Record<string, string>,
): Promise<TokenAnswer> {
  const credentials = { client_id: client.id, ...secret ? { client_secret: secret } : {} };
  const answer = await app.visit().send(`/oauth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...credentials, ...form }),
  });
  return { ...answer, json: answer.text ? JSON.parse(answer.text) : {} };
}

interface Granted {
  code: string;
  verifier: string;
  accessToken: string;
  refreshToken: string;
}

/** What asks for the tokens that a code stands for. */
export function exchange(
  { client }: Registered,
  code: string,
  verifier: string,
): Record<string, string> {
  return {
    grant_type: "authorization_code",
    code,
    redirect_uri: client.redirectUris[0],
    code_verifier: verifier,
  };
}

/** The whole way: consent, code, tokens. */
export async function grantApp(
  app: TestApp,
  registered: Registered,
  visitor: Visitor,
  scopes: Scope[] = ["runs:read"],
): Promise<Granted> {
  const verifier = newSecret();
  const query = authorizeQuery(registered, verifier, { scope: scopes.join(" ") });
  const code = (await consent(visitor, query)).searchParams.get("code") ?? "";
  const form = exchange(registered, code, verifier);
  const { json, status, text } = await postOAuth(app, "token", registered, form);
  strictEqual(status, 200, text);
  return {
    ...{ code, verifier },
    accessToken: json.access_token,
    refreshToken: json.refresh_token ?? "",
  };
}

/** A service's token, with all that it may do. */
export async function serviceToken(app: TestApp, registered: Registered): Promise<string> {
  const form = { grant_type: "client_credentials" };
  const { json, status, text } = await postOAuth(app, "token", registered, form);
  strictEqual(status, 200, text);
  return json.access_token;
}
