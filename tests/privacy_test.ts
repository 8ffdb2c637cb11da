import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { isForPrograms } from "@/http/programs.ts";
import { scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { readContract } from "@/tests/support/contract.ts";
import { makeFeed } from "@/tests/support/feeds.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { givePlan } from "@/tests/support/plans.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { fillUrl, listUrls } from "@/tests/support/urls.ts";

const WORD = "zanzibar";

/** Ana has runs, goals, a result, notes and a plan; all that she lets others see is that she goes to a race. */
async function furnish(app: TestApp) {
  const { email, visitor } = await newRunner(app);
  const userId = await userIdOf(app, email);
  const run = newRun(userId, {
    ...{ title: `${WORD} run`, notes: WORD, effort: "race" as const },
    ...{ distanceMeters: 21_234.5, movingSeconds: 5_077, elapsedSeconds: 5_099 },
  });
  await app.db.transaction((tx) => upsertRuns(tx, [run]));
  const coming = await giveRace(app, userId, { name: "Valley Half", distanceMeters: 21_097.5 });
  const gone = await giveRace(app, userId, { name: "Spring Half", date: "2026-05-03" });
  const goals = { goalASeconds: 5_025, goalBSeconds: 5_147, notes: WORD, isShown: true };
  await giveEntry(app, userId, coming, goals);
  await giveEntry(app, userId, gone, { ...goals, resultSeconds: 5_096 });
  const planned = await givePlan(app, userId);
  for (const id of planned.slice(0, 3)) {
    await visitor.post(`/plan/runs/${id}`, { what: "note", [`note-${id}`]: WORD });
  }
  // She sees them herself, so they are what a page would say.
  ok((await visitor.get("/plan")).text.includes(WORD));
  ok((await visitor.get(`/races/${coming}`)).text.includes("1:23:45"));
  ok((await visitor.get(`/runs/${run.id}`)).text.includes("21.23"));
  // The week of her run is one of his as well.
  const ids = [run.id, coming, gone, planned[0], userId, "2026-04-27"];
  // As seconds, as times, and as what only she has.
  const secrets = [WORD, "5025", "1:23:45", "5147", "1:25:47", "5096", "1:24:56", "5077", "5099"];
  return {
    ids,
    races: [coming, gone],
    secrets: [...secrets, "1:24:59", "21.23", email, run.id, planned[0]],
  };
}

function betrayed(text: string, secrets: string[], path: string): string[] {
  // What was asked for stands in the address of the answer.
  return secrets.filter((secret) => !path.includes(secret) && text.includes(secret));
}

Deno.test("No page and no file tells a runner anything of another's runs, goals, results or plan", () =>
  withApp({}, async (app) => {
    const { ids, races, secrets } = await furnish(app);
    const { visitor: ben, email } = await newRunner(app);
    for (const race of races) await giveEntry(app, await userIdOf(app, email), race);
    const patterns = listUrls().filter(({ method, pattern }) =>
      method === "GET" && !isForPrograms(pattern)
    );
    let read = 0;
    for (const { pattern } of patterns) {
      for (const id of pattern.includes(":") ? ids : [""]) {
        const path = fillUrl(pattern, id);
        const { status, text } = await ben.get(path);
        if (status === 200) read++;
        deepStrictEqual(betrayed(text, secrets, path), [], path);
      }
    }
    ok(read > 25, `${read} pages were read`);
    strictEqual((await ben.get(`/races/${races[0]}`)).text.includes("Valley Half"), true);
  }));

Deno.test("A runner's calendar tells nothing of another's, though they go to the same races", () =>
  withApp({}, async (app) => {
    const { races, secrets } = await furnish(app);
    const { visitor: ben, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    for (const race of races) await giveEntry(app, userId, race);
    await givePlan(app, userId);
    const { text } = await app.visit().get(await makeFeed(ben));
    ok(text.includes("Valley Half"));
    deepStrictEqual(betrayed(text, secrets, ""), []);
  }));

Deno.test("No answer of the API tells a script anything of another's runs, goals, results or plan", () =>
  withApp({}, async (app) => {
    const { ids, secrets } = await furnish(app);
    const { email } = await newRunner(app);
    await givePlan(app, await userIdOf(app, email));
    const script = await scriptOf(app, email);
    const { operations } = await readContract(app);
    let read = 0;
    for (const { method, path, parameters } of operations) {
      if (method !== "GET") continue;
      const query = parameters.filter(({ in: place, required }) => place === "query" && required)
        .map(({ name, schema }) => [name, String(schema.example)]);
      for (const id of path.includes("{id}") ? ids : [""]) {
        const address = `${path.replace("{id}", id)}?${new URLSearchParams(query)}`;
        const { status, json } = await script.get(address);
        if (status === 200) read++;
        deepStrictEqual(betrayed(JSON.stringify(json), secrets, address), [], address);
      }
    }
    ok(read > 8, `${read} answers were read`);
  }));
