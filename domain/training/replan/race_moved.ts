import { buildWeeks, type PlanRequest } from "../plans/build.ts";
import { RULES, taperOf } from "../plans/rules.ts";
import type { Session } from "../plans/plan.ts";
import { addDays, daysBetween } from "../weeks.ts";
import { type Course, isIn, loadsOf, metersOf, type Slated } from "./course.ts";
import type { Applied, Reason, ReplanRefusal } from "./mishap.ts";

const MOST_WEEKS = 60;

/**
 * The race on another day: weeks end on it anew, those before the taper stay, and from there on they are made again, more
 * of them or fewer. Sessions of the same day stay the same ones, changed.
 */
export function moveRace(course: Course, raceDate: string): Applied | { refused: ReplanRefusal } {
  const { today, goal } = course;
  if (raceDate <= today) return { refused: "race_past" };
  const moved = { ...course, ...gridFor(course, raceDate), raceDate };
  if (moved.weeks < 2) return { refused: "too_near" };
  if (moved.weeks > MOST_WEEKS) return { refused: "too_far" };
  if (raceDate === course.raceDate) return { course, reasons: new Map() };
  // The later race has its taper where there was none; the earlier one has it before the old one.
  const { startDate, weeks } = raceDate > course.raceDate ? course : moved;
  const taper = addDays(startDate, 7 * (weeks - taperOf(goal, weeks).length));
  const from = Math.ceil(daysBetween(moved.startDate, taper > today ? taper : today) / 7);
  const first = addDays(moved.startDate, 7 * from);
  const isKept = (each: Slated) => each.isDone || each.date < today || each.date < first;
  const kept = course.sessions.filter((each) =>
    each.kind !== "race" && each.date < raceDate && isKept(each)
  );
  const old = course.sessions.filter((each) => each.kind !== "race" && !kept.includes(each));
  const races = course.sessions.filter(({ kind }) => kind === "race")
    .map((race) => ({ ...race, date: raceDate }));
  const tail = pair(buildTail({ ...moved, sessions: kept }, from), old);
  return reasoned({ ...moved, sessions: sorted([...kept, ...tail, ...races]) }, course);
}

/** Whole weeks that end on the race, the first of them early enough for all that there is. */
function gridFor({ startDate }: Course, raceDate: string) {
  const weeks = Math.ceil((daysBetween(startDate, raceDate) + 1) / 7);
  return { startDate: addDays(raceDate, 1 - 7 * weeks), weeks };
}

function buildTail(course: Course, from: number): Session[] {
  const { startDate, weeks, before, today, goal, raceDate, weekdays, level, vdot } = course;
  const loads = loadsOf(course);
  const weekly = (week: number) =>
    metersOf(loads.filter((load) => isIn(load, addDays(startDate, 7 * week))));
  const request: PlanRequest = { goal, raceDate, today, weekdays, level, vdot, ...before };
  return buildWeeks({
    ...{ request, startDate, weeks, from },
    mode: course.mode === "finish" ? "finish" : "full",
    run: Array.from({ length: Math.min(from, weeks) }, (_, week) => weekly(week)),
    history: [
      { date: addDays(startDate, -1), meters: before.longestMeters },
      { date: addDays(startDate, 7 * from - 1), meters: RULES.leastLongestMeters },
      ...loads,
    ],
  });
}

/** What is made anew takes the place of what stood on its day. */
function pair(made: Session[], old: Slated[]): Slated[] {
  return made.map((session, i) => {
    const there = old.find(({ date }) => date === session.date);
    const own = { id: `new-${i}`, isSkipped: false, isDone: false };
    return { ...own, ...there, ...session, seconds: null };
  });
}

function reasoned(course: Course, before: Course): Applied {
  const old = new Set(before.sessions);
  const reasons = new Map<string, Reason>(
    [...course.sessions.filter((each) => !old.has(each)), ...before.sessions]
      .map(({ id }) => [id, "race"]),
  );
  return { course, reasons };
}

function sorted(sessions: Slated[]): Slated[] {
  return sessions.toSorted((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
}
