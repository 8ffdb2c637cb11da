import type { Context, MiddlewareHandler } from "hono";
import type { Log } from "@/domain/log.ts";
import type { AppEnv } from "@/http/env.ts";

/** One JSON line an event. Only named fields are written: no bodies, no queries, no secrets. */
export function openLog(now: () => number): Log {
  const encoder = new TextEncoder();
  const line = (level: string, event: string, fields?: Record<string, unknown>) =>
    JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields });
  return {
    // Each request has a line, and a console lays out what is laid out already: that costs ten times the writing.
    info: (event, fields) => write(encoder.encode(`${line("info", event, fields)}\n`)),
    warn: (event, fields) => console.warn(line("warn", event, fields)),
    error: (event, fields) => console.error(line("error", event, fields)),
  };
}

/** As a console does: where nobody reads the log any more, or not fast enough, the request is answered all the same. */
function write(bytes: Uint8Array): void {
  try {
    for (let sent = 0; sent < bytes.length;) sent += Deno.stdout.writeSync(bytes.subarray(sent));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.WouldBlock)) {
      throw error;
    }
  }
}

/** A secret of ours in a path: Strava's events come to one. */
const SECRET = /[\w-]{40,}/g;

/** What a log may say of an address: the path without secrets, never the query, which may carry a code or a link's. */
export function loggedPath(c: Context<AppEnv>): string {
  return c.req.path.replace(SECRET, "[secret]");
}

/** A line for each request. */
export function requestLog(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const requestId = c.get("requestId");
    const began = performance.now();
    c.header("x-request-id", requestId);
    await next();
    const ms = Math.round((performance.now() - began) * 10) / 10;
    c.get("deps").log.info("Request", {
      requestId,
      method: c.req.method,
      path: loggedPath(c),
      status: c.res.status,
      ms,
    });
  };
}
