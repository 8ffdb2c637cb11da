import { Hono } from "hono";
import { caller } from "@/http/api/caller.ts";
import { crossOrigin } from "@/http/api/cross_origin.ts";
import { serverTiming } from "@/http/api/server_timing.ts";
import { unzip } from "@/http/api/unzip.ts";
import type { AppEnv } from "@/http/env.ts";

/** The document is for everybody: it says how to get a token. */
const PUBLIC = ["/api/v1/openapi.json"];

export default new Hono<AppEnv>()
  .use(serverTiming())
  .use(crossOrigin())
  .use((c, next) => PUBLIC.includes(c.req.path) ? next() : caller()(c, next))
  .use(unzip());
