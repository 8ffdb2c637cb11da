import type { Tx } from "@/db/client.ts";
import { linkPlannedRun, listPlannedRuns, type PlannedRun } from "@/db/plans.ts";
import { listRaceRuns } from "@/db/race_runs.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { requirePlan } from "@/domain/plans/change.ts";
import { hashedId } from "@/domain/runs/words.ts";
import { LINK_DAYS } from "@/domain/training/plans/match.ts";
import { addDays } from "@/domain/training/weeks.ts";

/** A run by its id; "none": it was none of them; "auto": as day, length and shape say. */
type Link = "auto" | "none" | { runId: string };

const UNLINKED = { isMatchedByHand: false, runSource: null, runHash: null };

/** Says which run a planned one was. What the runner says counts, also once runs were read anew. */
export async function linkRun(
  tx: Tx,
  userId: string,
  plannedId: string,
  link: Link | undefined,
): Promise<void> {
  const planned = await listPlannedRuns(tx, (await requirePlan(tx, userId)).id);
  const session = planned.find(({ id }) => id === plannedId);
  if (!session) throw new RefusedError("not_found");
  if (!link) throw new RefusedError("bad_form");
  const said = await saidOf(tx, userId, session, link);
  const before = planned.find(({ id, runSource, runHash }) =>
    id !== plannedId && said.runHash !== null && runHash === said.runHash &&
    runSource === said.runSource
  );
  // One run is one planned one.
  if (before) await linkPlannedRun(tx, before.id, UNLINKED);
  await linkPlannedRun(tx, plannedId, said);
  await bumpVersion(tx, userId);
}

async function saidOf(tx: Tx, userId: string, { date }: PlannedRun, link: Link) {
  if (link === "auto") return UNLINKED;
  if (link === "none") return { ...UNLINKED, isMatchedByHand: true };
  const span = { from: addDays(date, -LINK_DAYS), to: addDays(date, LINK_DAYS), minMeters: 0 };
  const run = (await listRaceRuns(tx, userId, span)).find(({ id }) => id === link.runId);
  if (!run) throw new RefusedError("bad_form");
  const runHash = hashedId(userId, run.externalId);
  return { isMatchedByHand: true, runSource: run.source, runHash };
}
