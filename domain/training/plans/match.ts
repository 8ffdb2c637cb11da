/** What a planned run is compared by. */
interface Planned {
  id: string;
  date: string;
  kind: string;
  meters: number;
}

/** What was run. */
interface Done {
  id: string;
  localDate: string;
  distanceMeters: number;
  effort: "race" | "long" | "workout" | null;
}

export interface Match {
  plannedId: string;
  runId: string;
  /** Days from the planned day to the run's. */
  days: number;
  /** The run's distance as a part of the planned one. */
  part: number;
}

/** Another day costs as much as a distance that is wrong by four fifths. */
const A_DAY = 0.6;
/** Half the distance or double: beyond it another run was meant. */
const FURTHEST = Math.log(2.2);
const FITTING = 0.25;
const EFFORTS: Record<string, string[]> = {
  race: ["race"],
  long: ["long"],
  workout: ["tempo", "intervals", "race_pace", "strides"],
};

/**
 * Which run was which planned one: on its day or the one beside it, by how near the distance is and what the runner
 * called it. The best pairs first, each run and each session once, so that swapped days and two runs on a day come out.
 */
export function matchRuns(planned: Planned[], done: Done[]): Match[] {
  const pairs = planned.flatMap((session) =>
    done.flatMap((run) => {
      const pair = pairOf(session, run);
      return pair ? [pair] : [];
    })
  ).sort((a, b) => a.cost - b.cost);
  const [sessions, runs] = [new Set<string>(), new Set<string>()];
  const found: Match[] = [];
  for (const { plannedId, runId, days, part } of pairs) {
    if (sessions.has(plannedId) || runs.has(runId)) continue;
    sessions.add(plannedId);
    runs.add(runId);
    found.push({ plannedId, runId, days, part });
  }
  return found;
}

function pairOf(session: Planned, run: Done): (Match & { cost: number }) | undefined {
  const days = Math.round((Date.parse(run.localDate) - Date.parse(session.date)) / 86_400_000);
  const part = run.distanceMeters / session.meters;
  const off = Math.abs(Math.log(part));
  if (Math.abs(days) > 1 || !(off <= FURTHEST)) return undefined;
  const isNamed = run.effort !== null;
  const fits = isNamed && EFFORTS[run.effort ?? ""].includes(session.kind);
  // What is called a race is one of nothing else.
  if (session.kind === "race" && (days !== 0 || off > 0.15)) return undefined;
  const cost = off + Math.abs(days) * A_DAY + (isNamed ? fits ? -FITTING : FITTING : 0);
  return { plannedId: session.id, runId: run.id, days, part, cost };
}
