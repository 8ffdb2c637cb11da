import type { Athlete } from "../athletes/athlete.ts";
import { badToken, inactiveApplication, missingScope } from "../answers.ts";
import { findGrantByAccess } from "../oauth/grants.ts";
import type { World } from "../world.ts";

export interface Access {
  athlete: Athlete;
  scopes: readonly string[];
}

/** Who asks, by the bearer token; or Strava's refusal. */
export function readAccess(world: World, request: Request): Access | Response {
  if (world.state.app.status === "inactive") return inactiveApplication();
  const token = readToken(world, request);
  const grant = token === undefined ? undefined : findGrantByAccess(world, token);
  const athlete = grant && world.state.athletes.get(grant.athleteId);
  if (!grant || !athlete) return badToken(world.state.behaviour);
  return { athlete, scopes: grant.scopes };
}

/** The token of the header; of the query only while that is still accepted. */
function readToken(world: World, request: Request): string | undefined {
  const bearer = request.headers.get("authorization")?.match(/^Bearer\s+(\S+)$/i)?.[1];
  if (bearer !== undefined || world.state.behaviour.tokenOutsideHeader === "refuse") return bearer;
  return tokenInQuery(request);
}

export function tokenInQuery(request: Request): string | undefined {
  return new URL(request.url).searchParams.get("access_token") ?? undefined;
}

export function mayReadActivities(access: Access): Response | undefined {
  const allowed = ["activity:read", "activity:read_all"];
  return access.scopes.some((scope) => allowed.includes(scope))
    ? undefined
    : missingScope("activity:read_permission");
}

export function seesEverything(access: Access): boolean {
  return access.scopes.includes("activity:read_all");
}
