import { z } from "@hono/zod-openapi";
import type { PersonalToken } from "@/db/personal_tokens.ts";
import { SCOPES } from "@/domain/tokens/scopes.ts";
import { toInstant } from "@/http/api/run.ts";

/** A personal token, without its secret: that is shown once, to the runner who makes it. */
export const personalToken = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
}).openapi("PersonalToken");

export function toToken(row: PersonalToken): z.output<typeof personalToken> {
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt } = row;
  return {
    ...{ id, name, scopes },
    createdAt: toInstant(createdAt),
    expiresAt: toInstant(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : toInstant(lastUsedAt),
  };
}
