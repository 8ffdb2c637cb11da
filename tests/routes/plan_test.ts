import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { plannedRuns, plans } from "@/db/schema/plans.ts";
import { upsertRuns } from "@/db/runs.ts";
import { en } from "@/locales/en/mod.ts";
import { fr } from "@/locales/fr/mod.ts";
import { zh } from "@/locales/zh/mod.ts";
import { users } from "@/db/schema/accounts.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { followPlan, PLAN_FORM } from "@/tests/support/plans.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.plans.schedule;

async function withFollower(
  test: (
    scene: TestApp & { userId: string } & Awaited<ReturnType<typeof newRunner>>,
  ) => Promise<void>,
): Promise<void> {
  await withApp({}, async (app) => {
    const runner = await newRunner(app);
    await followPlan(app, runner.visitor);
    await test({ ...app, ...runner, userId: await userIdOf(app, runner.email) });
  });
}

const allRuns = (app: Pick<TestApp, "db">) =>
  app.db.select().from(plannedRuns).orderBy(plannedRuns.date);

Deno.test("A plan's outline is shown at once, and its sessions when the job has made them", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    assertShows(await visitor.get("/plan"), t.none, t.make);
    assertShows(
      await visitor.get(`/plans?${new URLSearchParams(PLAN_FORM)}`),
      t.follow,
      t.followText,
    );
    strictEqual((await visitor.post("/plan", PLAN_FORM)).location, "/plan");
    const making = await visitor.get("/plan");
    assertShows(making, t.making, "19 weeks");
    strictEqual(making.headers.get("refresh"), "2", "it looks again by itself");
    ok(!(await visitor.get("/")).text.includes(t.today));
    await app.drain();
    const made = await visitor.get("/plan");
    assertShows(made, "Week 19, from Sep 7", "Half marathon", t.restBefore);
    strictEqual(made.headers.get("refresh"), null);
    assertShows(await visitor.get("/"), t.today, t.all);
    strictEqual((await allRuns(app)).at(-1)?.kind, "race");
    // A day on, something is due.
    app.clock.advance(86_400_000);
    assertShows(await visitor.get("/"), t.today, "Tue, May 5, 2026", en.plans.kinds.easy);
    app.clock.advance(Date.UTC(2026, 8, 14, 12) - app.clock.now());
    await app.db.run("update sessions set expires_at = expires_at + 100 * 86400000000");
    const afterwards = await visitor.get("/");
    strictEqual(afterwards.status, 200);
    ok(!textOf(afterwards.text).includes(t.all), "the race is over");
  }));

Deno.test("A job that runs twice makes the sessions once", () =>
  withFollower(async (app) => {
    const before = await allRuns(app);
    await app.db.run("update jobs set state = 'ready', attempts = 0 where kind = 'plan.make'");
    await app.drain();
    deepStrictEqual(await allRuns(app), before);
  }));

Deno.test("POST /plan refuses what makes no plan, and the one that is followed stays", () =>
  withFollower(async ({ visitor, db }) => {
    for (const changes of [{ goal: "ultra" }, { raceDate: "2026-05-05" }, { weekly: "" }]) {
      strictEqual((await visitor.post("/plan", { ...PLAN_FORM, ...changes })).status, 400);
    }
    strictEqual(await db.$count(plans), 1);
    strictEqual(await db.$count(plans, eq(plans.state, "ready")), 1);
  }));

Deno.test("A new plan takes the old one's place, and leaving it ends it", () =>
  withFollower(async ({ visitor, db, ...app }) => {
    assertShows(await visitor.get(`/plans?${new URLSearchParams(PLAN_FORM)}`), t.instead);
    await visitor.post("/plan", { ...PLAN_FORM, goal: "10k" });
    await app.drain();
    assertShows(await visitor.get("/plan"), "10 km");
    strictEqual(await db.$count(plans), 2);
    strictEqual((await visitor.post("/plan/ending")).location, "/plan?done=ended");
    assertShows(await visitor.get("/plan"), t.none);
    strictEqual((await visitor.post("/plan/ending")).status, 404);
    ok(!(await visitor.get("/")).text.includes(t.today));
  }));

Deno.test("A run is moved, and what stood there comes in its place; each change is undone in turn", () =>
  withFollower(async (app) => {
    const { visitor } = app;
    const before = await allRuns(app);
    const [first, second] = before;
    const move = (id: string, date: string) =>
      visitor.post(`/plan/runs/${id}`, { what: "move", [`date-${id}`]: date });
    strictEqual((await move(first.id, second.date)).location, "/plan?done=changed");
    strictEqual((await move(first.id, "2026-05-06")).status, 303);
    const moved = new Map((await allRuns(app)).map((run) => [run.id, run]));
    strictEqual(moved.get(first.id)?.date, "2026-05-06");
    strictEqual(moved.get(second.id)?.date, first.date);
    deepStrictEqual([moved.get(first.id)?.revision, moved.get(second.id)?.revision], [3, 2]);
    const untouched = before.slice(2).map(({ id }) => moved.get(id));
    deepStrictEqual(untouched, before.slice(2), "no other day is touched");

    for (let i = 0; i < 2; i++) strictEqual((await visitor.post("/plan/undo")).status, 303);
    const plain = (runs: typeof before) =>
      runs.map(({ revision: _, updatedAt: __, ...run }) => run);
    deepStrictEqual(plain(await allRuns(app)), plain(before));
    strictEqual((await visitor.post("/plan/undo")).status, 404);
    assertShows(await visitor.get("/plan?done=undone"), t.undone);
  }));

Deno.test("The race stays on its day, and nothing leaves the weeks of the plan", () =>
  withFollower(async (app) => {
    const before = await allRuns(app);
    const race = before.at(-1);
    const move = (id: string, date: string) =>
      app.visitor.post(`/plan/runs/${id}`, { what: "move", [`date-${id}`]: date });
    for (
      const [id, date] of [
        [race?.id ?? "", "2026-09-12"],
        [before[0].id, "2026-09-13"],
        [before[0].id, "2026-05-03"],
        [before[0].id, "2026-09-14"],
      ]
    ) {
      const answer = await move(id, date);
      strictEqual(answer.status, 409, date);
      assertShows(answer, en.refusals.plan_day_taken.title);
    }
    strictEqual((await move(before[0].id, "soon")).status, 400);
    deepStrictEqual(await allRuns(app), before);
  }));

Deno.test("A run is left out, put back and noted", () =>
  withFollower(async (app) => {
    const [{ id }] = await allRuns(app);
    const post = (form: Record<string, string>) => app.visitor.post(`/plan/runs/${id}`, form);
    await post({ what: "skip" });
    assertShows(await app.visitor.get("/plan"), t.skipped);
    assertShows(await app.visitor.get(`/plan/runs/${id}`), t.skipped, t.keep);
    await post({ what: "keep" });
    ok(!textOf((await app.visitor.get("/plan")).text).includes(t.skipped));
    await post({ what: "note", [`note-${id}`]: "With <b>Ben" });
    for (const path of ["/plan", `/plan/runs/${id}`]) {
      const page = await app.visitor.get(path);
      assertShows(page, "With <b>Ben");
      ok(!page.text.includes("<b>Ben"));
    }
    for (const form of [{ what: "burn" }, {}, { what: "note", [`note-${id}`]: "x".repeat(501) }]) {
      strictEqual((await post(form as Record<string, string>)).status, 400);
    }
  }));

Deno.test("A run that was run is done, and the page says why it is that one", () =>
  withFollower(async (app) => {
    const [first, second] = await allRuns(app);
    app.clock.advance(7 * 86_400_000);
    const rows = [
      newRun(app.userId, { localDate: "2026-05-06", distanceMeters: 1.02 * first.meters }),
      newRun(app.userId, { localDate: second.date, distanceMeters: 0.5 * second.meters }),
      newRun(app.userId, { localDate: second.date, distanceMeters: 0.95 * second.meters }),
    ];
    await app.db.transaction((tx) => upsertRuns(tx, rows));
    const page = await app.visitor.get("/plan");
    assertShows(page, "✓ 102 %", "✓ 95 %");
    const shown = async ({ id }: { id: string }) => await app.visitor.get(`/plan/runs/${id}`);
    assertShows(await shown(first), "102 % of the distance", t.dayAfter);
    ok((await shown(first)).text.includes(`href="/runs/${rows[0].id}"`));
    const other = await shown(second);
    assertShows(other, "95 % of the distance", t.sameDay);
    ok(other.text.includes(`href="/runs/${rows[2].id}"`));
    ok(!other.text.includes(`href="/runs/${rows[1].id}"`));
    assertShows(page, t.missed);
  }));

Deno.test("Paces that were read from runs are kept nowhere, and go with the runs", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    await app.db.transaction((tx) => upsertRuns(tx, [newRun(userId, { effort: "race" })]));
    await visitor.post("/plan", { ...PLAN_FORM, bestDistance: "", bestTime: "" });
    await app.drain();
    const [plan] = await app.db.select().from(plans);
    strictEqual(plan.request, "", "what it was made from is gone");
    ok(
      (await allRuns(app)).every(({ paceSlow, paceFast }) =>
        paceSlow === null && paceFast === null
      ),
    );
    const paces = /\d:\d\d–\d:\d\d\s\/km/;
    match((await visitor.get("/plan")).text, paces);
    await app.db.run("delete from runs");
    ok(!paces.test((await visitor.get("/plan")).text));
  }));

Deno.test("Another runner sees and changes nothing of a plan", () =>
  withFollower(async (app) => {
    const { visitor: stranger } = await newRunner(app);
    const before = await allRuns(app);
    for (const path of [`/plan/runs/${before[0].id}`, "/plan/undo", "/plan/ending"]) {
      strictEqual((await stranger.post(path, { what: "skip" })).status, 404, path);
    }
    strictEqual((await stranger.get(`/plan/runs/${before[0].id}`)).status, 404);
    assertShows(await stranger.get("/plan"), t.none);
    deepStrictEqual(await allRuns(app), before);
  }));

Deno.test("/plan speaks each language", () =>
  withFollower(async ({ visitor, db }) => {
    for (const [locale, words] of [["fr", fr], ["zh", zh]] as const) {
      await db.update(users).set({ locale });
      assertShows(await visitor.get("/plan"), words.plans.schedule.title, words.plans.kinds.long);
    }
  }));
