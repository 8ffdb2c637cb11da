import type { Db, Tx } from "@/db/client.ts";
import { getFollowedPlan, listPlannedRuns } from "@/db/plans.ts";
import type { LinkPromise } from "@/domain/mail/links.ts";
import { changePlan } from "@/domain/plans/change.ts";
import { acceptReplan, proposeReplan } from "@/domain/plans/replan.ts";
import type { Mishap } from "@/domain/training/replan/mishap.ts";
import { addDays } from "@/domain/training/weeks.ts";

/** What a link in a report would change of the plan. */
export type Proposed =
  | { kind: "replan"; proposal: NonNullable<Awaited<ReturnType<typeof proposeReplan>>> }
  | { kind: "move"; from: string; to: string };

type Act = Exclude<LinkPromise["act"], "unsubscribe">;
export type ActLink = Pick<LinkPromise, "userId" | "about"> & { act: Act };

/** Nothing is changed yet; undefined where there is no plan any more, or not that run of it. */
export async function proposeAct(
  db: Db,
  { act, userId, about }: ActLink,
  today: string,
): Promise<Proposed | undefined> {
  if (act === "move_long") return await proposeMove(db, userId, about);
  const proposal = await proposeReplan(db, userId, { mishap: mishapOf(act, about), today });
  return proposal && { kind: "replan", proposal };
}

/** Does what was shown, as one change that can be undone. */
export async function performAct(
  tx: Tx,
  { act, userId, about }: ActLink,
  { print, today, now }: { print: string; today: string; now: number },
): Promise<void> {
  if (act === "move_long") {
    const [id, date] = about.split(" ");
    return await changePlan(tx, userId, id, { change: { kind: "move", date }, now });
  }
  await acceptReplan(tx, userId, { mishap: mishapOf(act, about), print, today, now });
}

/** The seven days from the one that the link names. */
function mishapOf(act: "ill" | "skip_week", from: string): Mishap {
  return { kind: act === "ill" ? "illness" : "travel", from, to: addDays(from, 6) };
}

async function proposeMove(
  db: Db,
  userId: string,
  about: string,
): Promise<Proposed | undefined> {
  const [id, to] = about.split(" ");
  const plan = await getFollowedPlan(db, userId);
  const runs = plan ? await listPlannedRuns(db, plan.id) : [];
  const run = runs.find((each) => each.id === id);
  return run && { kind: "move", from: run.date, to };
}
