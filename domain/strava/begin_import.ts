import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { getLatestImport, hasActiveImport, insertImport, updateImport } from "@/db/imports.ts";
import { insertJob } from "@/db/jobs.ts";
import { bumpVersion } from "@/db/users.ts";

/** Inserts an import and its first job, unless one is under way. */
export async function beginImport(tx: Tx, userId: string, now: number): Promise<void> {
  if (await hasActiveImport(tx, userId)) return;
  const importId = uuidv7();
  await insertImport(tx, { id: importId, userId, createdAt: now });
  await queueImport(tx, userId, importId, now);
}

/** Lets a failed import go on from its last page. False when the latest one did not fail. */
export async function resumeImport(tx: Tx, userId: string, now: number): Promise<boolean> {
  const latest = await getLatestImport(tx, userId);
  if (latest?.state !== "failed") return false;
  await updateImport(tx, userId, latest.id, { state: "waiting", problem: null });
  await queueImport(tx, userId, latest.id, now);
  return true;
}

async function queueImport(tx: Tx, userId: string, importId: string, now: number): Promise<void> {
  await bumpVersion(tx, userId);
  await insertJob(tx, {
    kind: "strava.import",
    payload: { v: 1, userId, importId },
    userId,
    runAt: now,
  }, now);
}
