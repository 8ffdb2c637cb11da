import type { Activity } from "./activities/activity.ts";
import { dropActivity, putActivity, viewArchive } from "./activities/archive.ts";
import {
  type ActivityChange,
  type ActivityDraft,
  applyChange,
  completeDraft,
} from "./activities/draft.ts";
import type { HistoryChange } from "./faults/rule.ts";
import { announceCreation, announceDeletion, announceEdit } from "./webhooks/events.ts";
import { archiveOf, findActivity, nextSequence, type World } from "./world.ts";

export interface InsertOptions {
  /** Whether the application is told; true by default. */
  event?: boolean;
  /** Readable only so long after the upload. */
  visibleAfterSeconds?: number;
  /** Streams processed only so long after the upload. */
  streamsAfterSeconds?: number;
  /** Tell at once, even if it cannot be read yet. */
  eventBeforeReadable?: boolean;
}

/** An upload happens now, whatever day the activity is of. */
export function insertActivity(
  world: World,
  athleteId: number,
  draft: ActivityDraft = {},
  options: InsertOptions = {},
): Activity {
  const archive = archiveOf(world, athleteId);
  const athlete = world.state.athletes.get(athleteId);
  if (!athlete) throw new Error(`Cannot insert an activity: there is no athlete ${athleteId}.`);
  const id = draft.id ?? String(17_000_000_000 + nextSequence(world) * 37);
  if (findActivity(world, id)) throw new Error(`Cannot insert activity ${id}: the id is taken.`);
  const uploadedAt = world.clock.now();
  const visibleAt = uploadedAt + (options.visibleAfterSeconds ?? 0) * 1000;
  const streamsAt = uploadedAt + (options.streamsAfterSeconds ?? 0) * 1000;
  const activity = completeDraft(draft, { athlete, id, uploadedAt, visibleAt, streamsAt });
  putActivity(archive, activity);
  if (options.event ?? true) tellCreation(world, activity, options.eventBeforeReadable ?? false);
  return activity;
}

function tellCreation(world: World, activity: Activity, beforeReadable: boolean): void {
  if (beforeReadable || activity.visibleAt <= world.clock.now()) {
    return announceCreation(world, activity);
  }
  world.clock.schedule(activity.visibleAt, () => {
    const current = findActivity(world, activity.id);
    if (current) announceCreation(world, current);
  });
}

export function updateActivity(
  world: World,
  id: string,
  change: ActivityChange,
  options: { event?: boolean } = {},
): Activity {
  const before = findActivity(world, id);
  if (!before) throw new Error(`Cannot edit activity ${id}: there is none.`);
  const after = applyChange(before, change);
  putActivity(archiveOf(world, before.athleteId), after);
  if (options.event ?? true) announceEdit(world, before, after);
  return after;
}

export function deleteActivity(
  world: World,
  id: string,
  options: { event?: boolean } = {},
): Activity {
  const activity = findActivity(world, id);
  if (!activity) throw new Error(`Cannot delete activity ${id}: there is none.`);
  dropActivity(archiveOf(world, activity.athleteId), id);
  if (options.event ?? true) announceDeletion(world, activity);
  return activity;
}

/** One change of a fault rule, for the athlete of the request unless it names another. */
export function applyHistoryChange(
  world: World,
  change: HistoryChange,
  requestAthleteId: number | undefined,
): void {
  const athleteId = change.athleteId ?? requestAthleteId;
  if (change.do === "insert") {
    if (athleteId === undefined) throw new Error("Cannot insert an activity without an athlete.");
    insertActivity(world, athleteId, change.activity, change);
    return;
  }
  const id = findTarget(world, change.target, athleteId);
  // A rule may outlive its target: the second deletion of the same one is no error.
  if (id === undefined) return;
  if (change.do === "update") updateActivity(world, id, change.change, change);
  else deleteActivity(world, id, change);
}

function findTarget(
  world: World,
  target: { id: string } | { index: number },
  athleteId: number | undefined,
): string | undefined {
  if ("id" in target) return findActivity(world, target.id)?.id;
  if (athleteId === undefined) return undefined;
  const view = viewArchive(archiveOf(world, athleteId), {
    order: world.state.behaviour.hiddenStartOrder,
    withOnlyMe: true,
    atMs: world.clock.now(),
  });
  return view.activities[target.index]?.id;
}
