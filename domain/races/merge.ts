import type { Tx } from "@/db/client.ts";
import {
  deleteEntry,
  getEntry,
  listEntriesOf,
  putEntry,
  type RaceEntry,
} from "@/db/race_entries.ts";
import { leadTo } from "@/db/races.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { areOrdered } from "@/domain/races/limits.ts";
import { requireRace } from "@/domain/races/own.ts";

/** Makes a double part of the race that it is: its address leads there, and whoever had entered it has entered that one. */
export async function mergeRace(
  tx: Tx,
  doubleId: string,
  raceId: string,
  now: number,
): Promise<void> {
  if (doubleId === raceId) throw new RefusedError("not_found");
  await requireRace(tx, raceId);
  await requireRace(tx, doubleId);
  for (const entry of await listEntriesOf(tx, doubleId)) {
    const there = await getEntry(tx, entry.userId, raceId);
    await putEntry(tx, { ...(there ? joined(there, entry) : entry), raceId, updatedAt: now });
    await deleteEntry(tx, entry.userId, doubleId);
    await bumpVersion(tx, entry.userId);
  }
  await leadTo(tx, doubleId, raceId, now);
}

/** What was said of either; where both say something the race's own entry counts, and no note is lost. */
function joined(there: RaceEntry, double: RaceEntry): RaceEntry {
  const notes = [there.notes, double.notes].filter((text) => text !== null);
  const hasResult = there.resultSeconds !== null || there.runHash !== null;
  const { resultSeconds, runSource, runHash } = hasResult ? there : double;
  return {
    ...there,
    ...goalsOfEither(there, double),
    ...{ resultSeconds, runSource, runHash },
    // What one of them was not to show is not shown.
    isShown: there.isShown && double.isShown,
    notes: notes.length > 0 ? [...new Set(notes)].join("\n\n") : null,
  };
}

/** One set of goals where both together would be out of order. */
function goalsOfEither(there: RaceEntry, double: RaceEntry) {
  const mixed = {
    goalASeconds: there.goalASeconds ?? double.goalASeconds,
    goalBSeconds: there.goalBSeconds ?? double.goalBSeconds,
    goalCSeconds: there.goalCSeconds ?? double.goalCSeconds,
  };
  return areOrdered(Object.values(mixed)) ? mixed : {};
}
