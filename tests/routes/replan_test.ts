import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { plannedRuns, plans } from "@/db/schema/plans.ts";
import { upsertRuns } from "@/db/runs.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { followPlan } from "@/tests/support/plans.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.replan;
const DAY_MS = 86_400_000;

type Scene = TestApp & { userId: string } & Awaited<ReturnType<typeof newRunner>>;

/** A runner with a plan for September 13, on July 20: all was run but the last week. */
async function withMissedWeek(test: (scene: Scene) => Promise<void>): Promise<void> {
  await withApp({}, async (app) => {
    const runner = await newRunner(app);
    await followPlan(app, runner.visitor);
    const userId = await userIdOf(app, runner.email);
    app.clock.advance(Date.UTC(2026, 6, 20, 12) - app.clock.now());
    await app.db.run("update sessions set expires_at = expires_at + 100 * 86400000000");
    const done = (await allRuns(app)).filter(({ date }) => date < "2026-07-13");
    await app.db.transaction((tx) =>
      upsertRuns(
        tx,
        done.map(({ date, meters, id }) =>
          newRun(userId, { externalId: id, localDate: date, distanceMeters: meters })
        ),
      )
    );
    await test({ ...app, ...runner, userId });
  });
}

const allRuns = (app: Pick<TestApp, "db">) =>
  app.db.select().from(plannedRuns).orderBy(plannedRuns.date, plannedRuns.id);
const plain = (runs: Awaited<ReturnType<typeof allRuns>>) =>
  runs.map(({ revision: _, updatedAt: __, ...run }) => run);

const ILL = { what: "illness", from: "2026-07-13", to: "2026-07-19" };

function printOn(page: { text: string }): string {
  return page.text.match(/name="print" value="([^"]+)"/)?.[1] ?? "";
}

const ask = (app: Scene, params: Record<string, string>) =>
  app.visitor.get(`/plan/replan?${new URLSearchParams(params)}`);

/** Looks at what a mishap changes, and changes it so. */
async function accept(app: Scene, params: Record<string, string>): Promise<void> {
  const print = printOn(await ask(app, params));
  const answer = await app.visitor.post("/plan/replan", { ...params, print });
  strictEqual(answer.location, "/plan?done=replanned", JSON.stringify(params));
}

Deno.test("A missed week is noticed, and what would change is shown with its reason before it does", () =>
  withMissedWeek(async (app) => {
    const before = await allRuns(app);
    const plan = await app.visitor.get("/plan");
    assertShows(plan, t.missedTitle(4), t.missedText);
    ok(plan.text.includes("/plan/replan?what=missed&amp;from=2026-07-14&amp;to=2026-07-19"));
    const page = await ask(app, ILL);
    assertShows(page, t.diff.title(4), t.reasons.return, t.reasons.spike, t.reasons.ramp);
    assertShows(page, "Tempo, 6.1 km", "Easy, 6.1 km", t.diff.accept);
    deepStrictEqual(await allRuns(app), before, "looking changes nothing");
  }));

Deno.test("What is accepted is what was shown, raises the revision of those days alone, and is undone exactly", () =>
  withMissedWeek(async (app) => {
    const before = await allRuns(app);
    await accept(app, ILL);
    const adapted = await app.visitor.get("/plan?done=replanned");
    assertShows(adapted, en.plans.schedule.replanned);
    ok(!adapted.text.includes(t.missedText), "what was adapted to is asked for no more");
    const after = await allRuns(app);
    const changed = after.filter((run, i) => run.revision !== before[i].revision);
    deepStrictEqual(changed.map(({ date }) => date).sort(), [
      ...["2026-07-21", "2026-08-01", "2026-08-02", "2026-08-08"],
    ]);
    await app.visitor.post("/plan/undo");
    deepStrictEqual(plain(await allRuns(app)), plain(before));
    assertShows(await ask(app, ILL), t.diff.title(4));
  }));

Deno.test("A proposal that is another one by now changes nothing, and says so", () =>
  withMissedWeek(async (app) => {
    const print = printOn(await ask(app, ILL));
    const [{ id }] = (await allRuns(app)).filter(({ date }) => date > "2026-07-21");
    await app.visitor.post(`/plan/runs/${id}`, { what: "skip" });
    await app.visitor.post("/plan/undo");
    const moved = { what: "move", [`date-${id}`]: "2026-07-22" };
    await app.visitor.post(`/plan/runs/${id}`, moved);
    app.clock.advance(3 * DAY_MS);
    const before = await allRuns(app);
    const answer = await app.visitor.post("/plan/replan", { ...ILL, print });
    strictEqual(answer.status, 409);
    assertShows(answer, en.refusals.plan_changed.title);
    deepStrictEqual(await allRuns(app), before);
  }));

Deno.test("The race moves with its taper, days are added and taken away, and undone exactly", () =>
  withMissedWeek(async (app) => {
    for (const raceDate of ["2026-09-27", "2026-09-12", "2026-08-23"]) {
      const [before, [plan]] = [await allRuns(app), await app.db.select().from(plans)];
      await accept(app, { what: "race_moved", raceDate });
      const after = await allRuns(app);
      strictEqual(after.at(-1)?.kind, "race");
      strictEqual(after.at(-1)?.date, raceDate);
      strictEqual(after.at(-1)?.id, before.at(-1)?.id, "it is the same race to a calendar");
      const [moved] = await app.db.select().from(plans);
      strictEqual(moved.raceDate, raceDate);
      if (raceDate !== "2026-09-12") notStrictEqual(after.length, before.length);
      assertShows(await app.visitor.get("/plan"), en.plans.schedule.undo);
      await app.visitor.post("/plan/undo");
      deepStrictEqual(plain(await allRuns(app)), plain(before));
      deepStrictEqual((await app.db.select().from(plans))[0], plan);
    }
  }));

Deno.test("A result of another speed changes the paces to come, and nothing else", () =>
  withMissedWeek(async (app) => {
    const before = await allRuns(app);
    await accept(app, { what: "race_time", distance: "10k", time: "42:00" });
    const after = await allRuns(app);
    for (const [i, run] of after.entries()) {
      const { paceSlow: _, paceFast: __, revision: ___, updatedAt: ____, ...rest } = run;
      const { paceSlow, paceFast: _____, revision: ______, updatedAt: _______, ...old } = before[i];
      deepStrictEqual(rest, old);
      ok(
        run.date < "2026-07-20" ? run.paceSlow === paceSlow : (run.paceSlow ?? 0) < (paceSlow ?? 0),
      );
    }
    assertShows(await ask(app, { what: "race_time", distance: "10k", time: "42:00" }), t.same);
    await app.visitor.post("/plan/undo");
    deepStrictEqual(plain(await allRuns(app)), plain(before));
  }));

Deno.test("Many mishaps in a row, each undone in its turn, leave the plan as it was", () =>
  withMissedWeek(async (app) => {
    const before = [await allRuns(app), await app.db.select().from(plans)] as const;
    const mishaps: Record<string, string>[] = [
      { what: "travel", from: "2026-07-23", to: "2026-07-26" },
      { what: "illness", from: "2026-07-28", to: "2026-08-02" },
      { what: "race_moved", raceDate: "2026-09-19" },
      { what: "race_time", distance: "5k", time: "21:30" },
      { what: "race_moved", raceDate: "2026-09-06" },
      { what: "travel", from: "2026-08-08", to: "2026-08-09" },
    ];
    for (const mishap of mishaps) await accept(app, mishap);
    for (const _ of mishaps) strictEqual((await app.visitor.post("/plan/undo")).status, 303);
    deepStrictEqual(plain(await allRuns(app)), plain(before[0]));
    deepStrictEqual(await app.db.select().from(plans), before[1]);
    strictEqual((await app.visitor.post("/plan/undo")).status, 404);
  }));

Deno.test("/plan/replan refuses what makes no sense with its reason, and changes nothing", () =>
  withMissedWeek(async (app) => {
    const before = await allRuns(app);
    const wrong = [
      [{ what: "illness", from: "", to: "2026-07-20" }, t.problems.date],
      [{ what: "illness", from: "2026-07-20", to: "2026-07-19" }, t.problems.span],
      [{ what: "missed", from: "2026-07-19", to: "2026-07-20" }, t.problems.over],
      [{ what: "race_time", distance: "10k", time: "12:00" }, t.problems.time],
      [{ what: "race_moved", raceDate: "soon" }, t.problems.date],
    ] as const;
    for (const [params, words] of wrong) {
      const page = await ask(app, params);
      strictEqual(page.status, 422, words);
      assertShows(page, words);
      strictEqual((await app.visitor.post("/plan/replan", { ...params, print: "x" })).status, 400);
    }
    const refused = [
      [{ what: "travel", from: "2026-09-10", to: "2026-09-14" }, t.refused.race_away.title],
      [{ what: "race_moved", raceDate: "2026-07-20" }, t.refused.race_past.title],
      [{ what: "race_moved", raceDate: "2028-07-20" }, t.refused.too_far.title],
    ] as const;
    for (const [params, words] of refused) {
      const page = await ask(app, params);
      assertShows(page, words);
      ok(!page.text.includes('name="print"'));
      strictEqual((await app.visitor.post("/plan/replan", { ...params, print: "" })).status, 409);
    }
    deepStrictEqual(await allRuns(app), before);
  }));

Deno.test("Without a plan there is nothing to adapt, and a stranger adapts none", () =>
  withMissedWeek(async (app) => {
    const { visitor: stranger } = await newRunner(app);
    strictEqual((await stranger.get("/plan/replan")).status, 404);
    const print = printOn(await ask(app, ILL));
    strictEqual((await stranger.post("/plan/replan", { ...ILL, print })).status, 404);
    strictEqual((await stranger.post("/plan/replan", {})).status, 404);
  }));

Deno.test("Who has no runs here is taken to have run what was planned, but for the days that were missed", () =>
  withApp({}, async (app) => {
    const runner = await newRunner(app);
    await followPlan(app, runner.visitor);
    app.clock.advance(21 * DAY_MS);
    const changes = async (from: string) => {
      const params = new URLSearchParams({ what: "missed", from, to: "2026-05-24" });
      const page = await runner.visitor.get(`/plan/replan?${params}`);
      return Number(page.text.match(/(\d+) days? change/)?.[1]);
    };
    ok(!(await runner.visitor.get("/plan")).text.includes(t.missedText), "nothing is known of it");
    const [one, all] = [await changes("2026-05-18"), await changes("2026-05-04")];
    ok(one > 0 && one < all, `${one} days of one week, ${all} of three`);
  }));
