import { RACE_METERS } from "../distances.ts";
import { SAFE_PART } from "../plans/rules.ts";
import { paceOf } from "../plans/session_pace.ts";
import { vdotOf } from "../vdot.ts";
import { takeAway } from "./away.ts";
import { type Standing, standings } from "./breaches.ts";
import { asPlanned, type Course, isAhead, loadsOf, type Slated } from "./course.ts";
import type { Applied, Edit, Mishap, Reason, ReplanRefusal } from "./mishap.ts";
import { moveRace } from "./race_moved.ts";
import { repair } from "./repair.ts";

export interface Replan {
  course: Course;
  edits: Edit[];
  /** Where the longest run no longer is what it takes to finish safely. */
  short: { reachMeters: number; neededMeters: number } | null;
}

/** Under it a result says nothing new. */
const SAME_VDOT = 0.3;

/** The least that has to change of a plan after a mishap, so that no hard rule is broken; nothing of it is done yet. */
export function replan(course: Course, mishap: Mishap): Replan | { refused: ReplanRefusal } {
  const applied = apply(course, mishap);
  if ("refused" in applied) return applied;
  const original = mayHave(course, applied.course);
  const isOfSpeed = mishap.kind === "race_time";
  const repaired = isOfSpeed
    ? { ...applied, reasons: new Map() }
    : repair(applied.course, original);
  const reasons = new Map<string, Reason>([...repaired.reasons, ...applied.reasons]);
  return {
    course: repaired.course,
    edits: editsOf(course, repaired.course, reasons),
    short: shortOf(course, repaired.course),
  };
}

function apply(course: Course, mishap: Mishap): Applied | { refused: ReplanRefusal } {
  if (mishap.kind === "race_moved") return moveRace(course, mishap.raceDate);
  if (mishap.kind === "race_time") return speedUp(course, mishap);
  const { goal, raceDate, today } = course;
  const isRaceAway = goal !== "fit" && raceDate >= today && raceDate >= mishap.from &&
    raceDate <= mishap.to;
  return isRaceAway
    ? { refused: "race_away" }
    : takeAway(course, mishap, standings(asPlanned(course)));
}

/** What the plan had from the beginning; of weeks that end on another day now, too. */
function mayHave(course: Course, moved: Course): Standing[] {
  const { startDate, weeks } = moved;
  const asItWas = standings(asPlanned(course));
  if (startDate === course.startDate) return asItWas;
  const inNewWeeks = standings(asPlanned({ ...course, startDate, weeks }));
  return [...asItWas, ...inNewWeeks.filter(({ rule }) => rule === "ramp" || rule === "rest")];
}

function speedUp(
  course: Course,
  { meters, seconds }: Extract<Mishap, { kind: "race_time" }>,
): Applied | { refused: ReplanRefusal } {
  const vdot = vdotOf(meters, seconds);
  if (vdot === undefined) return { refused: "bad_time" };
  const isSame = course.vdot !== null && Math.abs(vdot - course.vdot) < SAME_VDOT;
  if (isSame) return { course, reasons: new Map() };
  const faster = (each: Slated) =>
    isAhead(each, course.today)
      ? { ...each, pace: paceOf(each.kind, { goal: course.goal, vdot }) }
      : each;
  const reasons = new Map<string, Reason>(course.sessions.map(({ id }) => [id, "speed"]));
  return { course: { ...course, vdot, sessions: course.sessions.map(faster) }, reasons };
}

function editsOf(before: Course, after: Course, reasons: Map<string, Reason>): Edit[] {
  const was = new Map(before.sessions.map((each) => [each.id, each]));
  const is = new Map(after.sessions.map((each) => [each.id, each]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id): Edit[] => {
    const [old, now] = [was.get(id) ?? null, is.get(id) ?? null];
    if (old && now && isSame(old, now)) return [];
    return [{ before: old, after: now, reason: reasons.get(id) ?? "race" }];
  }).sort((a, b) => dayOf(a) < dayOf(b) ? -1 : 1);
}

function isSame(a: Slated, b: Slated): boolean {
  const plain = ({ date, kind, meters, fastMeters, seconds, isSkipped, pace }: Slated) =>
    [date, kind, meters, fastMeters, seconds, isSkipped, ...(pace ?? [])].join();
  return plain(a) === plain(b);
}

function dayOf({ before, after }: Edit): string {
  return before?.date ?? after?.date ?? "";
}

function shortOf(before: Course, after: Course): Replan["short"] {
  if (after.goal === "fit") return null;
  const neededMeters = SAFE_PART[after.goal] * RACE_METERS[after.goal];
  const [planned, reachMeters] = [asPlanned(before), after].map((course) =>
    Math.max(course.before.longestMeters, ...loadsOf(course).map(({ meters }) => meters))
  );
  return reachMeters < neededMeters && planned >= neededMeters
    ? { reachMeters, neededMeters }
    : null;
}
