import { getStravaQuota, type Import, storeStravaQuota, updateImport } from "@/db/imports.ts";
import { getStravaAccount, markReconnect, type StravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import { getAccessToken, refreshAccessToken, type StravaContext } from "@/domain/strava/access.ts";
import { isSpent, resumesAt } from "@/domain/strava/quota.ts";
import { type ActivityPage, StravaError } from "@/domain/strava/strava.ts";
import { SealedWithLostKeyError } from "@/domain/tokens/sealing.ts";

const OTHER_PROCESS_REFRESHES_MS = 2_000;
const INACTIVE_RETRY_MS = 3_600_000;

/** The import waits, for Strava and not for us: the job runs again then and spends no attempt. */
export class ImportPaused extends Error {
  override name = "ImportPaused";
  constructor(readonly until: number, reason: string) {
    super(reason);
  }
}

/** Undefined when Strava no longer lets us in: the runner has to connect again. */
export async function fetchPage(
  context: StravaContext,
  account: StravaAccount,
  current: Import,
  signal: AbortSignal,
): Promise<ActivityPage | undefined> {
  const { db, now } = context;
  const known = await getStravaQuota(db);
  if (known && isSpent(known, now)) {
    return await pause(context, current, resumesAt(known, now), "quota");
  }
  try {
    const page = await listPage(context, account, current, signal);
    if (page.quota) await storeStravaQuota(db, { ...page.quota, seenAt: now });
    return page;
  } catch (error) {
    if (error instanceof SealedWithLostKeyError) {
      await markReconnect(db, current.userId);
      return undefined;
    }
    if (!(error instanceof StravaError)) throw error;
    if (error.quota) await storeStravaQuota(db, { ...error.quota, seenAt: now });
    switch (error.problem) {
      case "rate_limited":
        return await pause(context, current, resumesAt(error.quota, now), "quota");
      case "inactive":
        return await pause(context, current, now + INACTIVE_RETRY_MS, "inactive");
      case "refresh_refused":
        return await afterRefusedRefresh(context, current);
      case "token_refused":
      case "scope_missing":
        await markReconnect(db, current.userId);
        return undefined;
      default:
        throw error;
    }
  }
}

/** A token may die before its time: then it is refreshed once, and only a second refusal counts. */
async function listPage(
  context: StravaContext,
  account: StravaAccount,
  current: Import,
  signal: AbortSignal,
): Promise<ActivityPage> {
  const at = { before: current.cursorBefore ?? undefined, page: current.cursorPage };
  const list = async (token: string | undefined) => {
    if (token) return await context.strava.listActivities(token, at, signal);
    throw new ImportPaused(
      context.now + OTHER_PROCESS_REFRESHES_MS,
      "Another process refreshes the token",
    );
  };
  try {
    return await list(await getAccessToken(context, account));
  } catch (error) {
    if (!(error instanceof StravaError) || error.problem !== "token_refused") throw error;
    return await list(await refreshAccessToken(context, account));
  }
}

/** Undefined, unless the runner has connected again while the old token was being refused. */
async function afterRefusedRefresh(
  { db, now }: StravaContext,
  current: Import,
): Promise<undefined> {
  const account = await getStravaAccount(db, current.userId);
  if (account?.status !== "connected") return undefined;
  throw new ImportPaused(now + OTHER_PROCESS_REFRESHES_MS, "The runner has connected again");
}

async function pause(
  { db }: StravaContext,
  current: Import,
  until: number,
  problem: string,
): Promise<never> {
  await updateImport(db, current.userId, current.id, {
    state: "paused",
    resumesAt: until,
    problem,
  });
  await bumpVersion(db, current.userId);
  throw new ImportPaused(until, `Import ${current.id} waits: ${problem}`);
}
