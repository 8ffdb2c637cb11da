import { RACE_METERS } from "../distances.ts";
import { addDays } from "../weeks.ts";
import { FAST, type Plan, type Session } from "./plan.ts";
import { RULES, SAFE_PART, taperOf } from "./rules.ts";

export type Rule =
  | "ramp"
  | "cutback"
  | "long_run"
  | "long_share"
  | "spike"
  | "spacing"
  | "rest"
  | "fast_share"
  | "taper"
  | "quiet"
  | "specific"
  | "race_day";

export interface Finding {
  rule: Rule;
  verdict: "pass" | "warn" | "fail";
  /** The worst number that was found, and the one that it may reach. */
  worst: number;
  limit: number;
  /** The day, or the first day of the week, of the worst. */
  date: string | null;
}

/** What was run before the plan: a usual week, and the longest run of 30 days. */
interface Before {
  weeklyMeters: number;
  longestMeters: number;
}

interface Week {
  first: string;
  sessions: Session[];
  /** Without a race. */
  meters: number;
}

/** Checks any plan, ours or not, against every rule; each with its worst number. */
export function lintPlan(plan: Plan, before: Before): Finding[] {
  const weeks = weeksOf(plan);
  const base = {
    weeklyMeters: Math.max(before.weeklyMeters, RULES.leastWeekMeters),
    longestMeters: Math.max(before.longestMeters, RULES.leastLongestMeters),
  };
  return [
    lintRamp(weeks, base),
    lintCutback(weeks),
    lintLongRuns(plan, weeks),
    lintLongShare(weeks),
    lintSpike(plan, base),
    lintSpacing(plan),
    lintRest(weeks),
    lintFastShare(weeks),
    lintTaper(plan, weeks),
    lintQuiet(plan),
    lintSpecific(plan, base),
    lintRaceDay(plan),
  ];
}

function weeksOf({ startDate, weeks, sessions }: Plan): Week[] {
  return Array.from({ length: weeks }, (_, i) => {
    const first = addDays(startDate, 7 * i);
    const last = addDays(first, 6);
    const these = sessions.filter(({ date }) => date >= first && date <= last);
    return {
      first,
      sessions: these,
      meters: metersOf(these.filter(({ kind }) => kind !== "race")),
    };
  });
}

function metersOf(sessions: Session[]): number {
  return sessions.reduce((sum, { meters }) => sum + meters, 0);
}

interface Measured {
  value: number;
  date: string;
}

/** The greatest against a limit that it may reach; a little above is a warning. */
function most(rule: Rule, found: Measured[], limit: number, warnUntil = limit): Finding {
  const worst = found.toSorted((a, b) => b.value - a.value)[0];
  if (!worst) return { rule, verdict: "pass", worst: 0, limit, date: null };
  const verdict = worst.value <= limit ? "pass" : worst.value <= warnUntil ? "warn" : "fail";
  return { rule, verdict, worst: worst.value, limit, date: worst.date };
}

function lintRamp(weeks: Week[], { weeklyMeters }: Before): Finding {
  const found = weeks.map(({ first, meters }, i) => {
    const before = [weeklyMeters, ...weeks.slice(0, i).map((week) => week.meters)].slice(-4);
    const greatest = Math.max(...before);
    const isSmall = meters <= greatest + RULES.rampFreeMeters;
    return {
      value: isSmall ? Math.min(meters / greatest, RULES.ramp) : meters / greatest,
      date: first,
    };
  });
  return most("ramp", found, RULES.ramp, 1.25);
}

/** How many weeks in a row are not lighter than the one before. */
function lintCutback(weeks: Week[]): Finding {
  let row = 0;
  const found = weeks.map(({ first, meters }, i) => {
    const isLighter = i > 0 && meters <= RULES.cutback * weeks[i - 1].meters;
    row = isLighter ? 0 : row + 1;
    return { value: row, date: first };
  });
  return most("cutback", found, RULES.cutbackEvery, RULES.cutbackEvery + 2);
}

/** Weeks before the last one that have no long run, or more than one. */
function lintLongRuns({ goal }: Plan, weeks: Week[]): Finding {
  const counted = goal === "fit" ? weeks : weeks.slice(0, -1);
  const found = counted.map(({ first, sessions }) => ({
    value: Math.abs(sessions.filter(({ kind }) => kind === "long").length - 1),
    date: first,
  }));
  return most("long_run", found, 0);
}

function lintLongShare(weeks: Week[]): Finding {
  const found = weeks.flatMap(({ first, sessions, meters }) => {
    const long = Math.max(
      0,
      ...sessions.filter(({ kind }) => kind === "long").map((s) => s.meters),
    );
    const days = new Set(sessions.map(({ date }) => date)).size;
    if (long === 0) return [];
    return [{ value: long / meters / (RULES.longShare[days] ?? 1), date: first }];
  });
  return most("long_share", found, 1, 1.15);
}

function lintSpike({ sessions, startDate }: Plan, { longestMeters }: Before): Finding {
  const run = [{ date: addDays(startDate, -1), meters: longestMeters }, ...sessions];
  const found = sessions.filter(({ kind }) => kind !== "race").map(({ date, meters }) => {
    const from = addDays(date, -RULES.spikeDays);
    const before = run.filter((each) => each.date >= from && each.date < date);
    return { value: meters / Math.max(1, ...before.map((each) => each.meters)), date };
  });
  return most("spike", found, RULES.spike, 1.3);
}

/** Hard days, a long run's and a race's included, with a hard one on the day before. */
function lintSpacing({ sessions }: Plan): Finding {
  const hard = new Set(
    sessions.filter(({ kind }) => [...FAST, "long", "race"].includes(kind)).map(({ date }) => date),
  );
  const found = [...hard].map((date) => ({ value: Number(hard.has(addDays(date, -1))), date }));
  return most("spacing", found, 0);
}

/** Days with a run, of seven. */
function lintRest(weeks: Week[]): Finding {
  const found = weeks.map(({ first, sessions }) => ({
    value: new Set(sessions.map(({ date }) => date)).size,
    date: first,
  }));
  return most("rest", found, 7 - RULES.restDays);
}

function lintFastShare(weeks: Week[]): Finding {
  const found = weeks.filter(({ meters }) => meters > 0).map(({ first, sessions, meters }) => {
    const runs = sessions.filter(({ kind }) => kind !== "race");
    return { value: runs.reduce((sum, each) => sum + each.fastMeters, 0) / meters, date: first };
  });
  return most("fast_share", found, RULES.fastShare, 0.3);
}

/** The last weeks against the greatest of the six before, as a part of what they may be. */
function lintTaper({ goal }: Plan, weeks: Week[]): Finding {
  const parts = taperOf(goal, weeks.length);
  const greatest = Math.max(
    0,
    ...weeks.slice(0, weeks.length - parts.length).slice(-6).map(({ meters }) => meters),
  );
  const found = parts.map((part, i) => {
    const { first, meters } = weeks[weeks.length - parts.length + i];
    return { value: greatest > 0 ? meters / greatest / part : 0, date: first };
  });
  return most("taper", found, 1, 1.2);
}

/** Fast sessions in the last days before the race. */
function lintQuiet({ goal, raceDate, sessions }: Plan): Finding {
  const from = addDays(raceDate, -RULES.quietDays);
  const found = goal === "fit" ? [] : sessions
    .filter(({ kind, date }) => FAST.includes(kind) && date >= from)
    .map(({ date }) => ({ value: 1, date }));
  return most("quiet", found, 0);
}

/** The longest run against what it takes to finish safely: at least all of it. */
function lintSpecific({ goal, sessions }: Plan, { longestMeters }: Before): Finding {
  if (goal === "fit") return most("specific", [], 1);
  const needed = SAFE_PART[goal] * RACE_METERS[goal];
  const runs = sessions.filter(({ kind }) => kind !== "race").map(({ meters }) => meters);
  const reach = Math.max(longestMeters, ...runs) / needed;
  const verdict = reach >= 1 ? "pass" : reach >= 0.85 ? "warn" : "fail";
  return { rule: "specific", verdict, worst: reach, limit: 1, date: null };
}

/** The race is on its day, once, and nothing is run beside it or after it. */
function lintRaceDay({ goal, raceDate, sessions }: Plan): Finding {
  const races = sessions.filter(({ kind }) => kind === "race");
  const stray = sessions.filter((each) => each.kind !== "race" && each.date >= raceDate);
  const isRight = goal === "fit"
    ? races.length === 0
    : races.length === 1 && races[0].date === raceDate && stray.length === 0;
  const verdict = isRight ? "pass" : "fail";
  return {
    rule: "race_day",
    verdict,
    worst: races.length,
    limit: goal === "fit" ? 0 : 1,
    date: raceDate,
  };
}
