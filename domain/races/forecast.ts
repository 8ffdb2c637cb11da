import type { Db, Tx } from "@/db/client.ts";
import { listLinkedEntries, listResults } from "@/db/race_entries.ts";
import { listRaceRuns } from "@/db/race_runs.ts";
import { linkedRun } from "@/domain/races/result.ts";
import { bestOf, predict, type Prediction } from "@/domain/training/predict.ts";
import { addDays } from "@/domain/training/weeks.ts";

/** What a runner can is read from so many days. */
const DAYS = 182;
/** What is shorter says little of a race. */
const SHORTEST_METERS = 1500;

interface Forecast extends Prediction {
  from: {
    kind: "result" | "race" | "run";
    /** Of the race or the run. */
    id: string;
    name: string;
    date: string;
    meters: number;
    seconds: number;
  };
}

/**
 * What a runner may run over a distance, from the best of their results and runs of half a year: a race counts from
 * start to finish, any other run while it moved.
 */
export async function forecast(
  db: Db | Tx,
  userId: string,
  meters: number,
  today: string,
): Promise<Forecast | undefined> {
  const best = await bestPerformance(db, userId, today);
  const prediction = best && predict(best, meters);
  return prediction && { ...prediction, from: best };
}

/** The best of a runner's results and runs of half a year. */
export async function bestPerformance(
  db: Db | Tx,
  userId: string,
  today: string,
): Promise<Forecast["from"] | undefined> {
  const span = { from: addDays(today, -DAYS), to: today };
  const typed = (await listResults(db, userId, span))
    .map(({ raceId: id, ...rest }) => ({ kind: "result" as const, id, ...rest }));
  const runs = await listRaceRuns(db, userId, { ...span, minMeters: SHORTEST_METERS });
  const linked = (await listLinkedEntries(db, userId, span)).flatMap((entry) => {
    const run = linkedRun(entry, runs);
    return run
      ? [{ run, result: { kind: "result" as const, ...entry.race, seconds: run.elapsedSeconds } }]
      : [];
  });
  const raced = new Set(linked.map(({ run }) => run.id));
  const others = runs.filter(({ id }) => !raced.has(id)).map(toPerformance);
  return bestOf([...typed, ...linked.map(({ result }) => result), ...others]);
}

type Runs = Awaited<ReturnType<typeof listRaceRuns>>;

function toPerformance(run: Runs[number]): Forecast["from"] {
  const { id, title: name, localDate: date, distanceMeters: meters } = run;
  const isRace = run.effort === "race";
  const seconds = isRace ? run.elapsedSeconds : run.movingSeconds;
  return { kind: isRace ? "race" : "run", id, name, date, meters, seconds };
}
