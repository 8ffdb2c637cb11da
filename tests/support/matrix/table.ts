import { printTable, round } from "@/tools/bench/table.ts";
import type { Outcome } from "./matrix.ts";

export function printOutcomes(outcomes: Outcome[]): void {
  printTable(
    "Faults, each with both settings of every assumed behaviour, and what was here a day after",
    ["", "setting", "activities", "calls", "at most", "refused", "seconds", "result"],
    outcomes.map(({ name, isOther, activities, calls, budget, refused, seconds, problem }) => [
      name,
      isOther ? "other" : "usual",
      ...[activities, calls, budget, refused].map(String),
      round(seconds, 1),
      problem ? "WRONG" : "equal",
    ]),
  );
  for (const { name, problem } of outcomes) if (problem) console.log(`${name}: ${problem}`);
  const right = outcomes.filter(({ problem }) => !problem).length;
  console.log(`\n${right} of ${outcomes.length} ended as the ledger says`);
}
