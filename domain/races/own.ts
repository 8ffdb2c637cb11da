import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import { isEnteredByOthers } from "@/db/race_entries.ts";
import {
  countAdded,
  deleteRace,
  getRace,
  insertRace,
  type Race,
  type RaceFacts,
  updateRace,
} from "@/db/races.ts";
import { RefusedError } from "@/domain/errors.ts";
import { findLikely } from "@/domain/races/likely.ts";

const DAY_MS = 86_400_000;
/** Of one runner's in a day: all see what is added. */
const MOST_A_DAY = 20;

/** Who asks: an operator may change what others added. */
export interface Steward {
  userId: string;
  isOperator: boolean;
}

interface Adding {
  /** Chosen by who asks, so that a repeated request adds nothing twice. */
  id?: string;
  /** It was looked at whether the race is there already. */
  isNew: boolean;
  now: number;
}

/** Adds a race for all to see, or answers the ones that it may be already. */
export async function addRace(
  tx: Tx,
  userId: string,
  facts: RaceFacts,
  { id = uuidv7(), isNew, now }: Adding,
): Promise<{ added: Race } | { likely: Race[] }> {
  const known = await getRace(tx, id);
  if (known && isSame(known, { ...facts, addedBy: userId })) return { added: known };
  const likely = isNew ? [] : await findLikely(tx, facts);
  if (likely.length > 0) return { likely };
  if (await countAdded(tx, userId, now - DAY_MS) >= MOST_A_DAY) {
    throw new RefusedError("too_many_races");
  }
  // Whoever goes back in their browser and describes another race sends the same id.
  const newId = known ? uuidv7() : id;
  await insertRace(tx, { ...facts, id: newId, addedBy: userId, now });
  return { added: await requireRace(tx, newId) };
}

function isSame(known: Race, given: RaceFacts & { addedBy: string }): boolean {
  return Object.entries(given).every(([name, value]) => known[name as keyof Race] === value);
}

/** Changes what all see of a race; who added it may, and an operator. Others' goals and results are of its distance. */
export async function editRace(
  tx: Tx,
  steward: Steward,
  id: string,
  { facts, now }: { facts: RaceFacts; now: number },
): Promise<void> {
  const race = await requireRace(tx, id);
  if (!maySteer(steward, race)) throw new RefusedError("race_of_another");
  const isLonger = facts.distanceMeters !== race.distanceMeters;
  if (isLonger && !steward.isOperator && await isEnteredByOthers(tx, steward.userId, id)) {
    throw new RefusedError("race_fixed");
  }
  await updateRace(tx, id, facts, now);
}

/** Removes a race that nobody else has entered: whoever has would lose their goals and result with it. */
export async function removeRace(tx: Tx, steward: Steward, id: string): Promise<void> {
  const race = await requireRace(tx, id);
  if (!maySteer(steward, race)) throw new RefusedError("race_of_another");
  if (await isEnteredByOthers(tx, steward.userId, id)) throw new RefusedError("race_entered");
  await deleteRace(tx, id);
}

export function maySteer({ userId, isOperator }: Steward, { addedBy }: Pick<Race, "addedBy">) {
  return isOperator || addedBy === userId;
}

/** A race that stands for itself; refuses one that is not there, or was merged into another. */
export async function requireRace(tx: Db | Tx, id: string): Promise<Race> {
  const race = await getRace(tx, id);
  if (!race || race.mergedInto) throw new RefusedError("not_found");
  return race;
}
