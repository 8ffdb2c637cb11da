import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { ACTIVE_STATES, getLatestImport, insertImport, updateImport } from "@/db/imports.ts";
import { hasLiveJob, insertJob } from "@/db/jobs.ts";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";

export const IMPORT_JOB = "strava.import";
/** The cursor only goes back in time: what was recorded since an older failure would be missed. */
const RESUMABLE_FOR_MS = 3_600_000;

/**
 * Lets an import of the whole history run: the one under way, one that failed a moment ago from its last page,
 * or a new one. `anew` when other activities can be seen than before.
 */
export async function beginImport(
  tx: Tx,
  userId: string,
  now: number,
  { anew = false } = {},
): Promise<void> {
  if (!await getStravaAccount(tx, userId)) throw new RefusedError("strava_not_connected");
  await bumpVersion(tx, userId);
  const latest = await getLatestImport(tx, userId);
  const active = latest !== undefined && ACTIVE_STATES.includes(latest.state);
  if (active && await hasLiveJob(tx, userId, IMPORT_JOB)) return;
  const failedAt = latest?.state === "failed" ? latest.finishedAt ?? 0 : undefined;
  const resumable = active || failedAt !== undefined && now - failedAt < RESUMABLE_FOR_MS;
  if (latest && resumable && !anew) {
    await updateImport(tx, userId, latest.id, {
      state: "waiting",
      problem: null,
      resumesAt: null,
      finishedAt: null,
    });
    return await queueImport(tx, userId, latest.id, now);
  }
  if (latest && active) {
    await updateImport(tx, userId, latest.id, { state: "failed", finishedAt: now });
  }
  const importId = uuidv7();
  await insertImport(tx, { id: importId, userId, createdAt: now });
  await queueImport(tx, userId, importId, now);
}

async function queueImport(tx: Tx, userId: string, importId: string, now: number): Promise<void> {
  const payload = { v: 1, userId, importId };
  await insertJob(tx, { kind: IMPORT_JOB, payload, userId, runAt: now }, now);
}
