import { getStravaAccount } from "@/db/strava_accounts.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { askStrava } from "@/domain/strava/ask.ts";
import { purgeStrava } from "@/domain/strava/disconnect.ts";
import type { Step } from "@/domain/strava/step.ts";

/**
 * Strava said that a runner took the permission back. If a call with their token is refused, all that came from Strava
 * goes; if it is answered, somebody else said so.
 */
export async function leaveIfRevoked(
  context: StravaContext,
  { userId }: { userId: string },
  step: Step,
): Promise<void> {
  const { db, strava, now } = context;
  const account = await getStravaAccount(db, userId);
  if (!account) return;
  const list = (token: string) => strava.listActivities(token, { page: 1 }, step.signal);
  const asked = await askStrava(context, account, "person", list);
  if (asked.kind === "wait") return await db.transaction((tx) => step.wait(tx, asked.until));
  if (asked.kind !== "refused" || asked.because !== "token") return;
  const beganAt = account.lastEventAt ?? now;
  await db.transaction(async (tx) => {
    const current = await getStravaAccount(tx, userId);
    // Connected anew meanwhile: that connection was not what was refused.
    if (current?.refreshTokenSealed !== asked.account.refreshTokenSealed) {
      return await step.again(tx, now);
    }
    // First, because the job goes with all the others.
    await step.done(tx);
    await purgeStrava(tx, account, { cause: "revoked", beganAt, now, revoked: true });
  });
}
