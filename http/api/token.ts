import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { PersonalToken } from "@/db/personal_tokens.ts";
import { SCOPES } from "@/domain/tokens/scopes.ts";
import { ProblemError } from "@/http/api/problem.ts";
import { toInstant } from "@/http/api/run.ts";
import type { AppEnv } from "@/http/env.ts";

/** A personal token, without its secret: that is shown once, to the runner who makes it. */
export const personalToken = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
}).openapi("PersonalToken");

/** What other scripts a runner has is no application's business, and ending them less so. */
export function noOtherApps(): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const { principal } = c.var;
    if (principal.kind !== "app" || principal.firstParty) return next();
    const detail = "Personal tokens are between Runnerly and the runner: no application sees them.";
    throw new ProblemError("forbidden", { detail });
  };
}

export function toToken(row: PersonalToken): z.output<typeof personalToken> {
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt } = row;
  return {
    ...{ id, name, scopes },
    createdAt: toInstant(createdAt),
    expiresAt: toInstant(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : toInstant(lastUsedAt),
  };
}
