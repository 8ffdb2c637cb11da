import { type Context, Hono } from "hono";
import { ConsentPage } from "@/components/ConsentPage.tsx";
import { getClient } from "@/db/clients.ts";
import { RefusedError } from "@/domain/errors.ts";
import {
  allow,
  answerTo,
  type Consent,
  readConsent,
  redirectFor,
} from "@/domain/tokens/authorize.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import type { AppEnv } from "@/http/env.ts";
import { onceEach } from "@/http/oauth.ts";
import { pathAndQuery } from "@/http/params.ts";
import { renderPage } from "@/http/render.tsx";
import { contentPolicy } from "@/http/security.ts";

/** The authorization endpoint (RFC 6749, 3.1): what an application asks for, and the runner's word. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const consent = await readRequest(c);
  if (typeof consent === "string") return c.redirect(consent, 303);
  const { deps: { formTargets }, runner, t } = c.var;
  const { origin, protocol, hostname } = new URL(consent.redirectUri);
  // Browsers hold the redirect that follows a form to the same rule as the form, and rules know no IPv6 addresses.
  const target = origin === "null" || hostname.startsWith("[") ? protocol : origin;
  c.header("content-security-policy", contentPolicy([...formTargets, target]));
  return renderPage(
    c,
    { title: t.tokens.consent.title(consent.client.name) },
    <ConsentPage
      t={t.tokens}
      client={consent.client.name}
      scopes={RUNNER_SCOPES.filter((scope) => consent.scopes.includes(scope))}
      email={runner.email}
      target={origin === "null" ? consent.redirectUri : origin}
      sharesStrava={consent.client.firstParty}
      action={pathAndQuery(c)}
    />,
  );
}).post("/", async (c) => {
  const consent = await readRequest(c);
  if (typeof consent === "string") return c.redirect(consent, 303);
  const { deps: { db, dealer, now }, runner } = c.var;
  const { decision } = await c.req.parseBody().catch(() => ({ decision: "" }));
  const { redirectUri, state } = consent;
  if (decision === "allow") {
    const code = await allow(db, runner.id, consent, now());
    return c.redirect(answerTo(redirectUri, { code, state }, dealer.issuer), 303);
  }
  if (decision !== "deny") throw new RefusedError("bad_form");
  return c.redirect(answerTo(redirectUri, { error: "access_denied", state }, dealer.issuer), 303);
});

/** What is asked for, or the client's address with what is wrong; nobody is sent to an address that is not registered. */
async function readRequest(c: Context<AppEnv>): Promise<Consent | string> {
  const { db, dealer: { issuer } } = c.var.deps;
  const query = new URL(c.req.url).searchParams;
  const client = await getClient(db, query.get("client_id") ?? "");
  if (client?.kind !== "app" || query.getAll("client_id").length > 1) {
    throw new RefusedError("client_unknown");
  }
  const redirectUri = redirectFor(client, query.get("redirect_uri") || undefined);
  if (redirectUri === undefined || query.getAll("redirect_uri").length > 1) {
    throw new RefusedError("redirect_unknown");
  }
  try {
    return readConsent(client, redirectUri, onceEach(query), issuer);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { code, description } = error;
    const state = query.get("state") || undefined;
    return answerTo(redirectUri, { error: code, error_description: description, state }, issuer);
  }
}
