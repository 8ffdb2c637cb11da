import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { and, eq } from "drizzle-orm";
import { readDashboard } from "@/db/dashboard.ts";
import { listSports } from "@/db/runs.ts";
import { runPairs, runs } from "@/db/schema/runs.ts";
import { en as t } from "@/locales/en/mod.ts";
import { queueLook } from "@/domain/strava/owe.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import { twiceSyncedAthlete } from "@/tools/strava_simulator/mod.ts";

interface Scene {
  app: StravaApp;
  visitor: Visitor;
  userId: string;
}

/** A runner whose watch reached Strava twice, on so many days. */
async function withDoubles(days: number, test: (scene: Scene) => Promise<void>): Promise<void> {
  const simulator = { athletes: [twiceSyncedAthlete(days)] };
  await withStravaApp({ simulator }, async (app) => {
    const { visitor, email } = await newRunner(app);
    await connectStrava(visitor);
    await app.drain();
    await test({ app, visitor, userId: await userIdOf(app, email) });
  });
}

const pairsOf = ({ app }: Scene) => app.db.select().from(runPairs);
const hidden = ({ app }: Scene) => app.db.$count(runs, eq(runs.hidden, true));

async function choose(scene: Scene, choice: string, pair?: typeof runPairs.$inferSelect) {
  const { firstId: first, secondId: second } = pair ?? (await pairsOf(scene))[0];
  const answer = await scene.visitor.post("/runs/doubles", { first, second, choice });
  deepStrictEqual([answer.status, answer.location], [303, "/runs/doubles"], answer.text);
}

/** Looks at one activity at Strava again. */
async function look({ app, userId }: Scene, externalId: string): Promise<void> {
  await app.db.transaction((tx) => queueLook(tx, userId, externalId, app.clock.now()));
  for (let i = 0; i < 4; i++) {
    await app.drain();
    app.clock.advance(6 * 60_000);
  }
}

async function externalId({ app }: Scene, runId: string): Promise<string> {
  const [row] = await app.db.select().from(runs).where(eq(runs.id, runId));
  return row.externalId;
}

Deno.test("a run that Strava has twice is shown as a pair, with what differs, and nothing is merged", () =>
  withDoubles(3, async (scene) => {
    const { app, visitor } = scene;
    strictEqual((await pairsOf(scene)).length, 3);
    strictEqual(await app.db.$count(runs), 6);
    strictEqual(await hidden(scene), 0);
    assertShows(await visitor.get("/runs"), t.doubles.notice(3));
    assertShows(await visitor.get("/"), t.doubles.notice(3));
    const page = await visitor.get("/runs/doubles");
    assertShows(page, t.doubles.choices.both, t.doubles.choices.first, t.doubles.choices.second);
    assertShows(page, "Lyon Running and Morning Run", "7:30:00", "7:30:03", t.doubles.differs);
    assertShows(page, "Garmin Forerunner 255", "Garmin Connect");
  }));

Deno.test("the run that does not count is in no list and in no sum, and says so on its own page", () =>
  withDoubles(1, async (scene) => {
    const { app, visitor, userId } = scene;
    await choose(scene, "first");
    const [{ firstId, secondId }] = await pairsOf(scene);
    const [kept] = await app.db.select().from(runs).where(eq(runs.id, firstId));
    const list = (await visitor.get("/runs")).text;
    ok(list.includes(`/runs/${firstId}`) && !list.includes(`/runs/${secondId}`));
    match(list, new RegExp(`<dd>${(kept.distanceMeters / 1000).toFixed(1)}\\s*km</dd>`));
    doesNotMatch(list, /same run twice/);
    const dates = { from: "2026-01-01", yearStart: "2026-01-01", to: "2026-12-31" };
    const sums = await readDashboard(app.db, userId, dates);
    strictEqual(sums.year.count, 1);
    strictEqual(sums.days.reduce((sum, day) => sum + day.distanceMeters, 0), kept.distanceMeters);
    deepStrictEqual([sums.longest?.id, sums.longestThisYear?.id], [firstId, firstId]);
    deepStrictEqual(await listSports(app.db, userId), ["Run"]);
    const dashboard = (await visitor.get("/")).text;
    ok(!dashboard.includes(`/runs/${secondId}`));
    const page = await visitor.get(`/runs/${secondId}`);
    assertShows(page, t.details.hidden.title, t.details.hidden.other(kept.title));
    ok(page.text.includes(`/runs/${firstId}`) && page.text.includes("/runs/doubles"));
    doesNotMatch((await visitor.get(`/runs/${firstId}`)).text, /is hidden/);
  }));

Deno.test("a choice can be changed: the other one, both, or undecided again", () =>
  withDoubles(1, async (scene) => {
    const [pair] = await pairsOf(scene);
    const shown = async () =>
      (await scene.app.db.select().from(runs).where(eq(runs.hidden, false))).map(({ id }) => id)
        .sort();
    await choose(scene, "first");
    deepStrictEqual(await shown(), [pair.firstId]);
    assertShows(await scene.visitor.get("/runs/doubles"), t.doubles.decided.first, t.doubles.none);
    await choose(scene, "second");
    deepStrictEqual(await shown(), [pair.secondId]);
    await choose(scene, "both");
    deepStrictEqual(await shown(), [pair.firstId, pair.secondId]);
    doesNotMatch((await scene.visitor.get("/runs")).text, /same run twice/);
    await choose(scene, "open");
    deepStrictEqual(await shown(), [pair.firstId, pair.secondId]);
    assertShows(await scene.visitor.get("/runs"), t.doubles.notice(1));
  }));

Deno.test("reading everything again undoes no choice, not even after an edit", () =>
  withDoubles(2, async (scene) => {
    const { app, visitor } = scene;
    const [one, two] = await pairsOf(scene);
    await choose(scene, "second", one);
    await choose(scene, "both", two);
    app.strava.updateActivity(await externalId(scene, one.firstId), { name: "Renamed" }, {
      event: false,
    });
    strictEqual((await visitor.post("/account/strava/import")).status, 303);
    await app.drain();
    const states = new Map((await pairsOf(scene)).map((pair) => [pair.firstId, pair.state]));
    deepStrictEqual([states.get(one.firstId), states.get(two.firstId)], ["second", "both"]);
    const [row] = await app.db.select().from(runs).where(
      and(eq(runs.id, one.firstId), eq(runs.hidden, true)),
    );
    strictEqual(row.title, "Renamed");
    strictEqual(await hidden(scene), 1);
  }));

Deno.test("when the one that counts is deleted at Strava, the hidden one counts again", () =>
  withDoubles(1, async (scene) => {
    await choose(scene, "first");
    const [{ firstId, secondId }] = await pairsOf(scene);
    const gone = await externalId(scene, firstId);
    scene.app.strava.deleteActivity(gone, { event: false });
    await look(scene, gone);
    const [left, ...others] = await scene.app.db.select().from(runs);
    deepStrictEqual([left.id, left.hidden, others.length], [secondId, false, 0]);
    strictEqual((await pairsOf(scene)).length, 0);
    assertShows(await scene.visitor.get(`/runs/${secondId}`), left.title);
  }));

Deno.test("an edit that tells two runs apart closes their pair, and one that brings them together opens one", () =>
  withDoubles(1, async (scene) => {
    const id = await externalId(scene, (await pairsOf(scene))[0].firstId);
    const edit = async (distanceMeters: number) => {
      scene.app.strava.updateActivity(id, { distanceMeters }, { event: false });
      await look(scene, id);
      return (await pairsOf(scene)).length;
    };
    strictEqual(await edit(5_000), 0);
    strictEqual(await edit(8_100), 1);
  }));

Deno.test("POST /runs/doubles refuses what is no choice, and pairs of others", () =>
  withDoubles(1, async (scene) => {
    const [{ firstId: first, secondId: second }] = await pairsOf(scene);
    const forms = [
      {},
      { first, second },
      { first, second, choice: "neither" },
      { first: "x", second, choice: "both" },
    ];
    for (const form of forms as Record<string, string>[]) {
      strictEqual((await scene.visitor.post("/runs/doubles", form)).status, 400);
    }
    const swapped = { first: second, second: first, choice: "first" };
    strictEqual((await scene.visitor.post("/runs/doubles", swapped)).status, 404);
    const stranger = await newRunner(scene.app);
    const theirs = { first, second, choice: "first" };
    strictEqual((await stranger.visitor.post("/runs/doubles", theirs)).status, 404);
    strictEqual(await hidden(scene), 0);
    assertShows(await stranger.visitor.get("/runs/doubles"), t.doubles.none);
  }));
