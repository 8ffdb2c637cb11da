import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { runs } from "@/db/schema/runs.ts";
import { runDetails, stravaAccounts } from "@/db/schema/strava.ts";
import { en as t } from "@/locales/en/mod.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { forgetDetails } from "@/tests/support/forget_details.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";

const athleteId = 9_100_002;
type Draft = Parameters<StravaApp["strava"]["insertActivity"]>[1];

interface Scene {
  app: StravaApp;
  visitor: Visitor;
  path: string;
}

/** A runner with one run at Strava, whose page is at `path`. */
async function withRun(draft: Draft, test: (scene: Scene) => Promise<void>): Promise<void> {
  await withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    app.strava.insertActivity(athleteId, { id: "77", ...draft }, { event: false });
    await connectStrava(visitor);
    await app.drain();
    const [run] = await app.db.select().from(runs);
    await test({ app, visitor, path: `/runs/${run.id}` });
  });
}

const READ = {
  distanceMeters: 5_400,
  movingSeconds: 1_800,
  averageHeartrate: 150,
  description: "Wind <b>everywhere</b>",
};

function headings(html: string): string[] {
  return [...html.matchAll(/<h[23]>(.*?)<\/h[23]>/g)].map(([, text]) => text);
}

Deno.test("GET /runs/[id] shows splits, best efforts and charts of what was read in full", () =>
  withRun(READ, async ({ app, visitor, path }) => {
    const page = await visitor.get(path);
    deepStrictEqual(headings(page.text), [
      t.details.description,
      t.details.charts,
      ...[t.details.pace, t.details.heartRate, t.details.altitude],
      t.details.splits("km"),
      t.details.efforts,
      t.runs.page.facts,
    ]);
    assertShows(page, "Wind <b>everywhere</b>", "1 km", "5 km", "kcal");
    doesNotMatch(page.text, /<b>every/);
    strictEqual(page.text.match(/<svg class="chart-plot"[^>]*role="img"/g)?.length, 3);
    const lines = [...page.text.matchAll(/class="chart-line" d="(M[^"]+)"/g)].map(([, d]) => d);
    for (const line of lines) {
      ok(line.split("L").length <= 300, "no more places than a screen can show");
      match(line, /^M[\d. L]+$/);
    }
    const splits = page.text.split(t.details.splits("km")).at(-1) ?? "";
    strictEqual(splits.match(/class="split-bar"/g)?.length, 6);
    ok(page.text.length < 60_000, `${page.text.length}`);
    doesNotMatch(page.text, /data-island=|\sstyle=/);
    const stranger = await newRunner(app);
    strictEqual((await stranger.visitor.get(path)).status, 404);
    strictEqual((await stranger.visitor.post(`${path}/details`)).status, 404);
  }));

Deno.test("GET /runs/[id] leaves out the chart of a sensor that was not there, and shows records", () =>
  withRun({
    ...READ,
    ...{ averageHeartrate: undefined, gps: false, trainer: true },
    extra: { best_efforts: [{ name: "5K", distance: 5000, elapsed_time: 1650, pr_rank: 2 }] },
  }, async (scene) => {
    const page = await scene.visitor.get(scene.path);
    assertShows(page, `5 km 27:30 ${t.details.rank[2]}`);
    const shown = headings(page.text);
    ok(shown.includes(t.details.pace));
    ok(!shown.includes(t.details.heartRate) && !shown.includes(t.details.altitude));
  }));

Deno.test("a run without samples is told apart from one that is still to be read", () =>
  withRun({ manual: true }, async ({ app, visitor, path }) => {
    assertShows(await visitor.get(path), t.details.typedIn);
    await forgetDetails(app);
    await app.db.update(runs).set({ fetchedAt: 1 });
    const page = await visitor.get(path);
    assertShows(page, t.details.unread.title, t.details.unread.button);
    await app.db.update(stravaAccounts).set({ status: "reconnect" });
    assertShows(await visitor.get(path), t.details.reconnect);
  }));

Deno.test("POST /runs/[id]/details has a run read now, and the page says so meanwhile", () =>
  withRun(READ, async ({ app, visitor, path }) => {
    await forgetDetails(app);
    const answer = await visitor.post(`${path}/details`);
    deepStrictEqual([answer.status, answer.location], [303, path]);
    const list = "?list=%2Fruns%3Fsort%3Doldest";
    strictEqual((await visitor.post(`${path}/details${list}`)).location, path + list);
    strictEqual((await visitor.post(`${path}/details?list=//evil.example`)).location, path);
    const meanwhile = await visitor.get(path);
    assertShows(meanwhile, t.details.owed.title, t.details.owed.reload);
    doesNotMatch(textOf(meanwhile.text), new RegExp(t.details.unread.button));
    const isActive = async () => JSON.parse((await visitor.get(`${path}/details`)).text).active;
    strictEqual(await isActive(), true);
    await app.drain();
    strictEqual(await isActive(), false);
    ok(headings((await visitor.get(path)).text).includes(t.details.charts));
  }));

Deno.test("POST /runs/[id]/details says when a run is read while Strava's limit is reached", () =>
  withRun(READ, async ({ app, visitor, path }) => {
    await forgetDetails(app);
    app.strava.addFault({ effect: { kind: "rate-limit" } });
    await visitor.post(`${path}/details`);
    await app.drain();
    assertShows(await visitor.get(path), t.details.owed.later("8:15 AM"));
    // Nobody watches a page for a quarter of an hour.
    deepStrictEqual(JSON.parse((await visitor.get(`${path}/details`)).text), { active: false });
    const { visitor: stranger } = await newRunner(app);
    strictEqual((await stranger.get(`${path}/details`)).status, 404);
  }));

Deno.test("a parked run says what went wrong, and one press has it read", () =>
  withRun(READ, async ({ app, visitor, path }) => {
    await app.db.update(runDetails)
      .set({ state: "parked", details: null, streams: null, attempts: 5, problem: "Strava: 500" });
    await app.db.update(runs).set({ fetchedAt: 1 });
    const page = await visitor.get(path);
    assertShows(page, t.details.parked.title, t.details.parked.problem("Strava: 500"));
    await visitor.post(`${path}/details`);
    await app.drain();
    const [row] = await app.db.select().from(runDetails);
    deepStrictEqual([row.state, row.streamState, row.problem], ["ready", "ready", null]);
    doesNotMatch((await visitor.get(path)).text, /class="notice/);
  }));

Deno.test("what is no run of Strava's is never read in full", () =>
  withRun({ sportType: "Ride" }, async ({ app, visitor, path }) => {
    doesNotMatch((await visitor.get(path)).text, /class="notice|chart/);
    strictEqual((await visitor.post(`${path}/details`)).status, 404);
    strictEqual(await app.db.$count(runDetails), 0);
    await app.db.update(runs).set({ isRun: true, source: "file" }).where(eq(runs.isRun, false));
    strictEqual((await visitor.post(`${path}/details`)).status, 404);
  }));
