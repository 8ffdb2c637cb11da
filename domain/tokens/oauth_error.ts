/** The errors of RFC 6749, 7009 and 8707 that Runnerly answers. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_response_type"
  | "invalid_scope"
  | "invalid_target"
  | "access_denied"
  | "temporarily_unavailable";

/** A refusal that a client program reads; `description` says in a sentence what to change. */
export class OAuthError extends Error {
  override name = "OAuthError";

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    readonly retryAt?: number,
  ) {
    super(`${code}: ${description}`);
  }
}
