import { FAST } from "../plans/plan.ts";
import { RULES, taperOf } from "../plans/rules.ts";
import { addDays, daysBetween } from "../weeks.ts";
import { type Course, isAhead, type Load, loadsOf, metersOf, weeksOf } from "./course.ts";

export type HardRule = "spike" | "ramp" | "taper" | "spacing" | "quiet" | "rest";

/** How a session or a week stands against a rule: above 1 it breaks it. */
export interface Standing {
  rule: HardRule;
  /** The session's day, or the week's first. */
  date: string;
  /** The session, where it is one's. */
  id?: string;
  value: number;
  /** What it may have, of meters. */
  allowed: number;
}

/**
 * Where what is still to come breaks a hard rule. What the plan had from the beginning is let be: whoever brought a
 * steeper plan along, or moved a run beside another, wanted it so.
 */
export function breaches(course: Course, original: Standing[]): Standing[] {
  const known = new Map(original.map((each) => [keyOf(each), each.value]));
  return standings(course).filter((each) =>
    each.value > Math.max(1, known.get(keyOf(each)) ?? 0) + 1e-9
  ).sort((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
}

/** The same rule about the same session or week. */
export function keyOf({ rule, id, date }: Standing): string {
  return `${rule} ${id ?? date}`;
}

/** Everything that is still to come against each rule. */
export function standings(course: Course): Standing[] {
  const loads = loadsOf(course);
  const weeks = weekLoads(course, loads);
  return [
    ...spikes(course, loads),
    ...ramps(course, weeks),
    ...tapers(course, weeks),
    ...spacings(course),
    ...quiets(course),
    ...rests(course, weeks),
  ];
}

function spikes({ sessions, today, startDate, before }: Course, loads: Load[]): Standing[] {
  const longest = new Map<number, number>();
  const all = [{ date: addDays(startDate, -1), meters: before.longestMeters }, ...loads];
  for (const { date, meters } of all) {
    const day = daysBetween(startDate, date);
    longest.set(day, Math.max(longest.get(day) ?? 0, meters));
  }
  return sessions.filter((each) => isAhead(each, today) && each.kind !== "race")
    .map(({ id, date, meters }) => {
      const day = daysBetween(startDate, date);
      let most: number = RULES.leastLongestMeters;
      for (let back = 1; back <= RULES.spikeDays; back++) {
        most = Math.max(most, longest.get(day - back) ?? 0);
      }
      const allowed = RULES.spike * most;
      return { rule: "spike", id, date, value: meters / allowed, allowed };
    });
}

interface Week {
  first: string;
  last: string;
  /** As run and as planned. */
  loads: Load[];
  meters: number;
}

function weekLoads(course: Course, loads: Load[]): Week[] {
  const weeks = weeksOf(course).map((first) => ({ first, loads: [] as Load[] }));
  for (const load of loads) {
    weeks[Math.floor(daysBetween(course.startDate, load.date) / 7)]?.loads.push(load);
  }
  return weeks.map(({ first, loads: own }) => ({
    ...{ first, last: addDays(first, 6), loads: own },
    meters: metersOf(own),
  }));
}

function ramps({ before, today }: Course, weeks: Week[]): Standing[] {
  const base = Math.max(before.weeklyMeters, RULES.leastWeekMeters);
  return weeks.flatMap(({ first, last, meters }, i) => {
    if (last < today) return [];
    const four = [base, ...weeks.slice(0, i).map((week) => week.meters)].slice(-4);
    const greatest = Math.max(RULES.leastWeekMeters, ...four);
    const allowed = Math.max(RULES.ramp * greatest, greatest + RULES.rampFreeMeters);
    return [{ rule: "ramp", date: first, value: meters / allowed, allowed }];
  });
}

function tapers({ goal, today }: Course, weeks: Week[]): Standing[] {
  const parts = taperOf(goal, weeks.length);
  const built = weeks.length - parts.length;
  const greatest = Math.max(
    RULES.leastWeekMeters,
    ...weeks.slice(Math.max(0, built - 6), built).map(({ meters }) => meters),
  );
  return parts.flatMap((part, i) => {
    const { first, last, meters } = weeks[built + i];
    if (last < today) return [];
    const allowed = part * greatest;
    return [{ rule: "taper", date: first, value: meters / allowed, allowed }];
  });
}

/** Hard days with one on the day before. */
function spacings({ sessions, today }: Course): Standing[] {
  const isHard = [...FAST, "long", "race"];
  const hard = new Set(
    sessions.filter((each) => isHard.includes(each.kind) && (each.isDone || isAhead(each, today)))
      .map(({ date }) => date),
  );
  return [...hard].filter((date) => date >= today && hard.has(addDays(date, -1)))
    .map((date) => ({ rule: "spacing", date, value: 2, allowed: 0 }));
}

/** What is fast in the last days before the race. */
function quiets({ goal, sessions, today, raceDate }: Course): Standing[] {
  const from = addDays(raceDate, -RULES.quietDays);
  if (goal === "fit") return [];
  return sessions.filter((each) =>
    isAhead(each, today) && FAST.includes(each.kind) && each.date >= from
  ).map(({ id, date }) => ({ rule: "quiet", id, date, value: 2, allowed: 0 }));
}

/** Days with a run, of seven. */
function rests({ today }: Course, weeks: Week[]): Standing[] {
  return weeks.filter(({ last }) => last >= today).map(({ first, loads }) => {
    const days = new Set(loads.map(({ date }) => date)).size;
    return { rule: "rest", date: first, value: days / (7 - RULES.restDays), allowed: 0 };
  });
}
