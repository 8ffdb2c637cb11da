import { migrateDatabase, openDatabase } from "@/db/client.ts";
import { type NewRun, upsertRuns } from "@/db/runs.ts";
import type { ImportMeasure, ImportPlan, ImportResult } from "./importing.ts";
import { describeMachine, start, startStrava, withFolder } from "./processes.ts";
import { runOf, seedRunner } from "./seed.ts";
import { printTable, round } from "./table.ts";

/** `deno task bench:import [activities] [runs of others in the table]` */
const [most = 10_000, otherRuns = 200_000] = Deno.args.map(Number);
const PAGE = 200;
const SIZES = [most / 10, most];

interface Case {
  name: string;
  activities: number;
  otherRuns: number;
}

async function main(folder: string): Promise<void> {
  console.log(describeMachine());
  const cases: Case[] = [
    ...SIZES.map((activities) => ({
      name: `${round(activities)}, table empty`,
      activities,
      otherRuns: 0,
    })),
    {
      name: `${round(most)}, table of ${round(otherRuns)}`,
      activities: most,
      otherRuns,
    },
  ];
  const results: { name: string; result: ImportResult }[] = [];
  for (const [i, each] of cases.entries()) {
    const databaseUrl = `file:${folder}/import${i}.db`;
    await seedOthers(databaseUrl, each.otherRuns);
    results.push({ name: each.name, result: await runImport(databaseUrl, each.activities) });
  }
  printResults(results);
  const reference = await insertAlone(`file:${folder}/reference.db`);
  console.log(
    `\nReference, ${round(most)} rows by one statement of ${PAGE} each and nothing else: ` +
      `${round(most / reference)} rows/s, ${round(reference * 1e6 / most, 1)} µs a row`,
  );
}

async function seedOthers(databaseUrl: string, runs: number): Promise<void> {
  const { db, close } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  for (let n = 0; n < runs / PAGE; n++) {
    await seedRunner(db, { email: `${n}@bench.invalid`, runs: PAGE, now: Date.now() });
  }
  close();
}

async function runImport(databaseUrl: string, activities: number): Promise<ImportResult> {
  await using strava = await startStrava(activities);
  const plan: ImportPlan = { databaseUrl, strava: strava.address };
  await using importing = start(0, "importing.ts", {
    args: [JSON.stringify(plan)],
    stdout: "piped",
  });
  const result: ImportResult = await new Response(importing.process.stdout).json();
  const { added, unchanged } = { ...result.first.receipt, ...result.again.receipt };
  if (result.first.receipt.added !== activities || unchanged !== activities || added !== 0) {
    throw new Error(`The receipts do not add up: ${JSON.stringify(result)}`);
  }
  return result;
}

async function insertAlone(databaseUrl: string): Promise<number> {
  const { db, close } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  const now = Date.now();
  const { userId } = await seedRunner(db, { email: "one@bench.invalid", runs: 0, now });
  const pages: NewRun[][] = Array.from(
    { length: most / PAGE },
    (_, page) => Array.from({ length: PAGE }, (_, i) => runOf(userId, page * PAGE + i, now)),
  );
  const began = performance.now();
  for (const page of pages) await db.transaction((tx) => upsertRuns(tx, page));
  const seconds = (performance.now() - began) / 1000;
  close();
  return seconds;
}

function printResults(results: { name: string; result: ImportResult }[]): void {
  const rows = results.flatMap(({ name, result }) => [
    rowOf(name, result.first, result.peakMegabytes),
    rowOf(`${name}, once more unchanged`, result.again, result.peakMegabytes),
  ]);
  printTable("Import of one runner's history, the simulator in its own process", [
    "activities",
    "end to end /s",
    "own CPU /s",
    "own wall /s",
    "CPU µs each",
    "own ms a page",
    "peak MB",
    "list calls",
  ], rows);
  const [small, large] = results.map(({ result: { first } }) => cpuOfEach(first));
  console.log(
    `\nCPU for each activity, ${SIZES.map((size) => round(size)).join(" and ")}: ` +
      `${round(small, 1)} and ${round(large, 1)} µs, ratio ${round(large / small, 2)}`,
  );
}

function rowOf(name: string, measure: ImportMeasure, peakMegabytes: number): string[] {
  const { receipt: { added, unchanged, pages }, seconds, waitingSeconds, cpuSeconds } = measure;
  const count = added + unchanged;
  const own = seconds - waitingSeconds;
  return [
    name,
    round(count / seconds),
    round(count / cpuSeconds),
    round(count / own),
    round(cpuOfEach(measure), 1),
    round(own * 1000 / pages, 1),
    round(peakMegabytes),
    round(pages),
  ];
}

function cpuOfEach({ receipt: { added, unchanged }, cpuSeconds }: ImportMeasure): number {
  return cpuSeconds * 1e6 / (added + unchanged);
}

await withFolder(main);
Deno.exit(0);
