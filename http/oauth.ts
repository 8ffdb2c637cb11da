import { Buffer } from "node:buffer";
import type { Context } from "hono";
import type { Client } from "@/db/clients.ts";
import { authenticateClient, type ClientCredentials } from "@/domain/tokens/clients.ts";
import { OAuthError, type OAuthErrorCode } from "@/domain/tokens/oauth_error.ts";
import type { AppEnv } from "@/http/env.ts";
import { browserOf } from "@/http/session.ts";

type Params = Record<string, string>;

const STATUS: Partial<Record<OAuthErrorCode, 401 | 429>> = {
  invalid_client: 401,
  temporarily_unavailable: 429,
};
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** The fields of a form that a client program sent; none may come twice (RFC 6749, 3.2), and an empty one is none. */
export async function readParams(c: Context<AppEnv>): Promise<Params> {
  if (!FORM.test(c.req.header("content-type") ?? "")) {
    throw new OAuthError("invalid_request", "Send application/x-www-form-urlencoded.");
  }
  return onceEach(new URLSearchParams(await c.req.text()));
}

/** Every parameter once; an empty one counts as left out. */
export function onceEach(pairs: URLSearchParams): Params {
  const params: Params = {};
  for (const [name, value] of pairs) {
    if (Object.hasOwn(params, name)) {
      throw new OAuthError("invalid_request", "A parameter comes twice.");
    }
    params[name] = value;
  }
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
}

/** The client that sent this, by HTTP Basic or by fields of the form, never by both. */
export async function readClient(c: Context<AppEnv>, params: Params): Promise<Client> {
  const { db, now } = c.var.deps;
  const credentials = readBasic(c.req.header("authorization"), params) ?? readFields(params);
  const client = await authenticateClient(db, credentials, browserOf(c).address, now());
  letRead(c, client);
  return client;
}

/** A page that is a client reads its answers. Such a form is sent without a question before it, so none is answered. */
function letRead(c: Context<AppEnv>, { origins }: Client): void {
  const origin = c.req.header("origin");
  if (origin === undefined) return;
  c.header("vary", "origin", { append: true });
  if (origins.includes(origin)) c.header("access-control-allow-origin", origin);
}

function readBasic(header: string | undefined, params: Params): ClientCredentials | undefined {
  if (header === undefined) return undefined;
  const encoded = header.match(/^Basic +([A-Za-z0-9+/]+=*)$/i)?.[1] ?? "";
  const text = Buffer.from(encoded, "base64").toString();
  const [id, secret] = text.match(/^([^:]+):(.+)$/s)?.slice(1).map(formDecoded) ?? [];
  if (!id || !secret) {
    throw new OAuthError("invalid_client", "The Authorization header is not Basic.");
  }
  if (params.client_secret !== undefined || (params.client_id ?? id) !== id) {
    throw new OAuthError("invalid_request", "Authenticate by header or by form, not by both.");
  }
  return { id, secret };
}

function readFields({ client_id: id, client_secret: secret }: Params): ClientCredentials {
  if (!id) throw new OAuthError("invalid_client", "The client does not say who it is.");
  return { id, secret };
}

/** As forms encode text, which Basic credentials are here (RFC 6749, 2.3.1). */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "";
  }
}

/** As RFC 6749 has it, and nothing of what is behind it. */
export function answerOAuthError(c: Context<AppEnv>, error: OAuthError): Response {
  const status = STATUS[error.code] ?? 400;
  noStore(c);
  if (status === 401) c.header("www-authenticate", 'Basic realm="Runnerly", charset="UTF-8"');
  if (error.retryAt !== undefined) {
    const seconds = Math.ceil((error.retryAt - c.var.deps.now()) / 1000);
    c.header("retry-after", String(Math.max(1, seconds)));
  }
  return c.json({ error: error.code, error_description: error.description }, status);
}

/** Nothing on the way may keep a token. */
export function noStore(c: Context<AppEnv>): void {
  c.header("cache-control", "no-store");
  c.header("pragma", "no-cache");
}
