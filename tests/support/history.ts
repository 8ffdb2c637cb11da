import { uuidv7 } from "uuidv7";
import { insertImport, insertImportFailures } from "@/db/imports.ts";
import { type NewRun, upsertRuns } from "@/db/runs.ts";
import { upsertStravaAccount } from "@/db/strava_accounts.ts";
import { insertStravaState } from "@/db/strava_states.ts";
import { getUserByEmail } from "@/db/users.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";
import type { TestApp } from "./app.ts";

/** A row of Strava's, of a person named by e-mail; states only what a test cares about. */
export function newRun(userId: string, changes: Partial<NewRun> = {}): NewRun {
  const id = uuidv7();
  const localDate = changes.localDate ?? "2026-05-03";
  return {
    id,
    userId,
    source: "strava",
    externalId: id,
    sport: "Run",
    isRun: true,
    title: "Morning run",
    startedAt: Date.parse(`${localDate}T06:00Z`),
    localDate,
    localTime: "08:00:00",
    timeZone: "Europe/Paris",
    distanceMeters: 10_000,
    movingSeconds: 3_000,
    elapsedSeconds: 3_060,
    polyline: "",
    visibility: "everyone",
    indoor: false,
    typedIn: false,
    commute: false,
    fingerprint: id,
    fetchedAt: Date.UTC(2026, 4, 4),
    ...changes,
  };
}

export async function userIdOf(app: TestApp, email: string): Promise<string> {
  const user = await getUserByEmail(app.db, email);
  if (!user) throw new Error(`Nobody has the e-mail ${email}`);
  return user.id;
}

/** What a connected runner has besides the account itself: a row in every table that Strava fills. */
export async function giveHistory(app: TestApp, email: string): Promise<{ runId: string }> {
  const userId = await userIdOf(app, email);
  const now = app.clock.now();
  const importId = uuidv7();
  const run = newRun(userId);
  const { deps: { sealer }, db } = app;
  const sealed = await sealer.seal("token");
  await insertStravaState(db, {
    stateHash: hashSecret(newSecret()),
    sessionId: uuidv7(),
    userId,
    expiresAt: now + 60_000,
  });
  await db.transaction(async (tx) => {
    await upsertStravaAccount(tx, {
      userId,
      athleteId: userId,
      athleteName: "Ana",
      scopes: ["read", "activity:read_all"],
      accessTokenSealed: sealed,
      refreshTokenSealed: sealed,
      sealingKeyId: sealer.keyId,
      accessExpiresAt: now + 6 * 3_600_000,
      refreshingUntil: null,
      status: "connected",
      connectedAt: now,
    });
    await insertImport(tx, { id: importId, userId, createdAt: now });
    const failure = { externalId: "17", reason: "start_date: not an instant" };
    await insertImportFailures(tx, { id: importId, userId }, [failure]);
    await upsertRuns(tx, [run]);
  });
  return { runId: run.id };
}
