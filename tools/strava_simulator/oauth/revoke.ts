import { answerFault, answerJson, badRequest, badToken } from "../answers.ts";
import { announceDeauthorization } from "../webhooks/events.ts";
import type { World } from "../world.ts";
import { endGrant, findGrantByAccess, findGrantByRefresh } from "./grants.ts";

/** POST /oauth/revoke: either token ends the whole grant; an unknown token is fine too. */
export function answerRevoke(
  world: World,
  authorization: string | undefined,
  form: URLSearchParams,
): Response {
  if (!isOwnApplication(world, authorization)) {
    return answerFault(401, "Authorization Error", []);
  }
  const token = form.get("token") ?? "";
  if (token === "") return badRequest("Token", "token", "missing");
  const grant = findGrantByAccess(world, token) ?? findGrantByRefresh(world, token);
  if (grant) revokeGrant(world, grant.athleteId, true);
  return new Response(null, { status: 200 });
}

/** POST /oauth/deauthorize, the older way, which ends in June 2027. */
export function answerDeauthorize(world: World, token: string | undefined): Response {
  if (world.state.behaviour.deauthorize === "gone") return new Response(null, { status: 404 });
  const grant = token === undefined ? undefined : findGrantByAccess(world, token);
  if (!grant || token === undefined) return badToken(world.state.behaviour);
  revokeGrant(world, grant.athleteId, true);
  return answerJson({ access_token: token });
}

/** Ends a grant and tells the application, unless the event is meant to get lost. */
export function revokeGrant(world: World, athleteId: number, event: boolean): boolean {
  const ended = endGrant(world, athleteId);
  if (ended && event) announceDeauthorization(world, athleteId);
  return ended;
}

function isOwnApplication(world: World, authorization: string | undefined): boolean {
  const encoded = authorization?.match(/^Basic ([A-Za-z0-9+/=]+)$/)?.[1];
  if (!encoded) return false;
  try {
    return atob(encoded) === `${world.state.app.clientId}:${world.state.app.clientSecret}`;
  } catch {
    return false;
  }
}
