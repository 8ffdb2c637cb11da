import type { Context, MiddlewareHandler } from "hono";
import { getReader } from "@/db/users.ts";
import type { Scope } from "@/db/schema/tokens.ts";
import { callerOf, recogniseToken } from "@/domain/tokens/principal.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import { viewerOf } from "@/domain/tokens/viewer.ts";
import type { Allowance } from "@/http/api/limit.ts";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";
import { browserOf } from "@/http/session.ts";

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Guards the API: a token says who calls, and each caller has an allowance of requests. */
export function caller(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const deps = c.get("deps");
    const now = deps.now();
    const token = readToken(c);
    const principal = await recogniseToken({ ...deps, now }, token);
    if (!principal) throw refuseToken(c, "token-invalid", "It is unknown, expired or was revoked.");
    c.set("principal", principal);
    spend(c, deps.apiLimit.take(callerOf(principal), now));
    if (principal.kind !== "service") {
      const reader = await getReader(deps.db, principal.userId);
      if (!reader) throw refuseToken(c, "token-invalid", "Its runner has left.");
      c.set("reader", reader);
      c.set("viewer", viewerOf(principal, principal.userId));
    }
    await next();
  };
}

/** Lets through who was allowed this; names the scope to everybody else. What a runner allows needs a runner. */
export function allowed(scope: Scope): MiddlewareHandler<AppEnv> {
  const isForRunners = RUNNER_SCOPES.some((each) => each === scope);
  return (c, next) => {
    const { kind, scopes } = c.get("principal");
    if (kind === "service" && isForRunners) {
      const detail = "It is for what a runner allowed: a service's own token has no runner.";
      throw new ProblemError("forbidden", { detail });
    }
    if (scopes.includes(scope)) return next();
    throw new ProblemError("scope-missing", { scope, detail: `It needs the scope ${scope}.` }, {
      "www-authenticate": `Bearer realm="Runnerly", error="insufficient_scope", scope="${scope}"`,
    });
  };
}

/** Whether the caller may do that besides what the route is for. */
export function mayAlso(c: Context<AppEnv>, scope: Scope): boolean {
  return c.get("principal").scopes.includes(scope);
}

function readToken(c: Context<AppEnv>): string {
  const header = c.req.header("authorization");
  if (header === undefined) {
    throw refuseToken(c, "token-missing", "Send the header Authorization: Bearer <token>.");
  }
  const token = header.match(BEARER)?.[1];
  if (!token) {
    throw refuseToken(c, "token-invalid", "The Authorization header is not Bearer <token>.");
  }
  return token;
}

/** Who sends tokens that open nothing has an allowance too, by address: it is small work, but not none. */
function refuseToken(
  c: Context<AppEnv>,
  code: "token-missing" | "token-invalid",
  detail: string,
): ProblemError {
  const { apiLimit, now } = c.get("deps");
  spend(c, apiLimit.take(`address:${browserOf(c).address}`, now()));
  const error = code === "token-invalid" ? ', error="invalid_token"' : "";
  return new ProblemError(code, { detail }, {
    "www-authenticate": `Bearer realm="Runnerly"${error}`,
  });
}

/** Says what is left (draft-ietf-httpapi-ratelimit-headers), and refuses when it is nothing. */
function spend(c: Context<AppEnv>, { limit, remaining, resetSeconds, isSpent }: Allowance): void {
  c.header("ratelimit-policy", `"minute";q=${limit};w=60`);
  c.header("ratelimit", `"minute";r=${remaining};t=${resetSeconds}`);
  if (isSpent) {
    throw new ProblemError("too-many", { detail: `Try again in ${resetSeconds} seconds.` }, {
      "retry-after": String(resetSeconds),
    });
  }
}
