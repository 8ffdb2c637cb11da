import type { SessionUser } from "@/db/sessions.ts";
import { getOwnerOfAthlete, getStravaAccount, upsertStravaAccount } from "@/db/strava_accounts.ts";
import { listUnheardActivities } from "@/db/strava_events.ts";
import { getStravaState, insertStravaState, useStravaState } from "@/db/strava_states.ts";
import { type Refusal, RefusedError } from "@/domain/errors.ts";
import { beginImport } from "@/domain/strava/begin_import.ts";
import { sealTokens, type StravaContext } from "@/domain/strava/access.ts";
import { queueLook } from "@/domain/strava/owe.ts";
import { type Grant, StravaError, type StravaProblem } from "@/domain/strava/strava.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

/** Read access to all runs, those for "Only you" among them; nothing is ever written to Strava. */
const SCOPES = ["read", "activity:read_all"] as const;
const ROUND_TRIP_MS = 30 * 60_000;

const REFUSALS: Partial<Record<StravaProblem, Refusal>> = {
  code_refused: "strava_code_refused",
  full: "strava_full",
  inactive: "strava_inactive",
};

/** Where to send the runner for consent. The state is good once, for this session. */
export async function beginConnect(
  { db, strava, now }: StravaContext,
  runner: SessionUser,
  { redirectUri, force }: { redirectUri: string; force: boolean },
): Promise<string> {
  const state = newSecret();
  await insertStravaState(db, {
    stateHash: hashSecret(state),
    sessionId: runner.sessionId,
    userId: runner.id,
    expiresAt: now + ROUND_TRIP_MS,
  });
  return strava.authorizeUrl({ state, redirectUri, scopes: SCOPES, force });
}

/** What Strava's redirect brings back. */
interface Callback {
  state: string;
  code?: string;
  scope?: string;
  error?: string;
}

/** Links the athlete and begins the import, in one transaction. */
export async function finishConnect(
  context: StravaContext,
  runner: SessionUser,
  callback: Callback,
): Promise<void> {
  await spendState(context, runner, callback.state);
  const scopes = callback.scope?.split(/[\s,]+/).filter(Boolean) ?? [];
  if (callback.error === "access_denied") throw new RefusedError("strava_denied");
  if (callback.error || !callback.code) throw new RefusedError("strava_code_refused");
  if (!scopes.includes("activity:read_all") && !scopes.includes("activity:read")) {
    throw new RefusedError("strava_scope_missing");
  }
  const grant = await exchange(context, callback.code);
  try {
    await link(context, runner.id, { grant, scopes });
  } catch (error) {
    if (error instanceof RefusedError && error.refusal === "strava_other_athlete") {
      await giveBack(context, grant);
    }
    throw error;
  }
}

async function link(
  { db, sealer, now }: StravaContext,
  userId: string,
  { grant, scopes }: { grant: Grant; scopes: string[] },
): Promise<void> {
  const { id: athleteId, name: athleteName } = grant.athlete;
  const tokens = await sealTokens(sealer, grant);
  await db.transaction(async (tx) => {
    const owner = await getOwnerOfAthlete(tx, athleteId);
    const previous = await getStravaAccount(tx, userId);
    if (owner && owner !== userId) throw new RefusedError("strava_athlete_taken");
    if (previous && previous.athleteId !== athleteId) {
      throw new RefusedError("strava_other_athlete");
    }
    await upsertStravaAccount(tx, {
      ...tokens,
      userId,
      athleteId,
      athleteName,
      scopes,
      refreshingUntil: null,
      status: "connected",
      connectedAt: previous?.connectedAt ?? now,
    });
    // With wider scopes Strava lists what it kept back before, anywhere in the history.
    const anew = scopes.some((scope) => !previous?.scopes.includes(scope));
    await beginImport(tx, userId, now, { anew });
    // What was said while nothing could be asked.
    for (const id of await listUnheardActivities(tx, userId)) await queueLook(tx, userId, id, now);
  });
}

/** Access that is not kept here must not stay open at Strava, where it takes a seat; the refusal stands either way. */
async function giveBack({ strava }: StravaContext, grant: Grant): Promise<void> {
  try {
    await strava.revoke(grant.refreshToken);
  } catch (error) {
    if (!(error instanceof StravaError)) throw error;
  }
}

async function spendState(
  { db, now }: StravaContext,
  runner: SessionUser,
  state: string,
): Promise<void> {
  const stateHash = hashSecret(state);
  const known = await getStravaState(db, stateHash);
  if (!known || known.sessionId !== runner.sessionId || known.expiresAt <= now) {
    throw new RefusedError("strava_state_unknown");
  }
  if (!await useStravaState(db, stateHash, now)) throw new RefusedError("strava_state_used");
}

async function exchange({ strava }: StravaContext, code: string): Promise<Grant> {
  try {
    return await strava.exchangeCode(code);
  } catch (error) {
    if (!(error instanceof StravaError)) throw error;
    throw new RefusedError(REFUSALS[error.problem] ?? "strava_unavailable");
  }
}
