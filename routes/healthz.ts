import { Hono } from "hono";
import { ping } from "@/db/health.ts";
import type { AppEnv } from "@/http/env.ts";

/** For load balancers: 200 when the database answers. */
export default new Hono<AppEnv>().get("/", async (c) => {
  await ping(c.var.deps.db);
  return c.text("ok", 200, { "cache-control": "no-store" });
});
