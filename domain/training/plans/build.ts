import { RACE_METERS } from "../distances.ts";
import { addDays, daysBetween } from "../weeks.ts";
import { type Layout, layOut } from "./days.ts";
import { type Goal, type Plan, type Session } from "./plan.ts";
import { paceOf } from "./session_pace.ts";
import { LONGEST, RULES, SAFE_PART, taperOf } from "./rules.ts";
import { fillWeek, type Slot, total } from "./week.ts";
import { fastKinds, type Level, peakMeters, volumes } from "./volumes.ts";

export interface PlanRequest {
  goal: Goal;
  /** The race's day; for getting fit the last one. */
  raceDate: string;
  /** The first day that may be run on. */
  today: string;
  /** Weekdays that may be run on, from 0 for Sunday; two at least. */
  weekdays: number[];
  level: Level;
  /** Of a usual week of late, and of the longest run of 30 days. */
  weeklyMeters: number;
  longestMeters: number;
  /** Null where nothing is known. */
  vdot: number | null;
}

type PlanRefusal = "race_past" | "too_near" | "too_far";

export type BuiltPlan =
  | { plan: Plan; mode: "full" | "finish" }
  | { refused: PlanRefusal; reachMeters?: number; neededMeters?: number };

const FEWEST_FINISH_WEEKS = 2;
/** In the week of a race nobody gets fitter, only tired. */
const LONGEST_BEFORE_RACE = 8_000;

/**
 * A plan back from the race: as many whole weeks as there are, at most 24. With fewer than eight there is no time to get
 * faster, so it is one to finish safely; where even that would take longer runs than are safe by then, it is refused.
 */
export function buildPlan(request: PlanRequest): BuiltPlan {
  const { raceDate, today, goal } = request;
  const days = daysBetween(today, raceDate) + 1;
  if (days < 1) return { refused: "race_past" };
  const weeks = Math.min(Math.floor(days / 7), RULES.mostWeeks);
  if (weeks < FEWEST_FINISH_WEEKS) return { refused: "too_near" };
  const mode = weeks < RULES.fewestWeeks ? "finish" : "full";
  const plan = build(request, weeks, mode);
  const neededMeters = goal === "fit" ? 0 : SAFE_PART[goal] * RACE_METERS[goal];
  const runs = plan.sessions.filter(({ kind }) => kind !== "race").map(({ meters }) => meters);
  const reachMeters = Math.max(request.longestMeters, ...runs);
  return reachMeters < neededMeters
    ? { refused: "too_far", reachMeters, neededMeters }
    : { plan, mode };
}

function build(request: PlanRequest, weeks: number, mode: "full" | "finish"): Plan {
  const { goal, raceDate } = request;
  const startDate = addDays(raceDate, 1 - 7 * weeks);
  const history = startHistory(request, startDate);
  const sessions = buildWeeks({ request, mode, startDate, weeks, from: 0, run: [], history });
  return { goal, raceDate, startDate, weeks, sessions: withRace(sessions, request) };
}

interface Building {
  request: PlanRequest;
  mode: "full" | "finish";
  startDate: string;
  weeks: number;
  /** The first week to build, from 0, with the meters of those before it. */
  from: number;
  run: number[];
  history: Run[];
}

/** The sessions of the weeks that are left, without the race. */
export function buildWeeks(building: Building): Session[] {
  const { request, mode, startDate, weeks, from } = building;
  const layout = layOut(request.weekdays, startDate, request.level, mode === "finish");
  const aims = volumes({
    weeks,
    taper: taperOf(request.goal, weeks),
    from: Math.max(request.weeklyMeters, RULES.leastWeekMeters),
    peak: peakMeters(request, mode),
  });
  const [run, history] = [[...building.run], [...building.history]];
  const sessions: Session[] = [];
  for (let week = from; week < weeks; week++) {
    const first = addDays(startDate, 7 * week);
    const meters = aims(run, week);
    const slots = weekOf({ request, layout, week, weeks, meters, first, history, mode });
    run.push(total(slots));
    for (const slot of slots) {
      const date = addDays(first, slot.day);
      history.push({ date, meters: slot.meters });
      sessions.push(toSession(slot, date, request));
    }
  }
  return sessions;
}

interface WeekOf {
  request: PlanRequest;
  layout: Layout;
  week: number;
  weeks: number;
  meters: number;
  first: string;
  history: Run[];
  mode: "full" | "finish";
}

function weekOf({ request, layout, week, weeks, meters, first, history, mode }: WeekOf): Slot[] {
  const { goal, level } = request;
  const isRaceWeek = goal !== "fit" && week === weeks - 1;
  // The race is on the last day, and what is fast stays away from it.
  const quietFrom = isRaceWeek ? 6 - RULES.quietDays : 7;
  const days = layout.days.filter((day) => !isRaceWeek || day < 5);
  const kinds = mode === "finish" ? [] : fastKinds({ goal, level, week, weeks });
  const fast = layout.fast.slice(0, kinds.length)
    .map((day, i) => ({ day, kind: kinds[i] }))
    .filter(({ day }) => days.includes(day) && day < quietFrom);
  const safe = Math.floor(RULES.spike * longestBefore(history, first));
  const longest = isRaceWeek ? Math.min(safe, LONGEST_BEFORE_RACE) : safe;
  return fillWeek({
    meters,
    days,
    longDay: isRaceWeek ? undefined : layout.long,
    fast: week === 0 ? [] : fast,
    fastParts: layout.fast.length,
    longest,
    longestLong: LONGEST[goal],
  });
}

interface Run {
  date: string;
  meters: number;
}

/** The longest run so far stands on the day before. */
function startHistory({ longestMeters }: PlanRequest, startDate: string): Run[] {
  const meters = Math.max(longestMeters, RULES.leastLongestMeters);
  return [{ date: addDays(startDate, -1), meters }];
}

/** The longest of the 30 days before a week's last day, as far as it is run by its first. */
function longestBefore(history: Run[], first: string): number {
  const from = addDays(first, 6 - RULES.spikeDays);
  return Math.max(0, ...history.filter(({ date }) => date >= from).map(({ meters }) => meters));
}

function toSession({ kind, meters, fastMeters }: Slot, date: string, request: PlanRequest) {
  return { date, kind, meters, fastMeters, seconds: null, pace: paceOf(kind, request) };
}

function withRace(sessions: Session[], request: PlanRequest): Session[] {
  const { goal, raceDate } = request;
  if (goal === "fit") return sessions;
  const meters = RACE_METERS[goal];
  const pace = paceOf("race", request);
  const race = { date: raceDate, kind: "race" as const, meters, fastMeters: meters, seconds: null };
  return [...sessions, { ...race, pace }];
}
