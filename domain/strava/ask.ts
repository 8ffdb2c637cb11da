import { getStravaAccount, type StravaAccount } from "@/db/strava_accounts.ts";
import { getAccessToken, refreshAccessToken, type StravaContext } from "@/domain/strava/access.ts";
import {
  noteInactive,
  noteQuota,
  noteRefusal,
  type Purpose,
  takeCall,
} from "@/domain/strava/quota.ts";
import { type Quota, StravaError } from "@/domain/strava/strava.ts";
import { CannotUnsealError } from "@/domain/tokens/sealing.ts";

export const OTHER_PROCESS_REFRESHES_MS = 2_000;

/** What Strava answered, or why there is no answer now. */
type Asked<T> =
  | { kind: "answer"; value: T }
  | { kind: "gone" }
  | { kind: "wait"; until: number; problem?: "quota" | "inactive" }
  /** The runner has to connect again: Strava knows the token no more, or it may not do this, or it cannot be opened here. */
  | { kind: "refused"; because: "token" | "scope" | "seal"; account: StravaAccount };

type Refused = "token_refused" | "scope_missing";

type Call<T> = (accessToken: string) => Promise<T>;

/**
 * One call within the limits, with a token that works: a token may die before its time, then it is refreshed once, and
 * only a second refusal counts. Throws on what a later attempt may heal.
 */
export async function askStrava<T extends { quota?: Quota }>(
  context: StravaContext,
  account: StravaAccount,
  purpose: Purpose,
  call: Call<T>,
): Promise<Asked<T>> {
  try {
    const asked = await takeAndCall(context, purpose, call, () => getAccessToken(context, account));
    if (asked === "scope_missing") return { kind: "refused", because: "scope", account };
    if (asked !== "token_refused") return asked;
    let fresh: string | undefined;
    const again = async () => fresh = await refreshAccessToken(context, account);
    const second = await takeAndCall(context, purpose, call, again);
    if (typeof second !== "string") return second;
    const because = second === "scope_missing" ? "scope" : "token";
    return { kind: "refused", because, account: await ownerOf(context, account, fresh) };
  } catch (error) {
    if (error instanceof CannotUnsealError) return { kind: "refused", because: "seal", account };
    if (error instanceof StravaError && error.problem === "refresh_refused") {
      return { kind: "refused", because: "token", account };
    }
    throw error;
  }
}

/** The account as the refresh left it, while it still has that token: what was refused is this connection, and no newer one. */
async function ownerOf(
  { db, sealer }: StravaContext,
  account: StravaAccount,
  token: string | undefined,
): Promise<StravaAccount> {
  const now = await getStravaAccount(db, account.userId);
  return now && await sealer.open(now.accessTokenSealed) === token ? now : account;
}

async function takeAndCall<T extends { quota?: Quota }>(
  context: StravaContext,
  purpose: Purpose,
  call: Call<T>,
  getToken: () => Promise<string | undefined>,
): Promise<Asked<T> | Refused> {
  const { db, now } = context;
  try {
    const token = await getToken();
    if (!token) return { kind: "wait", until: now + OTHER_PROCESS_REFRESHES_MS };
    const refusal = await takeCall(db, purpose, now);
    if (refusal) return { kind: "wait", ...refusal };
    const value = await call(token);
    await noteQuota(db, value.quota, now);
    return { kind: "answer", value };
  } catch (error) {
    if (!(error instanceof StravaError)) throw error;
    return await meaningOf(context, error);
  }
}

async function meaningOf<T>(
  { db, now }: StravaContext,
  error: StravaError,
): Promise<Asked<T> | Refused> {
  if (error.problem === "rate_limited") {
    const until = await noteRefusal(db, error.quota, now);
    return { kind: "wait", until, problem: "quota" };
  }
  if (error.problem === "inactive") {
    return { kind: "wait", until: await noteInactive(db, now), problem: "inactive" };
  }
  await noteQuota(db, error.quota, now);
  if (error.problem === "token_refused") return "token_refused";
  if (error.problem === "scope_missing") return "scope_missing";
  if (error.problem === "not_found") return { kind: "gone" };
  throw error;
}
