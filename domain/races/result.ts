import type { Db, Tx } from "@/db/client.ts";
import type { RaceEntry } from "@/db/race_entries.ts";
import { listRaceRuns, type RaceRun } from "@/db/race_runs.ts";
import type { Race } from "@/db/races.ts";
import { hashedId } from "@/domain/runs/words.ts";
import { addDays } from "@/domain/training/weeks.ts";

/** A watch may measure a race so much too short or too long. */
const METERS_APART = 0.1;

interface RaceResult {
  seconds: number;
  /** The run it was read from; null where it was typed in. */
  run: RaceRun | null;
}

/** The runs that may have been this race: of its day, the one before and the one after, and about as long. */
async function listCandidates(
  db: Db | Tx,
  userId: string,
  race: Pick<Race, "date" | "distanceMeters">,
): Promise<RaceRun[]> {
  const found = await listRaceRuns(db, userId, {
    from: addDays(race.date, -1),
    to: addDays(race.date, 1),
    minMeters: race.distanceMeters * (1 - METERS_APART),
  });
  return found.filter(({ distanceMeters }) =>
    distanceMeters <= race.distanceMeters * (1 + METERS_APART)
  );
}

/** Those to choose from: the run that is linked is among them, wherever it stands. */
export async function listOffered(
  db: Db | Tx,
  userId: string,
  race: Pick<Race, "date" | "distanceMeters">,
  linked: RaceRun | undefined,
): Promise<RaceRun[]> {
  const candidates = await listCandidates(db, userId, race);
  const isThere = !linked || candidates.some(({ id }) => id === linked.id);
  return isThere ? candidates : [linked, ...candidates];
}

/** A race may have been moved, or merged into one of another day, since its run was linked. */
const DAYS_APART = 7;

/** The run that a runner said was this race, wherever it stands by now; undefined while it is not there. */
export async function findLinkedRun(
  db: Db | Tx,
  entry: LinkedEntry,
  race: Pick<Race, "date">,
): Promise<RaceRun | undefined> {
  if (entry.runHash === null) return undefined;
  const around = await listRaceRuns(db, entry.userId, {
    from: addDays(race.date, -DAYS_APART),
    to: addDays(race.date, DAYS_APART),
    minMeters: 0,
    withHidden: true,
  });
  return linkedRun(entry, around);
}

type LinkedEntry = Pick<RaceEntry, "userId" | "runSource" | "runHash">;

/** The same among runs that were read already. */
export function linkedRun<T extends Pick<RaceRun, "source" | "externalId">>(
  { userId, runSource, runHash }: LinkedEntry,
  candidates: T[],
): T | undefined {
  if (runHash === null) return undefined;
  return candidates.find(({ source, externalId }) =>
    source === runSource && hashedId(userId, externalId) === runHash
  );
}

/** What was typed in counts; otherwise the linked run's time from start to finish, pauses and all, as a race counts it. */
export function resultOf(
  entry: Pick<RaceEntry, "resultSeconds">,
  run: RaceRun | undefined,
): RaceResult | undefined {
  if (entry.resultSeconds !== null) return { seconds: entry.resultSeconds, run: null };
  return run && { seconds: run.elapsedSeconds, run };
}
