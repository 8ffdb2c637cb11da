import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { Problem } from "@/components/Problem.tsx";
import { type Refusal, type RefusalCode, RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { describeError } from "@/domain/log.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 429 | 503;

const STATUS: Record<RefusalCode, Status> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

/** The one place where a failure becomes an answer: a page in the runner's language, with what to do next. */
export function answerError(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  if (error instanceof RefusedError) return answerRefusal(c, error.refusal, error.retryAt);
  if (error instanceof HTTPException) {
    return answerRefusal(
      c,
      error.status === 413 ? "too_large" : error.status === 403 ? "foreign_origin" : "bad_form",
    );
  }
  const { deps, requestId, t } = c.var;
  deps.log.error("Request failed", { requestId, path: c.req.path, ...describeError(error) });
  const { title, text } = t.errors.internal;
  const body = (
    <Problem
      title={title}
      text={`${text} ${requestId}`}
      next={{ href: "/", label: t.errors.home }}
    />
  );
  return renderPage(c, { title, status: 500 }, body);
}

export function answerRefusal(
  c: Context<AppEnv>,
  refusal: Refusal,
  retryAt?: number,
): Response | Promise<Response> {
  const { t, locale, session, deps } = c.var;
  const { title, text } = t.refusals[refusal];
  const status = STATUS[new RefusedError(refusal).code];
  if (retryAt) {
    c.header("retry-after", String(Math.max(1, Math.ceil((retryAt - deps.now()) / 1000))));
  }
  const again = retryAt &&
    t.errors.tryAgainAt(formatFor(locale, "km").time(retryAt, session?.timeZone ?? "UTC"));
  const next = refusal.startsWith("strava_")
    ? { href: "/account/strava", label: t.errors.toStrava }
    : { href: "/", label: t.errors.home };
  const body = <Problem title={title} text={again ? `${text} ${again}` : text} next={next} />;
  return renderPage(c, { title, status }, body);
}
