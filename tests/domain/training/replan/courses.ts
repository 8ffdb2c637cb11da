import fc from "fast-check";
import { buildPlan } from "@/domain/training/plans/build.ts";
import type { Course } from "@/domain/training/replan/course.ts";
import type { Mishap } from "@/domain/training/replan/mishap.ts";
import { addDays } from "@/domain/training/weeks.ts";
import { requests } from "@/tests/domain/training/plans/runners.ts";

interface Chance {
  /** How far the plan has come, how much of it was run, and what goes wrong. */
  progress: number;
  done: number[];
  kind: Mishap["kind"];
  start: number;
  days: number;
  shift: number;
  pace: number;
}

const chances: fc.Arbitrary<Chance> = fc.record({
  progress: fc.double({ min: 0, max: 0.98, noNaN: true }),
  done: fc.array(fc.double({ min: 0.8, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }),
  kind: fc.constantFrom("missed", "illness", "travel", "race_moved", "race_time"),
  start: fc.integer({ min: -10, max: 14 }),
  days: fc.integer({ min: 1, max: 21 }),
  shift: fc.integer({ min: -60, max: 60 }),
  pace: fc.double({ min: 0.2, max: 0.42, noNaN: true }),
});

export interface Scene {
  course: Course;
  mishap: Mishap;
}

/** Somebody who follows a plan of ours, has come some way, and then something happens. */
export const scenes: fc.Arbitrary<Scene> = fc.tuple(requests, chances)
  .map(([request, chance]) => {
    const built = buildPlan(request);
    if (!("plan" in built)) return undefined;
    const { plan, mode } = built;
    const today = addDays(plan.startDate, Math.floor(chance.progress * (7 * plan.weeks - 1)));
    const mishap = mishapOf(chance, today, plan.raceDate);
    const isAway = (date: string) => "from" in mishap && date >= mishap.from && date <= mishap.to;
    const sessions = plan.sessions.map((session, i) => ({
      ...session,
      ...{ id: `s${i}`, seconds: null, isSkipped: false },
      isDone: session.date < today && !isAway(session.date) && chance.done[i] > 0.82,
    }));
    const ran = sessions.flatMap(({ date, meters, isDone }, i) =>
      isDone ? [{ date, meters: Math.min(1, chance.done[i] + 0.05) * meters }] : []
    );
    const { goal, raceDate, startDate, weeks } = plan;
    const { weekdays, level, vdot, weeklyMeters, longestMeters } = request;
    const course: Course = {
      ...{ goal, raceDate, startDate, weeks, mode, today, sessions, ran, weekdays, level, vdot },
      before: { weeklyMeters, longestMeters: Math.max(longestMeters, 3_000) },
    };
    return { course, mishap };
  }).filter((scene) => scene !== undefined);

function mishapOf(
  { kind, start, days, shift, pace }: Chance,
  today: string,
  raceDate: string,
): Mishap {
  if (kind === "race_moved") return { kind, raceDate: addDays(raceDate, shift) };
  if (kind === "race_time") return { kind, meters: 10_000, seconds: pace * 10_000 };
  const from = addDays(today, kind === "missed" ? -days : start);
  return { kind, from, to: addDays(from, days - 1) };
}
