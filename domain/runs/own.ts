import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { settleHidden } from "@/db/run_pairs.ts";
import { deleteRunOf, getRunOf, type NewRun, type Run, updateRun, upsertRuns } from "@/db/runs.ts";
import { bumpVersion } from "@/db/users.ts";
import { canonicalTimeZone } from "@/domain/accounts/profile.ts";
import { RefusedError } from "@/domain/errors.ts";
import { findPairs } from "@/domain/runs/pairs.ts";
import { noteEdits, noteRemoval } from "@/domain/runs/words.ts";
import type { Viewer } from "@/domain/tokens/viewer.ts";
import { oweDeliveries, toChanges } from "@/domain/webhooks/owe.ts";
import { countsAsRunning } from "@/domain/training/sports.ts";
import { localDate, localTime } from "@/domain/training/weeks.ts";

/** What a person types in of a run, or a program has of one. */
export type OwnRun =
  & Pick<Run, "title" | "sport" | "effort" | "notes" | "startedAt" | "distanceMeters">
  & Pick<Run, "movingSeconds" | "elapsedSeconds" | "elevationGainMeters" | "averageHr" | "maxHr">
  & Pick<Run, "cadence" | "indoor" | "commute" | "timeZone">;

type Edits = Partial<Pick<Run, "title" | "notes" | "effort">>;

/** Adds a run that was typed in; answers its id. */
export async function addRun(
  tx: Tx,
  userId: string,
  given: OwnRun,
  now: number,
): Promise<string> {
  const id = uuidv7();
  await upsertRuns(tx, [
    toRow({ ...given, notes: given.notes || null }, {
      id,
      userId,
      source: "manual",
      externalId: id,
      typedIn: true,
    }, now),
  ]);
  await findPairs(tx, userId, { source: "manual", looked: [id], edited: [] }, now);
  await bumpVersion(tx, userId);
  await oweDeliveries(tx, { userId, source: "manual", now }, () => toChanges("run.created", [id]));
  return id;
}

/** A row of ours for what no source of Strava's gave: its local time is told from its zone. */
export function toRow(
  given: OwnRun,
  named: Pick<NewRun, "id" | "userId" | "source" | "externalId" | "typedIn">,
  now: number,
): NewRun {
  const timeZone = canonicalTimeZone(given.timeZone) ?? "UTC";
  return {
    ...given,
    ...named,
    startedAt: Math.floor(given.startedAt / 1000) * 1000,
    timeZone,
    isRun: countsAsRunning(given.sport),
    localDate: localDate(given.startedAt, timeZone),
    localTime: localTime(given.startedAt, timeZone),
    polyline: "",
    visibility: "only_me",
    fingerprint: "",
    fetchedAt: now,
  };
}

/** Changes what the runner may say of a run. */
export async function editRun(
  tx: Tx,
  viewer: Viewer,
  runId: string,
  { edits, now }: { edits: Edits; now: number },
): Promise<void> {
  const run = await requireRun(tx, viewer, runId);
  if (edits.notes === "") edits = { ...edits, notes: null };
  await noteEdits(tx, viewer.userId, run, edits);
  // A program that edits whatever it hears of would hear of its own edits for ever.
  const isChanged = Object.entries(edits).some(([name, value]) =>
    run[name as keyof Edits] !== value
  );
  if (!isChanged) return;
  await updateRun(tx, viewer.userId, run.id, edits);
  await bumpVersion(tx, viewer.userId);
  await oweDeliveries(tx, { ...run, now }, () => toChanges("run.updated", [run.id]));
}

/** Removes a run for good: its source does not bring it back. */
export async function removeRun(
  tx: Tx,
  viewer: Viewer,
  runId: string,
  now: number,
): Promise<void> {
  const run = await requireRun(tx, viewer, runId);
  await noteRemoval(tx, viewer.userId, run, now);
  await deleteRunOf(tx, viewer.userId, run.source, run.externalId);
  await settleHidden(tx, viewer.userId);
  await bumpVersion(tx, viewer.userId);
  await oweDeliveries(tx, { ...run, now }, () => toChanges("run.deleted", [run.id]));
}

async function requireRun(tx: Tx, viewer: Viewer, runId: string): Promise<Run> {
  const run = await getRunOf(tx, viewer, runId);
  if (!run) throw new RefusedError("not_found");
  return run;
}
