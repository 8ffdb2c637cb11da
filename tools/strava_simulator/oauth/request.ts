import type { World } from "../world.ts";
import { knownScopes } from "./grants.ts";
import { answerFault, badRequest } from "../answers.ts";

export interface AuthorizeRequest {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
  prompt: "auto" | "force";
}

/** Checks what a client put into the authorize link, or says what Strava says about it. */
export function readAuthorizeRequest(
  world: World,
  params: URLSearchParams,
): AuthorizeRequest | Response {
  const clientId = params.get("client_id") ?? "";
  if (clientId !== world.state.app.clientId) {
    return badRequest("Application", "client_id", "invalid");
  }
  const redirectUri = params.get("redirect_uri") ?? "";
  if (!isAllowedRedirect(redirectUri, world.state.app.callbackDomains)) {
    return badRequest("Application", "redirect_uri", "invalid");
  }
  if (params.get("response_type") !== "code") {
    return badRequest("Authorize", "response_type", "invalid");
  }
  const scopes = readScopes(params.get("scope"));
  if (!scopes) {
    return answerFault(400, "Bad Request", [
      { resource: "Authorize", field: "scope", code: "invalid" },
    ]);
  }
  return {
    clientId,
    redirectUri,
    scopes,
    state: params.get("state") ?? undefined,
    prompt: params.get("approval_prompt") === "force" ? "force" : "auto",
  };
}

/** `read` comes with every scope; the order is the one asked in. */
function readScopes(text: string | null): string[] | undefined {
  const named = (text ?? "").split(/[\s,]+/).filter((scope) => scope !== "");
  if (named.length === 0) return undefined;
  const known: readonly string[] = knownScopes;
  if (named.some((scope) => !known.includes(scope))) return undefined;
  return [...new Set(["read", ...named])];
}

function isAllowedRedirect(redirectUri: string, domains: readonly string[]): boolean {
  const url = URL.parse(redirectUri);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return false;
  const allowed = ["localhost", "127.0.0.1", ...domains];
  return allowed.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
}

/** The way back with a code. */
export function redirectApproved(
  request: AuthorizeRequest,
  code: string,
  scopes: readonly string[],
): string {
  return redirectWith(request, [["code", code], ["scope", scopes.join(",")]]);
}

/** The way back without one. */
export function redirectDenied(request: AuthorizeRequest): string {
  return redirectWith(request, [["error", "access_denied"]]);
}

function redirectWith(request: AuthorizeRequest, extra: [string, string][]): string {
  const url = new URL(request.redirectUri);
  const params = [...url.searchParams, ["state", request.state ?? ""], ...extra];
  // Strava leaves the commas and colons of the scope list bare.
  const query = params.map(([key = "", value = ""]) =>
    `${encodeURIComponent(key)}=${
      encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")
    }`
  );
  url.search = query.join("&");
  return url.href;
}
