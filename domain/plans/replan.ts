import { hash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "@/db/client.ts";
import {
  insertPlanChange,
  insertPlannedRuns,
  type PlanRow,
  removePlannedRuns,
  updatePlan,
  updatePlannedRun,
} from "@/db/plans.ts";
import { bumpVersion } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { requirePlan } from "@/domain/plans/change.ts";
import { courseOf } from "@/domain/plans/course.ts";
import { readSchedule, type Schedule } from "@/domain/plans/schedule.ts";
import type { Slated } from "@/domain/training/replan/course.ts";
import type { Edit, Mishap } from "@/domain/training/replan/mishap.ts";
import { replan } from "@/domain/training/replan/replan.ts";

interface Proposal {
  answer: ReturnType<typeof replan>;
  /** Tells this proposal from one of another day, or of a plan that was changed since. */
  print: string;
}

/** What a mishap would change of the plan that is followed; nothing is changed yet. Undefined where none is, or it is being made. */
export async function proposeReplan(
  db: Db | Tx,
  userId: string,
  { mishap, today }: { mishap: Mishap; today: string },
): Promise<(Proposal & { schedule: Schedule }) | undefined> {
  const schedule = await readSchedule(db, userId, today);
  if (schedule?.plan.state !== "ready") return undefined;
  const answer = replan(await courseOf(db, schedule, { mishap, today }), mishap);
  const print = "edits" in answer ? hash("sha256", JSON.stringify(answer.edits), "base64url") : "";
  return { answer, print, schedule };
}

/** Changes the plan as it was proposed, as one change that can be undone. */
export async function acceptReplan(
  tx: Tx,
  userId: string,
  { mishap, today, print, now }: {
    /** Undefined is refused once it is known that there is a plan. */
    mishap: Mishap | undefined;
    today: string;
    print: string;
    now: number;
  },
): Promise<void> {
  await requirePlan(tx, userId);
  if (!mishap) throw new RefusedError("bad_form");
  const proposal = await proposeReplan(tx, userId, { mishap, today });
  if (!proposal) throw new RefusedError("not_found");
  const { answer, schedule: { plan, stored } } = proposal;
  if (!("edits" in answer) || proposal.print !== print) throw new RefusedError("plan_changed");
  if (answer.edits.length === 0) return;
  const { changed, added, removed } = sortEdits(answer.edits);
  const rows = new Map(stored.map((row) => [row.id, row]));
  const fresh = added.map((session) => ({ ...rowOf(session), id: uuidv7(), ...ownedBy(plan) }));
  await insertPlanChange(tx, {
    ...{ id: uuidv7(), madeAt: now, added: fresh.map(({ id }) => id), ...ownedBy(plan) },
    before: changed.flatMap(({ id }) => {
      const row = rows.get(id);
      return row ? [changeable(row)] : [];
    }),
    removed: removed.flatMap(({ id }) => rows.get(id) ?? []),
    planBefore: datesOf(plan),
  });
  await removePlannedRuns(tx, removed.map(({ id }) => id));
  await insertPlannedRuns(tx, fresh.map((row) => ({ ...row, updatedAt: now })));
  for (const session of changed) {
    await updatePlannedRun(tx, { id: session.id, ...rowOf(session) }, now);
  }
  const { raceDate, startDate, weeks } = answer.course;
  const vdot = mishap.kind === "race_time" ? answer.course.vdot : plan.vdot;
  await updatePlan(tx, plan.id, { raceDate, startDate, weeks, vdot });
  await bumpVersion(tx, userId);
}

function sortEdits(edits: Edit[]) {
  return {
    changed: edits.flatMap(({ before, after }) => before && after ? [after] : []),
    added: edits.flatMap(({ before, after }) => after && !before ? [after] : []),
    removed: edits.flatMap(({ before, after }) => before && !after ? [before] : []),
  };
}

/** All that a replan may change of a row. */
function rowOf({ date, kind, meters, fastMeters, seconds, isSkipped, pace }: Slated) {
  const [paceSlow, paceFast] = pace ?? [null, null];
  return { date, kind, meters, fastMeters, seconds, isSkipped, paceSlow, paceFast };
}

function changeable({ id, ...row }: Schedule["stored"][number]) {
  const { date, kind, meters, fastMeters, seconds, isSkipped, paceSlow, paceFast } = row;
  return { id, date, kind, meters, fastMeters, seconds, isSkipped, paceSlow, paceFast };
}

function ownedBy({ id, userId }: PlanRow) {
  return { planId: id, userId };
}

function datesOf({ raceDate, startDate, weeks, vdot }: PlanRow) {
  return { raceDate, startDate, weeks, vdot };
}
