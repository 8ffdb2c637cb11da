import type { Tx } from "@/db/client.ts";
import {
  deleteOpenPairs,
  insertPairs,
  listLookalikes,
  type Lookalike,
  setPairState,
  settleHidden,
} from "@/db/run_pairs.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";

export const CHOICES = ["open", "both", "first", "second"] as const;

type Choice = (typeof CHOICES)[number];

/** Two devices that record one run are started one after the other. */
const START_APART_MS = 120_000;
/** And measure it a little differently. */
const ALIKE = 0.05;
/** A watch whose clock stands still makes hundreds of runs that look like one. */
const MOST_PER_RUN = 3;

/** Whether two rows look like one run: both running, at one time, equally far and equally long. */
export function looksLikeOne(a: Lookalike, b: Lookalike): boolean {
  if (a.id === b.id || (a.source === b.source && a.externalId === b.externalId)) return false;
  return a.isRun && b.isRun && atOneTime(a, b) &&
    alike(a.distanceMeters, b.distanceMeters) && alike(a.movingSeconds, b.movingSeconds);
}

/** A start that its runner hides is known by its day alone. */
function atOneTime(a: Lookalike, b: Lookalike): boolean {
  if (a.localTime === null || b.localTime === null) return a.localDate === b.localDate;
  const [endA, endB] = [a, b].map((run) => run.startedAt + run.elapsedSeconds * 1000);
  const shared = Math.min(endA, endB) - Math.max(a.startedAt, b.startedAt);
  // Sprints one after the other share nothing.
  if (Math.abs(a.startedAt - b.startedAt) <= START_APART_MS) return shared >= 0;
  return shared > 500 * Math.max(a.elapsedSeconds, b.elapsedSeconds);
}

function alike(a: number, b: number): boolean {
  return Math.abs(a - b) <= ALIKE * Math.max(a, b);
}

/** Looks for doubles of what has just been stored. An edited run may be nobody's double any more. */
export async function findPairs(
  tx: Tx,
  userId: string,
  { source, looked, edited }: { source: Lookalike["source"]; looked: string[]; edited: string[] },
  now: number,
): Promise<void> {
  await deleteOpenPairs(tx, userId, source, edited);
  const found = await listLookalikes(tx, userId, source, looked);
  const taken = new Map<string, number>();
  const pairs = new Map<string, { firstId: string; secondId: string }>();
  for (const [given, other] of found.filter(([given, other]) => looksLikeOne(given, other))) {
    const so = taken.get(given.id) ?? 0;
    if (so >= MOST_PER_RUN) continue;
    taken.set(given.id, so + 1);
    const [firstId, secondId] = [given.id, other.id].sort();
    pairs.set(`${firstId} ${secondId}`, { firstId, secondId });
  }
  await insertPairs(
    tx,
    [...pairs.values()].map((pair) => ({ ...pair, userId, state: "open", foundAt: now })),
  );
}

/** The runner says which of the two counts; "open" takes an earlier word back. */
export async function decidePair(
  tx: Tx,
  userId: string,
  pair: { firstId: string; secondId: string; choice: Choice },
): Promise<void> {
  if (!await setPairState(tx, userId, pair, pair.choice)) throw new RefusedError("not_found");
  await settleHidden(tx, userId);
  await bumpVersion(tx, userId);
}
