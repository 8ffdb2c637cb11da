import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Course, Slated } from "@/domain/training/replan/course.ts";
import type { Edit } from "@/domain/training/replan/mishap.ts";
import { replan } from "@/domain/training/replan/replan.ts";
import { addDays } from "@/domain/training/weeks.ts";
import { type Scene, scenes } from "./courses.ts";
import { broken } from "./rules.ts";

const RUNS = { numRuns: 1_000, seed: 5 };

let known: { scene: Scene; after: Course; edits: Edit[] }[] | undefined;

/** Of 1,000 random mishaps those that could be replanned, each worked out once for all tests. */
function holds(check: (scene: Scene, after: Course, edits: Edit[]) => void): void {
  known ??= fc.sample(scenes, RUNS).flatMap((scene) => {
    const answer = replan(scene.course, scene.mishap);
    return "refused" in answer ? [] : [{ scene, after: answer.course, edits: answer.edits }];
  });
  ok(known.length > 700, `${known.length} of ${RUNS.numRuns} were replanned`);
  for (const { scene, after, edits } of known) check(scene, after, edits);
}

const byId = (sessions: Slated[]) => new Map(sessions.map((each) => [each.id, each]));

/** What was run can be mended by nothing, and what the plan had before in weeks that now end on another day is let be. */
function isExcused(
  { date, isWeek }: ReturnType<typeof broken>[number],
  after: Course,
  edits: Edit[],
) {
  if (!isWeek) return false;
  const last = addDays(date, 6);
  const isOver = !after.sessions.some((each) =>
    each.date >= after.today && each.date >= date && each.date <= last &&
    !each.isSkipped && !each.isDone && each.kind !== "race"
  );
  const isUntouched = edits.length > 0 &&
    !edits.some(({ before, after: made }) =>
      [before, made].some((each) => each && each.date >= addDays(date, -28) && each.date <= last)
    );
  return isOver || isUntouched;
}

Deno.test("After 1,000 random mishaps no hard rule is broken on any day to come", () =>
  holds((scene, after, edits) => {
    if (scene.mishap.kind === "race_time") return;
    const isShifted = after.startDate !== scene.course.startDate;
    const left = broken(after).filter((each) => !isExcused(each, after, isShifted ? edits : []));
    deepStrictEqual(left, [], JSON.stringify(scene.mishap));
  }));

Deno.test("Nothing that is over is touched, and what is not in the diff is as it was", () =>
  holds(({ course }, after, edits) => {
    const now = byId(after.sessions);
    const edited = new Set(edits.map(({ before, after: made }) => before?.id ?? made?.id));
    for (const session of course.sessions) {
      if (!edited.has(session.id)) deepStrictEqual(now.get(session.id), session);
      if (session.date < course.today) ok(!edited.has(session.id), session.date);
    }
    const known = byId(course.sessions);
    for (const { id } of after.sessions) ok(known.has(id) || edited.has(id), id);
  }));

Deno.test("The diff taken back is the plan as it was", () =>
  holds(({ course }, after, edits) => {
    const back = byId(after.sessions);
    for (const { before, after: made } of edits) {
      if (before) back.set(before.id, before);
      else if (made) back.delete(made.id);
    }
    deepStrictEqual(
      [...back.values()].sort((a, b) => a.id < b.id ? -1 : 1),
      course.sessions.toSorted((a, b) => a.id < b.id ? -1 : 1),
    );
  }));

const RULES = ["spike", "ramp", "taper", "spacing", "quiet", "rest"];

Deno.test("Each session that a rule changed breaks one again when it alone is put back", () => {
  let changed = 0;
  holds((_, after, edits) => {
    for (const { before, reason } of edits) {
      if (!before || !RULES.includes(reason)) continue;
      changed++;
      const sessions = after.sessions.map((each) => each.id === before.id ? before : each);
      ok(broken({ ...after, sessions }).length > 0, `${reason} ${before.date}`);
    }
  });
  ok(changed > 200, `${changed} sessions were changed by rules`);
});

Deno.test("What the mishap itself changes stands on its days, or after them", () =>
  holds(({ course, mishap }, _, edits) => {
    for (const { before, reason } of edits) {
      if (RULES.includes(reason) || !before) continue;
      if ("from" in mishap) {
        const isThere = before.date >= mishap.from && before.date <= mishap.to;
        if (reason === "away" || reason === "moved") ok(isThere, before.date);
        else if (reason === "return") {
          ok(before.date > mishap.to && before.date <= addDays(mishap.to, 7));
        } else ok(reason === "room" && mishap.kind === "travel");
      }
      if (mishap.kind === "race_time") ok(before.date >= course.today);
      // Weeks in which both races are still far away stay as they are.
      if (mishap.kind === "race_moved") {
        const nearer = mishap.raceDate < course.raceDate ? mishap.raceDate : course.raceDate;
        ok(before.date >= addDays(nearer, -28), `${before.date} for ${nearer}`);
      }
    }
  }));
