import type { MiddlewareHandler } from "hono";
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Scope } from "@/db/schema/tokens.ts";
import { allowed } from "@/http/api/caller.ts";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";

/** A router whose routes are part of the document, and whose values are checked before a handler sees them. */
export function apiRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.flatMap((issue) =>
        placesOf(issue).map((path) => ({
          pointer: result.target === "json"
            ? path.map((part) => `/${escapeToken(String(part))}`).join("")
            : path.join("."),
          detail: inWords(issue.message),
        }))
      );
      throw new ProblemError("invalid", { detail: "See errors for what and where.", errors });
    },
  });
}

/** Where an issue lies; unknown fields are named each, as there is no other place for them. */
function placesOf({ path, ...issue }: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

/** RFC 6901. */
function escapeToken(text: string): string {
  return text.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The library's own words, where they would puzzle who sent the request. */
function inWords(message: string): string {
  if (message.endsWith("received undefined")) return "It is missing.";
  if (message.endsWith("received NaN")) return "It is no number, or stands there twice.";
  return message.startsWith("Unrecognized key") ? "There is no such field." : message;
}

const problem = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  scope: z.string().optional(),
  errors: z.array(z.object({
    pointer: z.string().openapi({
      description: "In a body a JSON Pointer (RFC 6901), elsewhere the parameter's name.",
    }),
    detail: z.string(),
  })).optional(),
  requestId: z.string(),
}).openapi("Problem", {
  description: "What went wrong (RFC 9457); type leads to its explanation.",
});

const DESCRIPTIONS = {
  400: "The request cannot be read.",
  401: "No token, or one that opens nothing.",
  403: "The token lacks the scope that is named, or it is not for such a caller.",
  404: "There is no such thing, or it is not this runner's.",
  409: "It is not in a state for that.",
  412: "It has changed since it was read.",
  413: "The body is too large.",
  415: "The body is not of a type that is read here.",
  422: "Some values are not right.",
  429: "Too many requests: Retry-After says how many seconds to wait.",
  500: "Something broke on our side.",
};

type ProblemStatus = keyof typeof DESCRIPTIONS;

function problems(...statuses: ProblemStatus[]) {
  const content = { "application/problem+json": { schema: problem } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: DESCRIPTIONS[status], content }]),
  );
}

/** What each route of the API may answer besides its own: a token, a scope, a limit, a failure of ours. */
export function common(...statuses: ProblemStatus[]) {
  return problems(401, 403, 429, 500, ...statuses);
}

/** The scope that a route needs: checked, and said in the document. What else has to come before the checks of values. */
export function needs(scope: Scope, ...before: MiddlewareHandler<AppEnv>[]) {
  const security: Record<string, string[]>[] = [{ oauth2: [scope] }, { personal: [] }];
  return { security, middleware: [allowed(scope), ...before] };
}

/** What every GET can answer to a client that knows the thing already. */
export const notModified = { 304: { description: "As If-None-Match says: nothing has changed." } };

/** What a change can answer to a token that may write a thing and not read it. */
export const unread = { 204: { description: "It is changed; this token may not read it." } };

export const readHeaders = z.object({
  "if-none-match": z.string().optional().openapi({
    description: "The ETag of what is known already.",
  }),
});

export const writeHeaders = z.object({
  "if-match": z.string().optional().openapi({
    description: "The ETag of what is to be changed; if it has changed since, nothing happens.",
  }),
});

export const postHeaders = z.object({
  "idempotency-key": z.string().min(1).max(200).regex(
    /^[\x21-\x7e]+$/,
    "Visible characters of ASCII, no blanks.",
  ).optional().openapi({
    description:
      "Chosen by the client, once for each thing to be made. The same key within 24 hours answers the same again and makes nothing twice.",
  }),
});

/** An id in the path; whatever is no id is not found. */
export const idPath = z.object({
  id: z.string().openapi({ format: "uuid", param: { name: "id", in: "path" } }),
});

/** The same for a delivery of a webhook. */
export const deliveryPath = idPath.extend({
  delivery: z.string().openapi({ format: "uuid", param: { name: "delivery", in: "path" } }),
});

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({
    description: "How many to a page.",
  }),
  cursor: z.string().max(500).optional().openapi({
    description: "The next of the page before.",
  }),
};
export const nextCursor = z.string().nullable().openapi({
  description: "The cursor of the next page; null on the last. The Link header has its address.",
});
