import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { plannedRuns, plans } from "@/db/schema/plans.ts";
import { upsertRuns } from "@/db/runs.ts";
import { updateRole } from "@/db/users.ts";
import { en } from "@/locales/en/mod.ts";
import { BASE_URL, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { followPlan, OWN_PLAN, PLAN_FORM } from "@/tests/support/plans.ts";
import { newRunner } from "@/tests/support/runner.ts";

const { schedule: t, check } = en.plans;

Deno.test("A plan of one's own is checked, followed as it is, and judged by the metric it is set in", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await followPlan(app, visitor);
    const page = await visitor.post("/plans/check", { plan: OWN_PLAN });
    assertShows(page, check.title, t.follow, t.instead, "45 min");
    strictEqual((await visitor.post("/plans/own", { plan: OWN_PLAN })).location, "/plan");
    const [followed] = (await app.db.select().from(plans)).filter(({ endedAt }) =>
      endedAt === null
    );
    deepStrictEqual([followed.mode, followed.state, followed.raceDate], [
      ...["own", "ready", "2026-05-17"],
    ]);
    assertShows(await visitor.get("/plan"), "45 min", "8.0 km", "Week 2, from May 11");
    const own = (await app.db.select().from(plannedRuns).orderBy(plannedRuns.date))
      .filter(({ planId }) => planId === followed.id);
    deepStrictEqual(own.map(({ seconds, paceFast }) => [seconds, paceFast]), [
      ...[[2700, null], [null, 270], [null, null], [null, null], [null, null]],
    ]);
    app.clock.advance(2 * 86_400_000);
    const run = newRun(await userIdOf(app, email), {
      ...{ localDate: "2026-05-05", distanceMeters: 5_100, movingSeconds: 2_430 },
    });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    assertShows(await visitor.get(`/plan/runs/${own[0].id}`), "90 % of the time");
  }));

Deno.test("A plan whose race is no week's last day moves its race into whole weeks, and back", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await visitor.post("/plans/own", { plan: OWN_PLAN.replaceAll("2026-05-17", "2026-05-15") });
    const before = await app.db.select().from(plans);
    const params = { what: "race_moved", raceDate: "2026-05-27" };
    const page = await visitor.get(`/plan/replan?${new URLSearchParams(params)}`);
    const print = page.text.match(/name="print" value="([^"]+)"/)?.[1] ?? "";
    strictEqual((await visitor.post("/plan/replan", { ...params, print })).status, 303);
    const [moved] = await app.db.select().from(plans);
    deepStrictEqual([moved.startDate, moved.weeks], ["2026-04-30", 4]);
    await visitor.post("/plan/undo");
    deepStrictEqual(await app.db.select().from(plans), before);
  }));

Deno.test("POST /plans/own refuses what is no plan, or is over, and the one that is followed stays", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await followPlan(app, visitor);
    strictEqual((await visitor.post("/plans/own", { plan: "weeks: many" })).status, 400);
    strictEqual((await visitor.post("/plans/own", {})).status, 400);
    const past = OWN_PLAN.replaceAll("2026-", "2025-");
    const over = await visitor.post("/plans/own", { plan: past });
    strictEqual(over.status, 409);
    assertShows(over, en.refusals.plan_over.title);
    strictEqual(await app.db.$count(plans), 1);
  }));

Deno.test("A file may be checked as well as a text", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const body = new FormData();
    body.set("plan", "");
    body.set("file", new File([OWN_PLAN], "plan.yaml", { type: "application/yaml" }));
    const page = await visitor.send("/plans/check", {
      ...{ method: "POST", body, headers: { origin: BASE_URL } },
    });
    strictEqual(page.status, 200);
    assertShows(page, check.title, t.follow);
  }));

Deno.test("A plan that could not be made says so, is no card on the dashboard, and is made when the job is tried again", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.post("/plan", PLAN_FORM);
    const [{ request }] = await app.db.select().from(plans);
    await app.db.update(plans).set({ request: "{" });
    for (let i = 0; i < 12; i++) {
      await app.drain();
      app.clock.advance(3_600_000);
    }
    strictEqual((await app.db.select().from(plans))[0].state, "failed");
    const page = await visitor.get("/plan");
    assertShows(page, t.failed, t.failedText, t.remake, t.end);
    ok(page.text.includes("/plans?goal=half&amp;raceDate=2026-09-13"));
    ok(!(await visitor.get("/")).text.includes(t.today));
    strictEqual((await visitor.get("/plan/replan")).status, 404);

    await app.db.update(plans).set({ request });
    await updateRole(app.db, email, "admin");
    const jobs = await visitor.get("/admin/jobs");
    const retry = jobs.text.match(/action="(\/admin\/jobs\/[^"]+\/retry)"/)?.[1] ?? "";
    strictEqual((await visitor.post(retry)).status, 303);
    await app.drain();
    assertShows(await visitor.get("/plan"), t.restBefore);
  }));
