import { answerJson, badRequest, beyondCapacity, wrongSecret } from "../answers.ts";
import { describeAthlete } from "../athletes/profile.ts";
import type { World } from "../world.ts";
import { grantAccess, hasRoomFor, type IssuedTokens, refreshAccess, takeCode } from "./grants.ts";

/** POST /oauth/token: the two grants, and the errors in the order Strava checks them. */
export function answerToken(world: World, form: URLSearchParams): Response {
  const { app } = world.state;
  const grantType = form.get("grant_type") ?? "";
  const isKnown = form.get("client_id") === app.clientId &&
    ["authorization_code", "refresh_token"].includes(grantType);
  if (!isKnown) return badRequest("Application", "client_id", "invalid");
  if (form.get("client_secret") !== app.clientSecret) return wrongSecret();
  return grantType === "authorization_code"
    ? exchangeCode(world, form.get("code") ?? "")
    : refreshTokens(world, form.get("refresh_token") ?? "");
}

function exchangeCode(world: World, text: string): Response {
  const { behaviour, codes } = world.state;
  const owner = codes.get(text)?.athleteId;
  if (
    owner !== undefined && behaviour.capacityCheckedAt !== "authorize" && !hasRoomFor(world, owner)
  ) return beyondCapacity();
  const code = takeCode(world, text);
  const athlete = code && world.state.athletes.get(code.athleteId);
  if (!athlete) return badRequest(behaviour.codeErrorResource, "code", "invalid");
  const tokens = grantAccess(world, athlete.id, code.scopes);
  return answerJson({
    ...describeTokens(world, tokens),
    ...(behaviour.tokenAnswerHasScope ? { scope: code.scopes.join(",") } : {}),
    athlete: describeAthlete(athlete),
  });
}

function refreshTokens(world: World, refreshToken: string): Response {
  const tokens = refreshAccess(world, refreshToken);
  if (!tokens) return badRequest("RefreshToken", "refresh_token", "invalid");
  return answerJson(describeTokens(world, tokens));
}

function describeTokens(world: World, tokens: IssuedTokens) {
  return {
    token_type: "Bearer",
    expires_at: Math.floor(tokens.expiresAtMs / 1000),
    expires_in: Math.floor((tokens.expiresAtMs - world.clock.now()) / 1000),
    refresh_token: tokens.refreshToken,
    access_token: tokens.accessToken,
  };
}
