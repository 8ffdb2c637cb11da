import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { assetRoutes } from "@/http/assets.ts";
import type { AppEnv, Deps } from "@/http/env.ts";
import { answerError, answerRefusal } from "@/http/errors.tsx";
import { fileRouter, type RouteModules } from "@/http/file_router.ts";
import { routes } from "@/http/routes.gen.ts";
import { requestLog } from "@/http/log.ts";
import { securityHeaders } from "@/http/security.ts";
import { session } from "@/http/session.ts";
import { messagesFor } from "@/locales/mod.ts";
import { RefusedError } from "@/domain/errors.ts";

const LARGEST_FORM = 64_000;

/** The whole application over what it may use: nothing is opened here, so a test makes as many as it likes. */
export function createApp(deps: Deps, modules: RouteModules = routes): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set("deps", deps);
    c.set("requestId", crypto.randomUUID());
    c.set("locale", "en");
    c.set("t", messagesFor("en"));
    await next();
  });
  app.use(requestLog());
  app.use(securityHeaders(deps.baseUrl.startsWith("https:"), deps.formTargets));
  app.route("/static", assetRoutes(deps.assets));
  app.use(session());
  const ownForms = csrf({ origin: new URL(deps.baseUrl).origin });
  // What calls a webhook has no cookie: its path is its proof.
  app.use((c, next) => c.req.path.startsWith("/webhooks/") ? next() : ownForms(c, next));
  app.use(bodyLimit({
    maxSize: LARGEST_FORM,
    onError: () => {
      throw new RefusedError("too_large");
    },
  }));
  app.route("/", fileRouter(modules));
  app.notFound((c) => answerRefusal(c, "not_found"));
  app.onError(answerError);
  return app;
}
