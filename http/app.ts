import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { describeApi } from "@/http/api/document.ts";
import { assetRoutes } from "@/http/assets.ts";
import type { AppEnv, Deps } from "@/http/env.ts";
import { answerError, answerRefusal } from "@/http/errors.tsx";
import { fileRouter, type RouteModules } from "@/http/file_router.ts";
import { routes } from "@/http/routes.gen.ts";
import { requestLog } from "@/http/log.ts";
import { isForPrograms } from "@/http/programs.ts";
import { securityHeaders } from "@/http/security.ts";
import { session } from "@/http/session.ts";
import { messagesFor } from "@/locales/mod.ts";
import { RefusedError } from "@/domain/errors.ts";

const LARGEST_FORM = 64_000;
const BODILESS = ["GET", "HEAD"];
/** A thousand runs with all that may be said of them. */
const LARGEST_API_BODY = 2_000_000;

/** The whole application over what it may use: nothing is opened here, so a test makes as many as it likes. */
export function createApp(deps: Deps, modules: RouteModules = routes): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const describe = describeApi(modules, deps.baseUrl);
  app.use(async (c, next) => {
    c.set("deps", deps);
    c.set("describeApi", describe);
    c.set("requestId", crypto.randomUUID());
    c.set("locale", "en");
    c.set("t", messagesFor("en"));
    await next();
  });
  app.use(requestLog());
  app.use(securityHeaders(deps.baseUrl.startsWith("https:"), deps.formTargets));
  app.route("/static", assetRoutes(deps.assets));
  app.use(onPages(session()));
  app.use(onPages(csrf({ origin: new URL(deps.baseUrl).origin })));
  const [formLimit, apiLimit] = [LARGEST_FORM, LARGEST_API_BODY].map(limitBody);
  app.use((c, next) => {
    if (BODILESS.includes(c.req.method)) return next();
    return c.req.path.startsWith("/api/") ? apiLimit(c, next) : formLimit(c, next);
  });
  app.route("/", fileRouter(modules));
  app.notFound((c) => answerRefusal(c, "not_found"));
  app.onError(answerError);
  return app;
}

/** What programs call carries no cookie that could be abused: its token, or its path, is its proof. */
function onPages(middleware: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (c, next) => isForPrograms(c.req.path) ? next() : middleware(c, next);
}

function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new RefusedError("too_large");
    },
  });
}
