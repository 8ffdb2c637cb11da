import { munkres } from "munkres";
import { addDays, daysBetween } from "../weeks.ts";

/** What a planned run is compared by. */
export interface Planned {
  id: string;
  date: string;
  kind: string;
  meters: number;
  fastMeters: number;
  /** Where it is set in time. */
  seconds: number | null;
}

/** What was run. */
export interface Done {
  id: string;
  localDate: string;
  distanceMeters: number;
  movingSeconds: number;
  effort: "race" | "long" | "workout" | null;
  /** The part of it that was clearly faster; null where that is not known. */
  fastShare: number | null;
}

export interface Match {
  plannedId: string;
  runId: string;
  /** Days from the planned day to the run's. */
  days: number;
  /** What was run as a part of what was planned, in the metric that was planned in. */
  part: number;
  metric: "distance" | "time";
  /** What the runner called it, or its shape, spoke for this session. */
  byKind: boolean;
}

/** So many days from its day a runner may say that a run was this one. */
export const LINK_DAYS = 3;

/** Costs in units of a run that is 2.7 times too long or too short. */
const COSTS = {
  /** For each day apart. */
  day: 0.35,
  /** What the runner called it fits, or does not. */
  named: 0.45,
  /** The whole of it fast where none was to be, or the other way round. */
  shape: 1.3,
  /** A session that goes without a run. */
  none: 1,
} as const;
const NEVER = 1e6;
/** Under half or over double another run was meant. */
const FURTHEST = Math.log(2.2);
const RACE_OFF = 0.15;
const EFFORTS: Record<string, string[]> = {
  race: ["race"],
  long: ["long"],
  workout: ["tempo", "intervals", "race_pace", "strides"],
};

type Pair = Match & { cost: number };

/**
 * Which run was which planned one: on its day or the one beside it, by how near its distance or time is, what the runner
 * called it and how much of it was fast. Of all ways to pair them it is the one that fits best as a whole, so that
 * swapped days, a week that ran a day late and two runs on a day come out.
 */
export function matchRuns(planned: Planned[], done: Done[]): Match[] {
  const byDate = Map.groupBy(done.keys(), (j) => done[j].localDate);
  const pairs = planned.map((session) => {
    const near = [-1, 0, 1].flatMap((days) => byDate.get(addDays(session.date, days)) ?? []);
    return new Map(near.flatMap((j) => {
      const pair = pairOf(session, done[j]);
      return pair ? [[j, pair] as const] : [];
    }));
  });
  return groupsOf(pairs).flatMap(({ sessions, runs }) => {
    const costs = sessions.map((i) => [
      ...runs.map((j) => pairs[i].get(j)?.cost ?? NEVER),
      ...sessions.map(() => COSTS.none),
    ]);
    return munkres(costs).flatMap(([i, j]) => {
      const pair = pairs[sessions[i]].get(runs[j]);
      if (!pair) return [];
      const { cost: _, ...match } = pair;
      return [match];
    });
  });
}

/** How a run compares with a planned one, whether or not they belong together. */
export function compareRun(session: Planned, run: Done): Match {
  const days = daysBetween(session.date, run.localDate);
  const isTimed = session.seconds !== null && session.seconds > 0;
  const part = isTimed
    ? run.movingSeconds / (session.seconds ?? 1)
    : run.distanceMeters / session.meters;
  const byKind = run.effort !== null && EFFORTS[run.effort].includes(session.kind);
  const metric = isTimed ? "time" : "distance";
  return { plannedId: session.id, runId: run.id, days, part, metric, byKind };
}

function pairOf(session: Planned, run: Done): Pair | undefined {
  const match = compareRun(session, run);
  const { days, part, byKind } = match;
  const off = Math.abs(Math.log(part));
  if (Math.abs(days) > 1 || !(off <= FURTHEST)) return undefined;
  // A race is on its day, and as long as it is.
  if (session.kind === "race" && (days !== 0 || off > RACE_OFF)) return undefined;
  const named = run.effort === null ? 0 : byKind ? -COSTS.named : COSTS.named;
  const cost = off + Math.abs(days) * COSTS.day + named + shapeCost(session, run);
  return { ...match, cost };
}

function shapeCost({ kind, fastMeters, meters }: Planned, { fastShare }: Done): number {
  if (fastShare === null || kind === "race") return 0;
  return COSTS.shape * Math.abs(fastShare - fastMeters / meters);
}

/** Sessions and runs, by their places, that no possible pair joins to others. */
function groupsOf(pairs: Map<number, Pair>[]): { sessions: number[]; runs: number[] }[] {
  const left = new Set(pairs.keys());
  const groups: { sessions: number[]; runs: number[] }[] = [];
  for (const first of pairs.keys()) {
    if (!left.delete(first)) continue;
    const sessions = [first];
    const runs = new Set<number>();
    for (const i of sessions) {
      for (const j of pairs[i].keys()) runs.add(j);
      const joined = [...left].filter((other) => pairs[other].keys().some((j) => runs.has(j)));
      for (const other of joined) left.delete(other);
      sessions.push(...joined);
    }
    groups.push({ sessions, runs: [...runs] });
  }
  return groups;
}
