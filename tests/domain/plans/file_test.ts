import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { parse } from "yaml";
import { planSchema, readPlan, writePlan } from "@/domain/plans/file.ts";
import { buildPlan } from "@/domain/training/plans/build.ts";
import { requests } from "@/tests/domain/training/plans/runners.ts";
import { junk } from "@/tests/support/fuzz.ts";

const SCHEMA_URL = "https://runnerly.example/plan-schema.json";
const PLAN = `
format: runnerly-plan/1
goal: 10k
raceDate: 2026-06-07
startDate: 2026-06-01
weeks: 1
sessions:
  - { date: 2026-06-07, kind: race, meters: 10000, fastMeters: 10000 }
  - { date: 2026-06-02, kind: easy, meters: 5000 }
`;

Deno.test("a plan that is written is read back the same, and fits its own JSON schema", () => {
  const fits = new Ajv2020({ strict: false, formats: { date: true } }).compile(
    planSchema() as object,
  );
  let written = 0;
  fc.assert(
    fc.property(requests, (request) => {
      const built = buildPlan(request);
      if (!("plan" in built)) return;
      written++;
      const text = writePlan(built.plan, SCHEMA_URL);
      ok(fits(parse(text)), JSON.stringify(fits.errors));
      const back = readPlan(text);
      ok("plan" in back, JSON.stringify(back));
      const rounded = built.plan.sessions.map((session) => ({
        ...session,
        pace: session.pace && session.pace.map((seconds) => Math.round(seconds)),
      }));
      deepStrictEqual(back.plan, { ...built.plan, sessions: rounded });
    }),
    { numRuns: 200, seed: 20_261_123 },
  );
  ok(written > 100);
});

Deno.test("readPlan() takes what is written by hand, in any order, as YAML or JSON", () => {
  const byHand = readPlan(PLAN);
  ok("plan" in byHand);
  deepStrictEqual(byHand.plan.sessions.map(({ kind }) => kind), ["easy", "race"]);
  deepStrictEqual(readPlan(JSON.stringify(parse(PLAN))), byHand);
});

Deno.test("A run that is set in minutes has the meters that it comes to, and is written in minutes", () => {
  const timed = PLAN.replace("meters: 5000", "minutes: 39");
  const easy = readPlan(timed);
  ok("plan" in easy);
  deepStrictEqual([easy.plan.sessions[0].seconds, easy.plan.sessions[0].meters], [2340, 6000]);
  const paced = readPlan(timed.replace("minutes: 39", "minutes: 39, pace: [310, 290]"));
  ok("plan" in paced);
  strictEqual(paced.plan.sessions[0].meters, 7800);
  const text = writePlan(paced.plan, SCHEMA_URL);
  ok(text.includes("minutes: 39"));
  deepStrictEqual(readPlan(text), paced);
});

Deno.test("readPlan() says what is wrong, and where", () => {
  const cases: [text: string, at: string][] = [
    ["", ""],
    ["- a\n- b", ""],
    ["a: [", "line 1"],
    [PLAN.replace("goal: 10k", "goal: 12k"), "goal"],
    [PLAN.replace("runnerly-plan/1", "plan"), "format"],
    [PLAN.replace("kind: easy", "kind: nap"), "sessions.1.kind"],
    [PLAN.replace("meters: 5000", "meters: -1"), "sessions.1.meters"],
    [PLAN.replace("date: 2026-06-02", "date: 2026-07-02"), "sessions.1.date"],
    [PLAN.replace("meters: 5000", "meters: 5000, fastMeters: 6000"), "sessions.1.fastMeters"],
    [PLAN.replace("meters: 5000", "meters: 5000, minutes: 30"), "sessions.1"],
    [PLAN.replace(", meters: 5000", ""), "sessions.1"],
    [PLAN.replace("meters: 5000", "minutes: 2000"), "sessions.1.minutes"],
    [PLAN.replace("raceDate: 2026-06-07", "raceDate: 2026-06-08"), "raceDate"],
    [PLAN.replace("weeks: 1", "weeks: 1000"), "weeks"],
    [`${PLAN}extra: 1\n`, ""],
    [PLAN + " ".repeat(200_000), ""],
    // What would unfold to millions.
    ["a: &a [x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c]", ""],
  ];
  for (const [text, at] of cases) {
    const answer = readPlan(text);
    ok("problems" in answer && answer.problems.length > 0, text.slice(0, 80));
    strictEqual(answer.problems[0].at, at, `${text.slice(0, 80)} ${JSON.stringify(answer)}`);
  }
});

Deno.test("readPlan() refuses what is nested by the thousand before it is parsed", () => {
  for (const mark of ["[", "{a: ", "- ", "? ", "-\n"]) {
    const answer = readPlan(mark.repeat(15_000));
    deepStrictEqual(answer, { problems: [{ at: "", message: "It is nested too deeply." }] }, mark);
  }
});

Deno.test("readPlan() answers any text with a plan or with problems", () => {
  fc.assert(
    fc.property(junk, junk, (before, after) => {
      for (const text of [before, PLAN.replace("10k", before), `${PLAN}${after}`]) {
        const answer = readPlan(text);
        ok("plan" in answer || answer.problems.length > 0);
      }
    }),
    { numRuns: 300, seed: 20_261_123 },
  );
});
