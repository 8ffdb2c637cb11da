import type { Tx } from "@/db/client.ts";
import { deleteEntry, getEntry, putEntry, type RaceEntry } from "@/db/race_entries.ts";
import type { RaceRun } from "@/db/race_runs.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { requireRace } from "@/domain/races/own.ts";
import { hashedId } from "@/domain/runs/words.ts";

/** What a runner says of their own race. */
export type OwnEntry =
  & Pick<RaceEntry, "isShown" | "goalASeconds" | "goalBSeconds" | "goalCSeconds" | "notes">
  /** Left out, the one that is there stays. */
  & Partial<Pick<RaceEntry, "resultSeconds">>;

/** Enters a race, or changes what was said of it. `run` is the one that was this race; null for none. */
export async function saveEntry(
  tx: Tx,
  userId: string,
  raceId: string,
  { entry, run, now }: {
    entry: OwnEntry;
    /** Undefined leaves the run that is linked. */
    run: Pick<RaceRun, "source" | "externalId"> | null | undefined;
    now: number;
  },
): Promise<void> {
  await requireRace(tx, raceId);
  const known = await getEntry(tx, userId, raceId);
  const kept = { runSource: known?.runSource ?? null, runHash: known?.runHash ?? null };
  const link = run === undefined ? kept : {
    runSource: run?.source ?? null,
    runHash: run ? hashedId(userId, run.externalId) : null,
  };
  const { resultSeconds = known?.resultSeconds ?? null } = entry;
  await putEntry(tx, { ...entry, ...link, resultSeconds, userId, raceId, updatedAt: now });
  await bumpVersion(tx, userId);
}

/** Takes a race off a runner's list, with all that they said of it. */
export async function withdraw(tx: Tx, userId: string, raceId: string): Promise<void> {
  if (!await deleteEntry(tx, userId, raceId)) throw new RefusedError("not_found");
  await bumpVersion(tx, userId);
}
