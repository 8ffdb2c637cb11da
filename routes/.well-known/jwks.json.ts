import { Hono } from "hono";
import { KEY_SET_KEPT_MS } from "@/domain/tokens/rotate_keys.ts";
import type { AppEnv } from "@/http/env.ts";

/** The public keys that verify our tokens (RFC 7517), for any page and program. */
export default new Hono<AppEnv>().get("/", async (c) => {
  c.header("cache-control", `public, max-age=${KEY_SET_KEPT_MS / 1000}`);
  c.header("access-control-allow-origin", "*");
  c.header("cross-origin-resource-policy", "cross-origin");
  c.header("content-type", "application/jwk-set+json");
  return c.body(JSON.stringify(await c.var.deps.dealer.keys.publicSet()));
});
