import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { type RefusalCode, RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { messagesFor } from "@/locales/mod.ts";

/** Every way the API says no: its status, and a title that is the same each time. */
export const PROBLEMS = {
  "malformed": { status: 400, title: "The request cannot be read" },
  "token-missing": { status: 401, title: "No access token" },
  "token-invalid": { status: 401, title: "The access token opens nothing" },
  "scope-missing": { status: 403, title: "The access token lacks a scope" },
  "forbidden": { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "Not a method of this address" },
  "conflict": { status: 409, title: "It is not in a state for that" },
  "changed": { status: 412, title: "It has changed meanwhile" },
  "too-large": { status: 413, title: "Too much at once" },
  "unsupported-type": { status: 415, title: "Not a type that is read here" },
  "invalid": { status: 422, title: "Some values are not right" },
  "key-reused": { status: 422, title: "The idempotency key belongs to another request" },
  "too-many": { status: 429, title: "Too many requests" },
  "internal": { status: 500, title: "Something broke on our side" },
  "unavailable": { status: 503, title: "Not available now" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

interface ProblemFields {
  /** A sentence on this very case: what is wrong, and what to do. */
  detail?: string;
  /** The scope that is missing. */
  scope?: string;
  /** What is wrong where: `pointer` as in RFC 6901, or a parameter's name. */
  errors?: { pointer: string; detail: string }[];
}

/** Ends a request of the API with a problem (RFC 9457). */
export class ProblemError extends Error {
  override name = "ProblemError";

  constructor(
    readonly code: ProblemCode,
    readonly fields: ProblemFields = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(fields.detail ?? PROBLEMS[code].title);
  }
}

/** What is wrong with one field of a body that is right otherwise. */
export function wrong(field: string, detail: string): ProblemError {
  return new ProblemError("invalid", { detail, errors: [{ pointer: `/${field}`, detail }] });
}

const BY_REFUSAL: Record<RefusalCode, ProblemCode> = {
  invalid: "malformed",
  forbidden: "forbidden",
  not_found: "not-found",
  conflict: "conflict",
  too_large: "too-large",
  too_many: "too-many",
  unavailable: "unavailable",
};
const BY_STATUS: Partial<Record<number, ProblemCode>> = {
  400: "malformed",
  413: "too-large",
};

/** The problem that an error means to a caller; undefined for what nobody expected. */
export function asProblem(error: Error, now: number): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof RefusedError) {
    const { refusal, retryAt } = error;
    const wait = retryAt === undefined ? undefined : Math.max(1, Math.ceil((retryAt - now) / 1000));
    const headers: Record<string, string> = wait ? { "retry-after": String(wait) } : {};
    return new ProblemError(
      BY_REFUSAL[error.code],
      { detail: messagesFor("en").refusals[refusal].text },
      headers,
    );
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new ProblemError("unsupported-type", { detail: "Send Content-Type: application/json." });
  }
  const code = error instanceof HTTPException ? BY_STATUS[error.status] : undefined;
  return code && new ProblemError(code, { detail: error.message });
}

export function answerProblem(
  c: Context<AppEnv>,
  { code, fields, headers }: ProblemError,
): Response {
  const { deps: { baseUrl }, requestId } = c.var;
  const { status, title } = PROBLEMS[code];
  c.header("content-type", "application/problem+json");
  c.header("cache-control", "no-store");
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  const type = `${baseUrl}/developers#${code}`;
  return c.body(JSON.stringify({ type, title, status, ...fields, requestId }), status);
}
