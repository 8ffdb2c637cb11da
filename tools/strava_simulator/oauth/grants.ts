import { mintToken, type World } from "../world.ts";

export const knownScopes = [
  "read",
  "read_all",
  "profile:read_all",
  "profile:write",
  "activity:read",
  "activity:read_all",
  "activity:write",
] as const;

/** What an athlete allowed the application, and the tokens that say so. */
export interface Grant {
  readonly athleteId: number;
  scopes: readonly string[];
  refreshToken: string;
  accessToken: string;
  expiresAtMs: number;
}

/** Single use, short-lived. */
export interface Code {
  readonly code: string;
  readonly athleteId: number;
  readonly scopes: readonly string[];
  readonly issuedAtMs: number;
}

export interface IssuedTokens {
  accessToken: string;
  refreshToken: string;
  expiresAtMs: number;
}

export function issueCode(world: World, athleteId: number, scopes: readonly string[]): string {
  const code = mintToken(world, "code");
  world.state.codes.set(code, { code, athleteId, scopes, issuedAtMs: world.clock.now() });
  world.saved();
  return code;
}

/** Spends a code, or nothing when it is unknown, used, too old or too young. */
export function takeCode(world: World, code: string): Code | undefined {
  const { codes, behaviour } = world.state;
  const found = codes.get(code);
  if (!found) return undefined;
  const ageSeconds = (world.clock.now() - found.issuedAtMs) / 1000;
  if (ageSeconds < behaviour.codeValidAfterSeconds) return undefined;
  codes.delete(code);
  world.saved();
  return ageSeconds <= behaviour.codeLifeSeconds ? found : undefined;
}

/** A new consent replaces the old one: its scopes and its refresh token. */
export function grantAccess(
  world: World,
  athleteId: number,
  scopes: readonly string[],
): IssuedTokens {
  const grant: Grant = {
    athleteId,
    scopes,
    refreshToken: mintToken(world, "refresh"),
    accessToken: "",
    expiresAtMs: 0,
  };
  world.state.grants.set(athleteId, grant);
  renewAccess(world, grant);
  world.saved();
  return grant;
}

/** One refresh. A rotated token is dead the moment its successor exists, so one of two rivals wins. */
export function refreshAccess(world: World, refreshToken: string): IssuedTokens | undefined {
  const grant = findGrantByRefresh(world, refreshToken);
  if (!grant) return undefined;
  const { refreshRotation, tokenReuseSeconds } = world.state.behaviour;
  const leftMs = grant.expiresAtMs - world.clock.now();
  const isAlive = world.state.accessTokens.has(grant.accessToken);
  const isNew = !isAlive || leftMs <= tokenReuseSeconds * 1000;
  if (isNew) renewAccess(world, grant);
  if (refreshRotation === "always" || (refreshRotation === "when-new" && isNew)) {
    grant.refreshToken = mintToken(world, "refresh");
  }
  world.saved();
  return {
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken,
    expiresAtMs: grant.expiresAtMs,
  };
}

function renewAccess(world: World, grant: Grant): void {
  const { accessTokens, behaviour } = world.state;
  for (const [token, { expiresAtMs }] of accessTokens) {
    if (expiresAtMs <= world.clock.now()) accessTokens.delete(token);
  }
  grant.accessToken = mintToken(world, "access");
  grant.expiresAtMs = Math.floor(world.clock.now() / 1000 + behaviour.tokenLifeSeconds) * 1000;
  accessTokens.set(grant.accessToken, {
    athleteId: grant.athleteId,
    expiresAtMs: grant.expiresAtMs,
  });
}

export function findGrantByRefresh(world: World, refreshToken: string): Grant | undefined {
  if (refreshToken === "") return undefined;
  return [...world.state.grants.values()].find((grant) => grant.refreshToken === refreshToken);
}

export function findGrantByAccess(world: World, accessToken: string): Grant | undefined {
  const token = world.state.accessTokens.get(accessToken);
  if (!token || token.expiresAtMs <= world.clock.now()) return undefined;
  return world.state.grants.get(token.athleteId);
}

/** Ends a grant with all its tokens; true if there was one. */
export function endGrant(world: World, athleteId: number): boolean {
  const { grants, accessTokens, codes } = world.state;
  const ended = grants.delete(athleteId);
  for (const [token, owner] of accessTokens) {
    if (owner.athleteId === athleteId) accessTokens.delete(token);
  }
  for (const [code, owner] of codes) if (owner.athleteId === athleteId) codes.delete(code);
  world.saved();
  return ended;
}

/** Makes the access tokens of an athlete unknown before their time; the refresh token stays. */
export function killAccessTokens(world: World, athleteId: number): void {
  for (const [token, owner] of world.state.accessTokens) {
    if (owner.athleteId === athleteId) world.state.accessTokens.delete(token);
  }
  world.saved();
}

export function hasRoomFor(world: World, athleteId: number): boolean {
  const { grants, app } = world.state;
  return grants.has(athleteId) || grants.size < app.capacity;
}
