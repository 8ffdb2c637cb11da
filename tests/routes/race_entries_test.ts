import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { raceEntries } from "@/db/schema/races.ts";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.races;
const ENTRY = { isShown: "", goalA: "", goalB: "", goalC: "", result: "", run: "", notes: "" };

Deno.test("A runner's own race has goals in order, their paces, and bands that add up", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const id = await giveRace(app, await userIdOf(app, email), { distanceMeters: 21_097.5 });
    const goals = { ...ENTRY, goalA: "1:40:00", goalB: "1:45:00", notes: "Start\r\nslowly" };
    strictEqual(
      (await visitor.post(`/races/${id}/entry`, goals)).location,
      `/races/${id}?done=saved`,
    );
    const page = await visitor.get(`/races/${id}`);
    assertShows(page, t.paces.title, "1:45:00", "4:59 /km");
    match(page.text, /Start\nslowly<\/textarea>/);
    const [entry] = await app.db.select().from(raceEntries);
    deepStrictEqual([entry.goalASeconds, entry.goalBSeconds, entry.goalCSeconds], [
      6000,
      6300,
      null,
    ]);
    assertShows(
      await visitor.get(`/races/${id}/band?goal=B&split=even`),
      "4:59",
      "1:45:00",
      "Finish",
    );
    assertShows(await visitor.get(`/races/${id}/band?goal=B&split=negative`), t.paces.howNegative);
    strictEqual((await visitor.get(`/races/${id}/band?goal=C`)).status, 404);

    const wrongs: [Record<string, string>, string][] = [
      [{ goalA: "1:50:00" }, t.mine.problems.order],
      [{ goalB: "1:45" }, t.mine.problems.time],
      [{ goalB: "soon" }, t.mine.problems.time],
      [{ result: "1:44:00" }, t.mine.problems.future],
      [{ run: id }, t.mine.problems.run],
      [{ notes: "x".repeat(2001) }, t.mine.problems.notes],
    ];
    for (const [changes, problem] of wrongs) {
      const answer = await visitor.post(`/races/${id}/entry`, { ...goals, ...changes });
      strictEqual(answer.status, 422, JSON.stringify(changes));
      assertShows(answer, problem);
    }
    deepStrictEqual(await app.db.select().from(raceEntries), [entry]);
    await visitor.post(`/races/${id}/withdrawal`);
    strictEqual(await app.db.$count(raceEntries), 0);
    strictEqual((await visitor.post(`/races/${id}/withdrawal`)).status, 404);
  }));

Deno.test("A result is typed in or a run's, and a run that is read anew is still linked", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const id = await giveRace(app, userId, { date: "2026-05-03" });
    const run = newRun(userId, { localDate: "2026-05-03", elapsedSeconds: 2765, externalId: "77" });
    const store = (id: string) => app.db.transaction((tx) => upsertRuns(tx, [{ ...run, id }]));
    await store(run.id);
    const form = { ...ENTRY, goalB: "47:00" };
    await visitor.post(`/races/${id}/entry`, { ...form, run: run.id });
    assertShows(
      await visitor.get(`/races/${id}`),
      "46:05",
      t.mine.fromRun("10.00 km"),
      t.mine.ahead("0:55"),
    );
    const [entry] = await app.db.select().from(raceEntries);
    strictEqual(entry.resultSeconds, null, "nothing of the run rests in the entry");
    ok(!JSON.stringify(entry).includes(run.id) && !JSON.stringify(entry).includes('"77"'));

    await app.db.run(`delete from runs where id = '${run.id}'`);
    const without = await visitor.get(`/races/${id}`);
    ok(!without.text.includes("46:05"));
    assertShows(without, t.mine.keepRun);
    await visitor.post(`/races/${id}/entry`, { ...form, run: "keep" });
    await store("019f0000-0000-7000-8000-000000000077");
    assertShows(await visitor.get(`/races/${id}`), "46:05");

    await visitor.post(`/races/${id}/entry`, { ...form, result: "46:12" });
    const typed = await visitor.get(`/races/${id}`);
    assertShows(typed, "46:12");
    ok(!typed.text.includes("from your run"));
  }));

Deno.test("A forecast says what it was read from, and a result speaks before a run", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const id = await giveRace(app, userId, { distanceMeters: 21_097.5 });
    assertShows(await visitor.get(`/races/${id}`), t.forecast.none);
    const old = newRun(userId, { localDate: "2025-05-03", movingSeconds: 2000 });
    const easy = newRun(userId, { title: "Easy ten", movingSeconds: 3600, elapsedSeconds: 4000 });
    await app.db.transaction((tx) => upsertRuns(tx, [old, easy]));
    assertShows(
      await visitor.get(`/races/${id}`),
      t.forecast.from.run("Easy ten"),
      t.forecast.onlyRun,
    );
    const earlier = await giveRace(app, userId, {
      name: "Spring Five",
      date: "2026-04-12",
      distanceMeters: 5000,
    });
    await giveEntry(app, userId, earlier, { resultSeconds: 1200 });
    const page = await visitor.get(`/races/${id}`);
    // VDOT 49.8 1:31:50, Cameron 1:31:51, Riegel 1:32:00; with 2 % for the day to either side.
    assertShows(page, t.forecast.from.result("Spring Five"), "1:32:00", t.forecast.caveat);
    assertShows(page, t.forecast.range("1:29:59", "1:33:51"));
    ok(!page.text.includes(t.forecast.onlyRun));
  }));

Deno.test("A linked run is a result for the forecast, and what nobody can run is none", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const id = await giveRace(app, userId);
    const raced = await giveRace(app, userId, { name: "Spring Ten", date: "2026-05-03" });
    const run = newRun(userId, {
      localDate: "2026-05-03",
      movingSeconds: 2690,
      elapsedSeconds: 2700,
    });
    const ride = newRun(userId, { title: "A ride", distanceMeters: 20_000, movingSeconds: 2400 });
    await app.db.transaction((tx) => upsertRuns(tx, [run, ride]));
    assertShows(await visitor.get(`/races/${id}`), t.forecast.from.run("Morning run"), "44:50");
    await visitor.post(`/races/${raced}/entry`, { ...ENTRY, run: run.id });
    const page = await visitor.get(`/races/${id}`);
    assertShows(page, t.forecast.from.result("Spring Ten"), "45:00");
    ok(!page.text.includes(t.forecast.onlyRun));
    const slip = await visitor.post(`/races/${raced}/entry`, { ...ENTRY, result: "20:00" });
    strictEqual(slip.status, 422);
    assertShows(slip, t.mine.problems.time);
    for (const distanceMeters of [400, 150_000]) {
      const other = await giveRace(app, userId, { distanceMeters });
      assertShows(await visitor.get(`/races/${other}`), t.forecast.outside);
    }
  }));

Deno.test("A race that is put off keeps the result and the run that are there", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const id = await giveRace(app, userId, { date: "2026-05-03" });
    await giveEntry(app, userId, id, { resultSeconds: 2700, runSource: "strava", runHash: "x" });
    const form = { name: "Spring Ten", date: "2026-06-07", distance: "10k", other: "", place: "" };
    await visitor.post(`/races/${id}/edit`, { ...form, country: "", surface: "road", url: "" });
    await visitor.post(`/races/${id}/entry`, { ...ENTRY, notes: "Put off" });
    const [entry] = await app.db.select().from(raceEntries);
    deepStrictEqual([entry.notes, entry.resultSeconds, entry.runHash], ["Put off", 2700, "x"]);
  }));
