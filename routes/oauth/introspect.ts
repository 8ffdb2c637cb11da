import { Hono } from "hono";
import { audienceOf } from "@/domain/tokens/dealer.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { introspect } from "@/domain/tokens/take_back.ts";
import type { AppEnv } from "@/http/env.ts";
import { noStore, readClient, readParams } from "@/http/oauth.ts";

/** What a token is worth (RFC 7662), told to the client it was issued to. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps } = c.var;
  const params = await readParams(c);
  const client = await readClient(c, params);
  if (client.secretHash === null) {
    throw new OAuthError("invalid_client", "Introspection needs a client with a secret.");
  }
  if (!params.token) throw new OAuthError("invalid_request", "token is missing.");
  const known = await introspect({ ...deps, now: deps.now() }, client, params.token);
  noStore(c);
  if (!known) return c.json({ active: false });
  const { subject, clientId, scopes, tokenId, issuedAt, expiresAt } = known;
  return c.json({
    active: true,
    token_type: tokenId === undefined ? "refresh_token" : "Bearer",
    client_id: clientId,
    sub: subject,
    scope: scopes.join(" "),
    exp: Math.floor(expiresAt / 1000),
    iss: deps.dealer.issuer,
    ...tokenId === undefined || issuedAt === undefined ? {} : {
      iat: Math.floor(issuedAt / 1000),
      nbf: Math.floor(issuedAt / 1000),
      jti: tokenId,
      aud: audienceOf(deps.dealer.issuer),
    },
  });
});
