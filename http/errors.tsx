import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { Problem } from "@/components/Problem.tsx";
import { type Refusal, type RefusalCode, RefusedError } from "@/domain/errors.ts";
import { OAuthError } from "@/domain/tokens/oauth_error.ts";
import { answerProblem, asProblem, ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";
import { loggedPath } from "@/http/log.ts";
import { answerOAuthError } from "@/http/oauth.ts";
import { isForPrograms } from "@/http/programs.ts";
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
  if (error instanceof OAuthError) return answerOAuthError(c, error);
  if (isForPrograms(c.req.path)) return answerProgram(c, error);
  if (error instanceof RefusedError) return answerRefusal(c, error.refusal, error.retryAt);
  if (error instanceof HTTPException) {
    return answerRefusal(
      c,
      error.status === 413 ? "too_large" : error.status === 403 ? "foreign_origin" : "bad_form",
    );
  }
  const { requestId, t } = c.var;
  logFailure(c, error);
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
  if (isForPrograms(c.req.path)) return answerProgram(c, new RefusedError(refusal, retryAt));
  const { t, deps } = c.var;
  const status = STATUS[new RefusedError(refusal).code];
  if (refusal === "foreign_origin" && isWrongAddress(c)) return answerWrongAddress(c, status);
  const { title, text } = t.refusals[refusal];
  const waitSeconds = retryAt && Math.max(1, Math.ceil((retryAt - deps.now()) / 1000));
  if (waitSeconds) c.header("retry-after", String(waitSeconds));
  const again = waitSeconds && t.errors.tryAgainIn(Math.ceil(waitSeconds / 60));
  const body = (
    <Problem title={title} text={again ? `${text} ${again}` : text} next={nextAfter(c, refusal)} />
  );
  return renderPage(c, { title, status }, body);
}

function answerProgram(c: Context<AppEnv>, error: Error): Response {
  const known = asProblem(error, c.var.deps.now());
  if (!known) logFailure(c, error);
  return answerProblem(c, known ?? new ProblemError("internal"));
}

function logFailure(c: Context<AppEnv>, error: Error): void {
  const { deps, requestId } = c.var;
  deps.log.error("Request failed", { requestId, path: loggedPath(c), ...describeError(error) });
}

/** Where a person who was refused can go on. */
function nextAfter(c: Context<AppEnv>, refusal: Refusal): { href: string; label: string } {
  const { errors: t } = c.var.t;
  if (refusal === "mail_link_spent") return afterSpentLink(c);
  if (refusal === "strava_athlete_taken") {
    return { href: "/strava/connect?again=1", label: t.otherAthlete };
  }
  if (refusal === "token_made") {
    return { href: "/account/tokens", label: c.var.t.tokens.menu.tokens };
  }
  return refusal.startsWith("strava_")
    ? { href: "/account/strava", label: t.toStrava }
    : { href: "/", label: t.home };
}

/** Where a new link of that kind is asked for. */
function afterSpentLink(c: Context<AppEnv>): { href: string; label: string } {
  const { session, t: { errors: t } } = c.var;
  if (c.req.path === "/reset-password") return { href: "/forgotten-password", label: t.newLink };
  if (c.req.path === "/change-email") return { href: "/account/email", label: t.newLink };
  if (c.req.path !== "/confirm-email" || session?.emailConfirmedAt) {
    return { href: "/", label: t.home };
  }
  return session
    ? { href: "/confirm-email", label: t.newLink }
    : { href: "/sign-in", label: t.signInForLink };
}

/** Our own page under another name, such as 127.0.0.1 for localhost: its forms come from no origin of ours. */
function isWrongAddress(c: Context<AppEnv>): boolean {
  return new URL(c.req.url).host !== new URL(c.var.deps.baseUrl).host;
}

function answerWrongAddress(c: Context<AppEnv>, status: Status): Response | Promise<Response> {
  const { t: { errors: { wrongAddress: t } }, deps: { baseUrl } } = c.var;
  const next = { href: `${baseUrl}/`, label: t.open(baseUrl) };
  const body = <Problem title={t.title} text={t.text(baseUrl)} next={next} />;
  return renderPage(c, { title: t.title, status }, body);
}
