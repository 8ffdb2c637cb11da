import type { Goal, Session } from "../plans/plan.ts";
import type { Level } from "../plans/volumes.ts";
import { addDays } from "../weeks.ts";

/** A session of a plan that is being followed. */
export interface Slated extends Session {
  id: string;
  isSkipped: boolean;
  /** It was run. */
  isDone: boolean;
}

/** What was run on a day. */
export interface Load {
  date: string;
  meters: number;
}

/** A plan on its way: what was run so far, and what is still to come. */
export interface Course {
  goal: Goal;
  raceDate: string;
  startDate: string;
  weeks: number;
  mode: "full" | "finish" | "own";
  today: string;
  sessions: Slated[];
  ran: Load[];
  /** Before the plan began: a usual week, and the longest run of 30 days. */
  before: { weeklyMeters: number; longestMeters: number };
  /** That may be run on, from 0 for Sunday. */
  weekdays: number[];
  level: Level;
  vdot: number | null;
}

/** Still to be run. */
export function isAhead({ date, isSkipped, isDone }: Slated, today: string): boolean {
  return date >= today && !isSkipped && !isDone;
}

/** All that was run and that is to be run, but for the race, which no rule of weeks counts. */
export function loadsOf({ ran, sessions, today, raceDate }: Course): Load[] {
  const ahead = sessions.filter((session) => isAhead(session, today) && session.kind !== "race");
  return [...ran.filter(({ date }) => date < raceDate), ...ahead];
}

/** The first days of its weeks. */
export function weeksOf({ startDate, weeks }: Pick<Course, "startDate" | "weeks">): string[] {
  return Array.from({ length: weeks }, (_, i) => addDays(startDate, 7 * i));
}

export function isIn({ date }: { date: string }, first: string): boolean {
  return date >= first && date <= addDays(first, 6);
}

export function metersOf(loads: { meters: number }[]): number {
  return loads.reduce((sum, { meters }) => sum + meters, 0);
}

/** As it was made, before anything of it was run. */
export function asPlanned(course: Course): Course {
  return {
    ...course,
    today: course.startDate,
    ran: [],
    sessions: course.sessions.map((session) => ({ ...session, isDone: false, isSkipped: false })),
  };
}
