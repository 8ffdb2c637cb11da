import type { Db } from "@/db/client.ts";
import type { Scope } from "@/db/schema/tokens.ts";
import type { Dealer } from "@/domain/tokens/dealer.ts";
import { isPersonalToken, recognisePersonalToken } from "@/domain/tokens/personal.ts";

/** Who calls the API: a runner's own script, an application that a runner allowed, or a service of the operator's. */
export type Principal =
  | { kind: "personal"; tokenId: string; userId: string; scopes: Scope[] }
  | { kind: "app"; clientId: string; userId: string; scopes: Scope[]; firstParty: boolean }
  | { kind: "service"; clientId: string; scopes: Scope[]; firstParty: boolean };

/** Whoever sent this token; undefined when it opens nothing, or no more. */
export async function recogniseToken(
  { db, dealer, now }: { db: Db; dealer: Dealer; now: number },
  token: string,
): Promise<Principal | undefined> {
  if (isPersonalToken(token)) {
    const known = await recognisePersonalToken(db, token, now);
    return known && {
      kind: "personal",
      tokenId: known.id,
      userId: known.userId,
      scopes: known.scopes,
    };
  }
  const access = await dealer.verify(token);
  if (!access) return undefined;
  const { clientId, scopes, firstParty } = access;
  return access.grantId === undefined
    ? { kind: "service", clientId, scopes, firstParty }
    : { kind: "app", clientId, userId: access.subject, scopes, firstParty };
}

/** What tells this caller from all others: for limits, and for keys that each caller chooses. */
export function callerOf(principal: Principal): string {
  switch (principal.kind) {
    case "personal":
      return `personal:${principal.tokenId}`;
    case "app":
      return `app:${principal.clientId}:${principal.userId}`;
    case "service":
      return `service:${principal.clientId}`;
  }
}

/** The client that this caller belongs to; null for a runner's own script. */
export function callingClientOf(principal: Principal): string | null {
  return principal.kind === "personal" ? null : principal.clientId;
}
