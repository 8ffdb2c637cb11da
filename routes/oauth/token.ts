import { Hono } from "hono";
import type { Client } from "@/db/clients.ts";
import { requireTarget } from "@/domain/tokens/authorize.ts";
import {
  exchangeCode,
  grantToService,
  refreshTokens,
  type Tokens,
} from "@/domain/tokens/exchange.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { TOKEN_LIVES_MS } from "@/domain/tokens/rotate_keys.ts";
import type { AppEnv, Deps } from "@/http/env.ts";
import { noStore, readClient, readParams } from "@/http/oauth.ts";

type Params = Record<string, string>;

/** The token endpoint (RFC 6749, 3.2). */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps } = c.var;
  const params = await readParams(c);
  const client = await readClient(c, params);
  requireTarget(params.resource ?? params.audience, deps.dealer.issuer);
  const { accessToken, scopes, refreshToken } = await exchange(deps, client, params);
  noStore(c);
  return c.json({
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: TOKEN_LIVES_MS / 1000,
    scope: scopes.join(" "),
    ...refreshToken === undefined ? {} : { refresh_token: refreshToken },
  });
});

async function exchange(deps: Deps, client: Client, params: Params): Promise<Tokens> {
  const context = { ...deps, now: deps.now() };
  switch (params.grant_type) {
    case "client_credentials":
      return await grantToService(context, client, params.scope);
    case "authorization_code":
      return await exchangeCode(context, client, {
        code: need(params, "code"),
        redirectUri: params.redirect_uri,
        verifier: need(params, "code_verifier"),
      });
    case "refresh_token": {
      const refreshToken = need(params, "refresh_token");
      return await refreshTokens(context, client, { refreshToken, scope: params.scope });
    }
    case undefined:
      throw new OAuthError("invalid_request", "grant_type is missing.");
    default:
      throw new OAuthError(
        "unsupported_grant_type",
        "grant_type must be client_credentials, authorization_code or refresh_token.",
      );
  }
}

function need(params: Params, name: string): string {
  const value = params[name];
  if (value === undefined) throw new OAuthError("invalid_request", `${name} is missing.`);
  return value;
}
