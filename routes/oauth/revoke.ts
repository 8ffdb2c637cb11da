import { Hono } from "hono";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { revokeToken } from "@/domain/tokens/take_back.ts";
import type { AppEnv } from "@/http/env.ts";
import { noStore, readClient, readParams } from "@/http/oauth.ts";

/** Takes a token back (RFC 7009). A token that is unknown is as good as revoked. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps } = c.var;
  const params = await readParams(c);
  const client = await readClient(c, params);
  if (!params.token) throw new OAuthError("invalid_request", "token is missing.");
  await revokeToken({ ...deps, now: deps.now() }, client, params.token);
  noStore(c);
  return c.body(null, 200);
});
