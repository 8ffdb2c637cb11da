import { Hono } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { AppEnv } from "@/http/env.ts";

const FOR_ALL = ["access-control-allow-origin", "cross-origin-resource-policy"];
const tagged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...FOR_ALL] });

/** The API's own description, for any program. */
export default new Hono<AppEnv>().get("/", tagged, (c) => {
  c.header("cache-control", "public, max-age=300");
  c.header("access-control-allow-origin", "*");
  c.header("cross-origin-resource-policy", "cross-origin");
  return c.json(c.var.describeApi());
});
