import { Hono, type MiddlewareHandler, type NotFoundHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { METHOD_NAME_ALL } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";
import { getPath } from "hono/utils/url";
import { type ApiDocument, describeApi } from "@/http/api/document.ts";
import { answerProblem, ProblemError } from "@/http/api/problem.ts";
import { assetRoutes } from "@/http/assets.ts";
import type { AppEnv, Deps } from "@/http/env.ts";
import { answerError, answerRefusal } from "@/http/errors.tsx";
import { fileRouter, type RouteModules, urlPattern } from "@/http/file_router.ts";
import { routes } from "@/http/routes.gen.ts";
import { requestLog } from "@/http/log.ts";
import { isForPrograms } from "@/http/programs.ts";
import { headersForPages, headersForPrograms, securityHeaders } from "@/http/security.ts";
import { session } from "@/http/session.ts";
import { messagesFor } from "@/locales/mod.ts";
import { RefusedError } from "@/domain/errors.ts";

const WITH_BODY = ["POST", "PUT", "PATCH", "DELETE"];
const LARGEST_FORM = 64_000;
/** A thousand runs with all that may be said of them. */
const LARGEST_API_BODY = 2_000_000;

/** Answers requests; `remoteAddr` is who sent one. */
export interface App {
  fetch(request: Request, env: AppEnv["Bindings"]): Response | Promise<Response>;
}

/** The whole application over what it may use: nothing is opened here, so a test makes as many as it likes. */
export function createApp(deps: Deps, modules: RouteModules = routes): App {
  const describe = describeApi(modules, deps.baseUrl);
  const isHttps = deps.baseUrl.startsWith("https:");
  const [forPrograms, forPages] = split(modules);

  const programs = beginApp(deps, describe)
    .use(securityHeaders(headersForPrograms(isHttps)))
    .on(WITH_BODY, "/api/*", limitBody(LARGEST_API_BODY))
    .on(WITH_BODY, ["/oauth/*", "/webhooks/*"], limitBody(LARGEST_FORM))
    .route("/", fileRouter(forPrograms));
  programs.notFound(answerUnmatched(programs.routes));

  const pages = beginApp(deps, describe)
    .use(securityHeaders(headersForPages(isHttps, deps.formTargets)))
    .route("/static", assetRoutes(deps.assets))
    .use(session())
    .use(ownForms(deps.baseUrl))
    .on(WITH_BODY, "*", limitBody(LARGEST_FORM))
    .route("/", fileRouter(forPages));

  return {
    fetch: (request, env) =>
      (isForPrograms(getPath(request)) ? programs : pages).fetch(request, env),
  };
}

/**
 * What programs call carries no cookie that could be abused: its token, or its path, is its proof. So it goes a way of
 * its own, without what pages need.
 */
function split(modules: RouteModules): [RouteModules, RouteModules] {
  const files = Object.entries(modules);
  const of = (programs: boolean) =>
    Object.fromEntries(files.filter(([file]) => isForPrograms(urlPattern(file)) === programs));
  return [of(true), of(false)];
}

/** Forms come from our own pages, but for what mail programs post: its path is its proof (RFC 8058). */
function ownForms(baseUrl: string): MiddlewareHandler<AppEnv> {
  const check = csrf({ origin: new URL(baseUrl).origin });
  return (c, next) => c.req.path.startsWith("/unsubscribe/") ? next() : check(c, next);
}

function beginApp(deps: Deps, describe: () => ApiDocument): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set("deps", deps);
    c.set("describeApi", describe);
    c.set("requestId", crypto.randomUUID());
    c.set("locale", "en");
    c.set("t", messagesFor("en"));
    return next();
  });
  app.use(requestLog());
  app.notFound((c) => answerRefusal(c, "not_found"));
  app.onError(answerError);
  return app;
}

/** Nothing is there, or something that takes other methods: those are said (RFC 9110, 15.5.6). */
function answerUnmatched(routes: Hono<AppEnv>["routes"]): NotFoundHandler<AppEnv> {
  const methods = new TrieRouter<string>();
  for (const { method, path } of routes) {
    const isOfOneAddress = method !== METHOD_NAME_ALL && !path.endsWith("*");
    if (isOfOneAddress) methods.add(METHOD_NAME_ALL, path, method);
  }
  return (c) => {
    const [found] = methods.match(METHOD_NAME_ALL, c.req.path);
    const allowed = new Set(found.map(([method]) => method));
    if (allowed.size === 0) return answerRefusal(c, "not_found");
    if (allowed.has("GET")) allowed.add("HEAD");
    const allow = [...allowed].sort().join(", ");
    const detail = `Here is only ${allow}.`;
    return answerProblem(c, new ProblemError("method-not-allowed", { detail }, { allow }));
  };
}

function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize,
    onError: (c) => {
      if (!isForPrograms(c.req.path)) throw new RefusedError("too_large");
      const detail = `At most ${maxSize.toLocaleString("en")} bytes are read here at once.`;
      throw new ProblemError("too-large", { detail });
    },
  });
}
