import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";

/** The API's own description, for any program. */
export default new Hono<AppEnv>().get("/", (c) => {
  c.header("cache-control", "public, max-age=300");
  c.header("access-control-allow-origin", "*");
  c.header("cross-origin-resource-policy", "cross-origin");
  return c.json(c.var.describeApi());
});
