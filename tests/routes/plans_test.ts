import { match, ok, strictEqual } from "node:assert/strict";
import { users } from "@/db/schema/accounts.ts";
import { upsertRuns } from "@/db/runs.ts";
import { en } from "@/locales/en/mod.ts";
import { fr } from "@/locales/fr/mod.ts";
import { zh } from "@/locales/zh/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.plans;
const QUERY = {
  ...{ goal: "half", raceDate: "2026-09-13", level: "intermediate", weekly: "25", longest: "9" },
  ...{ bestDistance: "10k", bestTime: "45:00", d2: "1", d4: "1", d6: "1", d0: "1" },
};
const asked = (changes: Record<string, string> = {}, path = "/plans") =>
  `${path}?${new URLSearchParams({ ...QUERY, ...changes })}`;

Deno.test("/plans begins with what the runner's own runs say", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const dates = ["2026-04-06", "2026-04-12", "2026-04-20", "2026-05-03"];
    const rows = dates.map((localDate) => newRun(userId, { localDate, distanceMeters: 10_000 }));
    // Before the four weeks, within the 30 days, and today's.
    rows.push(newRun(userId, { localDate: "2026-04-05", distanceMeters: 18_000 }));
    rows.push(newRun(userId, { localDate: "2026-04-03", distanceMeters: 30_000 }));
    await app.db.transaction((tx) => upsertRuns(tx, rows));
    const page = await visitor.get("/plans");
    strictEqual(page.status, 200);
    match(page.text, /value="10"[^>]*name="weekly"/);
    match(page.text, /value="18"[^>]*name="longest"/);
    ok(!page.text.includes('id="plan"'));
  }));

Deno.test("/plans makes a plan with its days, paces, purposes and rules", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const page = await visitor.get(asked());
    strictEqual(page.status, 200);
    assertShows(page, "19 weeks", t.made.full, "Week 19, from Sep 7", t.kinds.race_pace, "21.1 km");
    assertShows(page, t.purposes.tempo, t.check.rules.spike, t.check.verdicts.pass);
    ok(!page.text.includes(t.check.verdicts.fail));
    // Threshold at VDOT 45.3 is 4:36.
    match(page.text, /4:\d\d–4:\d\d\s\/km/);
    await app.db.update(users).set({ units: "mi" });
    match((await visitor.get(asked())).text, /7:\d\d–7:\d\d\s\/mi/);
    assertShows(await visitor.get(asked({ bestDistance: "", bestTime: "" })), t.made.noPaces);
  }));

Deno.test("/plans refuses honestly, and says what could be done", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const cases: [Record<string, string>, string][] = [
      [{ raceDate: "2026-05-03" }, t.refused.race_past.title],
      [{ raceDate: "2026-05-12" }, t.refused.too_near.title],
      [{ raceDate: "2026-06-07", goal: "marathon" }, t.refused.too_far.title],
      [{ raceDate: "2026-06-14", longest: "14" }, t.made.finish],
    ];
    for (const [changes, text] of cases) assertShows(await visitor.get(asked(changes)), text);
  }));

Deno.test("/plans names the field that is wrong", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const problems = t.form.problems;
    const wrongs: [Record<string, string>, string][] = [
      [{ goal: "ultra" }, problems.choice],
      [{ level: "elite" }, problems.choice],
      [{ raceDate: "soon" }, problems.date],
      [{ raceDate: "2036-01-01" }, problems.date],
      [{ weekly: "much" }, problems.distance],
      [{ longest: "9999" }, problems.distance],
      [{ d2: "", d4: "", d6: "" }, problems.days],
      [{ bestTime: "" }, problems.time],
      [{ bestDistance: "" }, problems.time],
      [{ bestTime: "1:00" }, problems.time],
    ];
    for (const [changes, problem] of wrongs) {
      const answer = await visitor.get(asked(changes));
      strictEqual(answer.status, 422, JSON.stringify(changes));
      assertShows(answer, problem);
      ok(!answer.text.includes('id="plan"'));
      strictEqual((await visitor.get(asked(changes, "/plans/plan.yaml"))).status, 404);
    }
  }));

Deno.test("A plan goes out as a file, comes back to be checked, and a spoiled one is told so", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const file = await visitor.get(asked({}, "/plans/plan.yaml"));
    match(file.headers.get("content-disposition") ?? "", /plan\.yaml/);
    match(
      file.text,
      /^# yaml-language-server: \$schema=http:\/\/localhost:8000\/plan-schema\.json\n/,
    );
    const schema = await app.visit().get("/plan-schema.json");
    strictEqual(schema.status, 200);
    ok(JSON.parse(schema.text).properties.sessions);
    const checked = await visitor.post("/plans/check", { plan: file.text });
    strictEqual(checked.status, 200);
    assertShows(checked, t.check.rules.taper, "Week 1, from May 4");
    const spoiled = file.text.replace(/meters: 9500/, "meters: 95000");
    assertShows(await visitor.post("/plans/check", { plan: spoiled }), t.check.verdicts.fail);
    const broken = await visitor.post("/plans/check", { plan: "weeks: <script>" });
    strictEqual(broken.status, 422);
    assertShows(broken, t.check.own.problems, "weeks");
    ok(!broken.text.includes("<script>"));
  }));

Deno.test("A race of a distance that plans know leads to its plan", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const id = await giveRace(app, userId, { distanceMeters: 42_195 });
    const page = (await visitor.get(`/races/${id}`)).text;
    const href = page.match(/href="(\/plans\?[^"]+)"/)?.[1].replaceAll("&amp;", "&") ?? "";
    const form = await visitor.get(href);
    match(form.text, /value="marathon" selected/);
    match(form.text, /value="2026-10-04"[^>]*name="raceDate"/);
    const other = await giveRace(app, userId, { distanceMeters: 12_345 });
    ok(!(await visitor.get(`/races/${other}`)).text.includes("/plans?"));
  }));

Deno.test("/plans speaks each language", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    for (const [locale, words] of [["fr", fr], ["zh", zh]] as const) {
      await app.db.update(users).set({ locale });
      const page = await visitor.get(asked());
      assertShows(page, words.plans.title, words.plans.kinds.tempo, words.plans.check.rules.ramp);
    }
  }));
