import { Hono } from "hono";
import { readableBody } from "@/http/api/body.ts";
import { caller } from "@/http/api/caller.ts";
import { crossOrigin } from "@/http/api/cross_origin.ts";
import { serverTiming } from "@/http/api/server_timing.ts";
import type { AppEnv } from "@/http/env.ts";

/** For everybody: it says how to get a token. */
const DOCUMENT = "/api/v1/openapi.json";
const guard = caller();

export default new Hono<AppEnv>()
  .use(serverTiming())
  .use(crossOrigin())
  .use((c, next) => c.req.path === DOCUMENT ? next() : guard(c, next))
  .on(["POST", "PATCH", "PUT"], "*", readableBody());
