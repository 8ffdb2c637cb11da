import { Hono } from "hono";
import { apiRoutes } from "../api/routes.ts";
import { tokenInQuery } from "../api/access.ts";
import { tooManyRequests } from "../answers.ts";
import { applyAfter, applyBefore, type Exchange } from "../faults/effects.ts";
import { takeMatchingRules } from "../faults/match.ts";
import { nameEndpoint, recordRequest } from "../journal.ts";
import { rateHeaders, refundCall, spendCall, type Spending } from "../limits.ts";
import { oauthRoutes } from "../oauth/routes.ts";
import { findGrantByAccess } from "../oauth/grants.ts";
import type { World } from "../world.ts";
import { type Connection, cutConnection, type Handler } from "./listener.ts";

/** The API's base of today and a second one, as the move of 2027 will bring. */
const apiBases = ["/api/v3", "/v3-2027"] as const;

/** All that a client may reach: routes inside, and around them limits, faults and the journal. */
export function createPublicHandler(world: World): Handler {
  const app = createPublicApp(world);
  return async (request, connection) => {
    const exchange = openExchange(world, request, connection);
    const rules = takeMatchingRules(world, exchange);
    for (const { name } of rules) exchange.faults.push(name);
    const spending = exchange.isCounted ? spend(world, exchange) : undefined;
    let answer = await applyBefore(exchange, rules);
    if (answer === undefined) {
      answer = spending?.exceeded
        ? tooManyRequests(world.state.behaviour.rateLimitBody, spending.exceeded)
        : await app.fetch(request);
    }
    if (answer !== cutConnection) answer = stampAnswer(exchange, answer, spending);
    if (answer !== cutConnection) answer = await applyAfter(exchange, rules, answer);
    journalise(exchange, answer === cutConnection ? 0 : answer.status);
    return answer;
  };
}

function createPublicApp(world: World): Hono {
  const app = new Hono();
  app.route("/oauth", oauthRoutes(world));
  for (const base of apiBases) app.route(base, apiRoutes(world));
  app.get("/", (c) => c.text("Simulator, not Strava. OAuth at /oauth, API at /api/v3."));
  return app;
}

function openExchange(world: World, request: Request, connection: Connection): Exchange {
  const { pathname, search } = new URL(request.url);
  const base = apiBases.find((each) => pathname.startsWith(`${each}/`));
  const path = base ? pathname.slice(base.length) : pathname;
  const isOauth = path.startsWith("/oauth/");
  const family = isOauth ? "oauth" : base ? "api" : "other";
  const bearer = request.headers.get("authorization")?.match(/^Bearer\s+(\S+)$/i)?.[1];
  const fromQuery = tokenInQuery(request);
  const token = bearer ?? fromQuery;
  return {
    world,
    connection,
    request,
    method: request.method,
    path,
    query: search.slice(1),
    family,
    // The subscription service keeps its own counters.
    isCounted: family === "api" && !path.startsWith("/push_subscriptions"),
    athleteId: token === undefined ? undefined : findGrantByAccess(world, token)?.athleteId,
    startedMs: world.clock.now(),
    faults: [],
    warnings: fromQuery === undefined ? [] : ["access token in the query"],
    dateSkewSeconds: world.state.behaviour.dateSkewSeconds,
    headerStyle: "normal",
  };
}

function spend(world: World, exchange: Exchange): Spending {
  const isRead = isReadCall(exchange);
  const { limits } = world.state.app;
  const spending = spendCall(world.state.usage, limits, { nowMs: exchange.startedMs, isRead });
  world.state.usage = spending.usage;
  return spending;
}

/** Everything but uploads counts as a read. */
function isReadCall(exchange: Exchange): boolean {
  return !(exchange.method === "POST" && /^\/(activities|uploads)/.test(exchange.path));
}

/** Date and rate headers. Answers may be shared, so the stamped one is new. */
function stampAnswer(
  exchange: Exchange,
  answer: Response,
  spending: Spending | undefined,
): Response {
  const { world } = exchange;
  const headers = new Headers(answer.headers);
  const nowMs = world.clock.now() + exchange.dateSkewSeconds * 1000;
  headers.set("date", new Date(nowMs).toUTCString());
  if (spending) {
    const isRefundable = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    if (isRefundable && !world.state.behaviour.countClientErrors) {
      world.state.usage = refundCall(world.state.usage, isReadCall(exchange));
    }
    stampRate(exchange, headers, answer.status);
  } else if (exchange.family === "api") {
    headers.set("X-RateLimit-Limit", "0,0");
    headers.set("X-RateLimit-Usage", "0,0");
  }
  return new Response(answer.body, { status: answer.status, headers });
}

function stampRate(exchange: Exchange, headers: Headers, status: number): void {
  const { usage, app, behaviour } = exchange.world.state;
  const style = exchange.headerStyle === "normal" ? behaviour.rateHeaders : exchange.headerStyle;
  const isMissing = style === "never" || style === "missing" ||
    (style === "not-on-errors" && status >= 400);
  if (isMissing) return;
  for (const [name, value] of Object.entries(rateHeaders(usage, app.limits))) {
    headers.set(name, style === "comma" && name.endsWith("Usage") ? "," : value);
  }
}

function journalise(exchange: Exchange, status: number): void {
  recordRequest(exchange.world.journal, {
    at: new Date(exchange.startedMs).toISOString(),
    method: exchange.method,
    path: exchange.path,
    query: exchange.query,
    endpoint: nameEndpoint(exchange.method, exchange.path),
    family: exchange.family,
    athleteId: exchange.athleteId,
    status,
    faults: exchange.faults,
    warnings: exchange.warnings,
  });
}
