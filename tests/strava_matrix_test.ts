import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { listCases, type Outcome, runCases } from "@/tests/support/matrix/matrix.ts";
import { printOutcomes } from "@/tests/support/matrix/table.ts";

/** `deno task matrix 200` plays more of them. */
const MIXTURES = 3;

Deno.test("Whatever fails at Strava and on the way, a day later all is here as it is there", async () => {
  const cases = listCases(MIXTURES);
  strictEqual(cases.length, 2 * (25 + MIXTURES));
  const outcomes: Outcome[] = [];
  await runCases(cases, (outcome) => outcomes.push(outcome));
  printOutcomes(outcomes);
  const wrong = outcomes.filter(({ problem }) => problem);
  deepStrictEqual(wrong.map(({ name, problem }) => `${name}: ${problem}`), []);
});
