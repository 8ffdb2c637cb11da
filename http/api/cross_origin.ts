import type { Context, MiddlewareHandler, Next } from "hono";
import { listClients } from "@/db/clients.ts";
import type { Principal } from "@/domain/tokens/principal.ts";
import type { AppEnv, Deps } from "@/http/env.ts";

/** What a page of an allowed origin may read besides the body. */
const EXPOSED = [
  ...["etag", "link", "location", "ratelimit", "ratelimit-policy", "retry-after"],
  ...["server-timing", "x-request-id", "idempotency-replayed"],
].join(", ");
const ASKED = "authorization, content-type, idempotency-key, if-match, if-none-match";
const METHODS = "GET, POST, PATCH, DELETE";
const KEPT_MS = 60_000;

/** Which client allows which origins: few rows, read at most once a minute. */
const known = new WeakMap<Deps["db"], { readAt: number; origins: Map<string, string[]> }>();

/**
 * Lets pages of other origins call, where a client lists their origin. A question before the call carries no token, so
 * any client's origin will do for it; the call itself is held to the list of its own client.
 */
export function crossOrigin(): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    // Whoever asks from elsewhere is answered with other headers, so no cache may mix them up.
    c.header("vary", "origin", { append: true });
    const origin = c.req.header("origin");
    const isOurs = origin === undefined || origin === new URL(c.get("deps").baseUrl).origin;
    return isOurs ? next() : answerForeign(c, next, origin);
  };
}

async function answerForeign(c: Context<AppEnv>, next: Next, origin: string) {
  const origins = await readOrigins(c.get("deps"));
  const isListed = [...origins.values()].some((list) => list.includes(origin));
  if (c.req.method === "OPTIONS" && isListed) return answerQuestion(c, origin);
  await next();
  const { principal } = c.var as { principal?: Principal };
  if (isListed && (!principal || mayAnswer(principal, origin, origins))) {
    c.res.headers.set("access-control-allow-origin", origin);
    c.res.headers.set("access-control-expose-headers", EXPOSED);
    c.res.headers.set("cross-origin-resource-policy", "cross-origin");
  }
}

function answerQuestion(c: Context<AppEnv>, origin: string): Response {
  c.header("access-control-allow-origin", origin);
  c.header("access-control-allow-methods", METHODS);
  c.header("access-control-allow-headers", ASKED);
  c.header("access-control-max-age", "600");
  return c.body(null, 204);
}

/** A runner's own token belongs in no page of another origin. */
function mayAnswer(
  principal: Principal,
  origin: string,
  origins: Map<string, string[]>,
): boolean {
  if (principal.kind === "personal") return false;
  return origins.get(principal.clientId)?.includes(origin) ?? false;
}

async function readOrigins({ db, now }: Deps): Promise<Map<string, string[]>> {
  const kept = known.get(db);
  if (kept && now() - kept.readAt < KEPT_MS) return kept.origins;
  const clients = await listClients(db);
  const origins = new Map(clients.map(({ id, origins }) => [id, origins]));
  known.set(db, { readAt: now(), origins });
  return origins;
}
