import { listCases, type Outcome, runCases } from "./matrix.ts";
import { printOutcomes } from "./table.ts";

const USAGE = "deno task matrix [how many mixtures] [only names that begin so]";

const [mixtures = "3", only = ""] = Deno.args;
if (!/^\d+$/.test(mixtures)) {
  console.error(`Cannot play ${mixtures} mixtures: ${USAGE}`);
  Deno.exit(1);
}
const outcomes: Outcome[] = [];
const cases = listCases(Number(mixtures)).filter(({ name }) => name.startsWith(only));
await runCases(cases, (outcome) => outcomes.push(outcome));
printOutcomes(outcomes);
if (outcomes.some(({ problem }) => problem)) Deno.exitCode = 1;
