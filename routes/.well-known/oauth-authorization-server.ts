import { Hono } from "hono";
import { SCOPES } from "@/domain/tokens/scopes.ts";
import type { AppEnv } from "@/http/env.ts";

/** What this server can do (RFC 8414), so that a client library sets itself up. */
export default new Hono<AppEnv>().get("/", (c) => {
  const { issuer } = c.var.deps.dealer;
  const withSecret = ["client_secret_basic", "client_secret_post"];
  c.header("cache-control", "public, max-age=3600");
  c.header("access-control-allow-origin", "*");
  c.header("cross-origin-resource-policy", "cross-origin");
  return c.json({
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    service_documentation: `${issuer}/developers`,
    scopes_supported: SCOPES,
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: ["authorization_code", "client_credentials", "refresh_token"],
    token_endpoint_auth_methods_supported: [...withSecret, "none"],
    revocation_endpoint_auth_methods_supported: [...withSecret, "none"],
    introspection_endpoint_auth_methods_supported: withSecret,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
  });
});
