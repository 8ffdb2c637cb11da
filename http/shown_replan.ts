import type { proposeReplan } from "@/domain/plans/replan.ts";
import { isAhead } from "@/domain/training/replan/course.ts";

type Proposed = NonNullable<Awaited<ReturnType<typeof proposeReplan>>>;

/** A proposal as pages show it: what would change, and how much stays. */
export function shownReplan({ answer, print }: Proposed, today: string) {
  if ("refused" in answer) return answer;
  const { edits, short, course } = answer;
  const edited = new Set(edits.map(({ after }) => after?.id));
  const rest =
    course.sessions.filter((each) => isAhead(each, today) && !edited.has(each.id)).length;
  return { edits, short, print, rest };
}
