import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "@/http/env.ts";

/** Says how long the answer took here, so that a client can tell us from the way to us. */
export function serverTiming(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    c.res.headers.set("server-timing", `app;dur=${(performance.now() - began).toFixed(1)}`);
  };
}
