import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { Problem } from "@/components/Problem.tsx";
import { type Refusal, type RefusalCode, RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { describeError } from "@/domain/log.ts";
import { renderPage } from "@/http/render.tsx";

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
  const { t, deps } = c.var;
  const { title, text } = t.refusals[refusal];
  const status = STATUS[new RefusedError(refusal).code];
  const waitSeconds = retryAt && Math.max(1, Math.ceil((retryAt - deps.now()) / 1000));
  if (waitSeconds) c.header("retry-after", String(waitSeconds));
  const again = waitSeconds && t.errors.tryAgainIn(Math.ceil(waitSeconds / 60));
  const body = (
    <Problem title={title} text={again ? `${text} ${again}` : text} next={nextAfter(c, refusal)} />
  );
  return renderPage(c, { title, status }, body);
}

/** Where a person who was refused can go on. */
function nextAfter(c: Context<AppEnv>, refusal: Refusal): { href: string; label: string } {
  const { t: { errors: t }, deps: { baseUrl } } = c.var;
  if (refusal === "foreign_origin") return { href: baseUrl, label: t.ownAddress(baseUrl) };
  if (refusal === "strava_athlete_taken") {
    return { href: "/strava/connect?again=1", label: t.otherAthlete };
  }
  return refusal.startsWith("strava_")
    ? { href: "/account/strava", label: t.toStrava }
    : { href: "/", label: t.home };
}
