import { FAST, type SessionKind } from "../plans/plan.ts";
import { RULES } from "../plans/rules.ts";
import { paceOf } from "../plans/session_pace.ts";
import { floor } from "../plans/week.ts";
import { addDays } from "../weeks.ts";
import { breaches, type HardRule, keyOf, type Standing } from "./breaches.ts";
import { type Course, isAhead, isIn, loadsOf, metersOf, type Slated } from "./course.ts";

/** Why a session was changed, by its id. */
type Reasons = Map<string, HardRule>;

/** What is fast needs as much again around it as a week's sessions have. */
const AROUND_FAST = 3_000;
const LEAST_FAST = 1_000;
/** Each step shortens, eases or leaves out one session, so there is an end; this many would be a fault. */
const MOST_STEPS = 3_000;
const RANKS: Partial<Record<SessionKind, number>> = { easy: 0, recovery: 0, strides: 0, long: 2 };

/**
 * Changes as few sessions to come as the hard rules ask for: the first breach is mended first, and in the end each
 * session that could stay as it was is put back.
 */
export function repair(
  course: Course,
  original: Standing[],
): { course: Course; reasons: Reasons } {
  const reasons: Reasons = new Map();
  /** What was run already may be more than a week should have: then nothing is left to mend it with. */
  const beyond = new Set<string>();
  let current = course;
  for (let step = 0; step < MOST_STEPS; step++) {
    const first = breaches(current, original).find((each) => !beyond.has(keyOf(each)));
    if (!first) break;
    const mended = mend(current, first, course);
    if (!mended) {
      beyond.add(keyOf(first));
      continue;
    }
    reasons.set(mended.id, reasons.get(mended.id) ?? first.rule);
    current = withSession(current, mended);
  }
  return { course: restore(current, { course, original, reasons }), reasons };
}

/** Puts back what need not have been changed once all else was: long runs first, and easy ones last. */
function restore(
  mended: Course,
  { course, original, reasons }: { course: Course; original: Standing[]; reasons: Reasons },
): Course {
  let current = mended;
  const ids = course.sessions.filter(({ id }) => reasons.has(id))
    .toSorted((a, b) => rankOf(b) - rankOf(a)).map(({ id }) => id);
  const left = breaches(mended, original).length;
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const id of ids.filter((each) => reasons.has(each))) {
      const before = course.sessions.find((session) => session.id === id);
      const tried = before && withSession(current, before);
      if (!tried || breaches(tried, original).length > left) continue;
      current = tried;
      reasons.delete(id);
      isDone = false;
    }
  }
  return current;
}

export function withSession(course: Course, changed: Slated): Course {
  const sessions = course.sessions.map((each) => each.id === changed.id ? changed : each);
  return { ...course, sessions };
}

/** The session that mends a breach, changed; undefined where none can. */
function mend(course: Course, { rule, id, date, allowed }: Standing, start: Course) {
  const own = course.sessions.find((session) => session.id === id);
  if (rule === "spike") return own && shorten(own, allowed, course);
  if (rule === "quiet") return own && eased(own, course);
  if (rule === "spacing") return mendSpacing(course, date);
  const ahead = course.sessions
    .filter((each) => isAhead(each, course.today) && isIn(each, date) && each.kind !== "race")
    .sort((a, b) => rankOf(a) - rankOf(b) || b.meters - a.meters);
  if (rule === "rest") return ahead[0] && { ...ahead[0], isSkipped: true };
  return trim(course, ahead, { first: date, allowed, start });
}

/** Easy ones first and the longest of them, to half at the most; then as many as it takes are left out. */
function trim(
  course: Course,
  ahead: Slated[],
  { first, allowed, start }: { first: string; allowed: number; start: Course },
): Slated | undefined {
  const excess = metersOf(loadsOf(course).filter((load) => isIn(load, first))) - allowed;
  const lengths = new Map(start.sessions.map(({ id, meters }) => [id, meters]));
  for (const session of ahead) {
    const half = floor(Math.max(RULES.shortestMeters, (lengths.get(session.id) ?? 0) / 2));
    if (session.meters <= half) continue;
    return shorten(session, Math.max(half, session.meters - excess), course);
  }
  return ahead[0] && { ...ahead[0], isSkipped: true };
}

/** Where two hard days stand side by side the fast one becomes easy, and of two fast ones the later. */
function mendSpacing(course: Course, date: string): Slated | undefined {
  const there = course.sessions.filter((each) => isAhead(each, course.today));
  const both = [date, addDays(date, -1)].flatMap((day) =>
    there.filter((each) => each.date === day && each.kind !== "race")
  );
  const fast = both.find(({ kind }) => FAST.includes(kind));
  const hard = fast ?? both.find(({ kind }) => kind === "long");
  return hard && eased(hard, course);
}

/** At most so long; what is fast shrinks with it, and too little of anything is left out. */
function shorten(session: Slated, most: number, course: Course): Slated {
  const meters = floor(most);
  if (meters < RULES.shortestMeters) return { ...session, isSkipped: true };
  const seconds = session.seconds &&
    Math.floor(session.seconds * meters / session.meters / 60) * 60;
  const shorter = { ...session, meters, seconds };
  if (session.fastMeters === 0) return shorter;
  const fastMeters = Math.min(session.fastMeters, floor(meters - AROUND_FAST));
  return fastMeters >= LEAST_FAST ? { ...shorter, fastMeters } : eased(shorter, course);
}

/** As long, and easy. */
export function eased(session: Slated, { goal, vdot }: Pick<Course, "goal" | "vdot">): Slated {
  return {
    ...session,
    kind: "easy",
    fastMeters: 0,
    pace: session.pace && paceOf("easy", { goal, vdot }),
  };
}

function rankOf({ kind }: Slated): number {
  return RANKS[kind] ?? 1;
}
