import { getStravaQuota, type Import, storeStravaQuota } from "@/db/imports.ts";
import type { StravaAccount } from "@/db/strava_accounts.ts";
import { getAccessToken, refreshAccessToken, type StravaContext } from "@/domain/strava/access.ts";
import { isSpent, resumesAt } from "@/domain/strava/quota.ts";
import { type ActivityPage, StravaError } from "@/domain/strava/strava.ts";
import { CannotUnsealError } from "@/domain/tokens/sealing.ts";

export const OTHER_PROCESS_REFRESHES_MS = 2_000;
const INACTIVE_RETRY_MS = 3_600_000;

/** A page, or why there is none now: Strava makes us wait, or no longer lets this connection in. */
type Fetched =
  | { kind: "page"; page: ActivityPage }
  | { kind: "wait"; until: number; problem?: "quota" | "inactive" }
  | { kind: "refused" };

/** Reads the page at the import's cursor. Changes nothing of the import: that is the caller's, in one transaction. */
export async function fetchPage(
  context: StravaContext,
  account: StravaAccount,
  current: Import,
  signal: AbortSignal,
): Promise<Fetched> {
  const { db, now } = context;
  const known = await getStravaQuota(db);
  if (known && isSpent(known, now)) {
    return { kind: "wait", until: resumesAt(known, now), problem: "quota" };
  }
  try {
    const page = await listPage(context, account, current, signal);
    if (!page) return { kind: "wait", until: now + OTHER_PROCESS_REFRESHES_MS };
    if (page.quota) await storeStravaQuota(db, { ...page.quota, seenAt: now });
    return { kind: "page", page };
  } catch (error) {
    if (error instanceof CannotUnsealError) return { kind: "refused" };
    if (!(error instanceof StravaError)) throw error;
    if (error.quota) await storeStravaQuota(db, { ...error.quota, seenAt: now });
    return meaningOf(error, now);
  }
}

/** Throws on what a later attempt may heal. */
function meaningOf(error: StravaError, now: number): Fetched {
  switch (error.problem) {
    case "rate_limited":
      return { kind: "wait", until: resumesAt(error.quota, now), problem: "quota" };
    case "inactive":
      return { kind: "wait", until: now + INACTIVE_RETRY_MS, problem: "inactive" };
    case "refresh_refused":
    case "token_refused":
    case "scope_missing":
      return { kind: "refused" };
    default:
      throw error;
  }
}

/** A token may die before its time: then it is refreshed once, and only a second refusal counts. Nothing while another process refreshes it. */
async function listPage(
  context: StravaContext,
  account: StravaAccount,
  current: Import,
  signal: AbortSignal,
): Promise<ActivityPage | undefined> {
  const at = { before: current.cursorBefore ?? undefined, page: current.cursorPage };
  const list = async (token: string | undefined) =>
    token ? await context.strava.listActivities(token, at, signal) : undefined;
  try {
    return await list(await getAccessToken(context, account));
  } catch (error) {
    if (!(error instanceof StravaError) || error.problem !== "token_refused") throw error;
    return await list(await refreshAccessToken(context, account));
  }
}
