import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { getLatestImport, updateImport } from "@/db/imports.ts";
import { type NewRun, upsertRuns } from "@/db/runs.ts";
import { getStravaAccount, markReconnect } from "@/db/strava_accounts.ts";
import { bumpVersion } from "@/db/users.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory, newRun, userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";

/** The virtual clock starts on Monday, 4 May 2026. */
Deno.test("GET / sums this week, the year and the longest run, running only", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, [
      { localDate: "2026-05-04", distanceMeters: 8_000, movingSeconds: 2_400 },
      {
        localDate: "2026-05-03",
        distanceMeters: 21_100,
        movingSeconds: 6_600,
        title: "Sunday long",
      },
      {
        localDate: "2025-12-31",
        distanceMeters: 42_200,
        movingSeconds: 15_000,
        title: "Last year's marathon",
      },
      {
        localDate: "2026-05-04",
        distanceMeters: 90_000,
        sport: "Ride",
        isRun: false,
        title: "A long ride",
      },
    ]);
    const { text } = await visitor.get("/");
    strictEqual(stat(text, "This week"), "8.0 km");
    match(text, /last week 21\.1/);
    strictEqual(stat(text, "Pace"), "5:00 /km");
    strictEqual(stat(text, "2026 so far"), "29 km");
    strictEqual(stat(text, "Longest run"), "42.2 km");
    strictEqual(stat(text, "Longest this year"), "21.1 km");
    doesNotMatch(text, /A long ride/);
  }));

Deno.test("GET / is calm about weeks without a run, and averages those that are over", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, [{ localDate: "2025-06-01" }]);
    const quiet = (await visitor.get("/")).text;
    match(quiet, /No runs in the last 12 weeks/);
    doesNotMatch(quiet, /<svg class="chart-plot"/);
    strictEqual(stat(quiet, "Pace"), undefined);
    await give(app, email, [{ localDate: "2026-04-28", distanceMeters: 22_000 }]);
    const before = (await visitor.get("/")).text;
    match(before, /22\.0\s*km in the last 12 weeks; 2\.0\s*km a week on average, not counting/);
    strictEqual(before.match(/class="bar-value"/g)?.length, 1);
    await give(app, email, [{ localDate: "2026-05-04", distanceMeters: 8_000 }]);
    match((await visitor.get("/")).text, /30\.0\s*km in the last 12 weeks; 2\.0\s*km a week/);
  }));

Deno.test("GET / has a face for each state of the connection", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    match((await visitor.get("/")).text, /No runs yet.*Connect Strava/s);
    const userId = await userIdOf(app, email);
    await giveHistory(app, email);
    const latest = await getLatestImport(app.db, userId);
    const show = async (change: Parameters<typeof updateImport>[3]) => {
      await updateImport(app.db, userId, latest?.id ?? "", change);
      await bumpVersion(app.db, userId);
      return (await visitor.get("/")).text;
    };
    match(await show({ state: "running", seen: 1200 }), /on their way.*1,200 activities/s);
    match(await show({ state: "failed", problem: "strava_unavailable" }), /The import stopped/);
    doesNotMatch(await show({ state: "done" }), /class="notice/);
    const account = await getStravaAccount(app.db, userId);
    ok(account && await app.db.transaction((tx) => markReconnect(tx, account)));
    match(await show({ state: "done" }), /has to be connected again/);
  }));

Deno.test("GET / begins weeks where the runner does, and days in the runner's zone", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, [{ localDate: "2026-05-03", distanceMeters: 5_000 }]);
    strictEqual(stat((await visitor.get("/")).text, "This week"), "0.0 km");
    const profile = { timeZone: "UTC", units: "km", locale: "en", weekStart: "sunday" };
    const empty = {
      name: "",
      birthYear: "",
      sex: "",
      weight: "",
      maxHr: "",
      restHr: "",
      vo2max: "",
    };
    strictEqual((await visitor.post("/account/profile", { ...empty, ...profile })).status, 303);
    strictEqual(stat((await visitor.get("/")).text, "This week"), "5.0 km");
    await visitor.post("/account/profile", {
      ...empty,
      ...profile,
      weekStart: "monday",
      timeZone: "Pacific/Pago_Pago",
    });
    strictEqual(
      stat((await visitor.get("/")).text, "This week"),
      "5.0 km",
      "it is still Sunday in Pago Pago",
    );
  }));

async function give(app: TestApp, email: string, changes: Partial<NewRun>[]): Promise<void> {
  const userId = await userIdOf(app, email);
  await app.db.transaction(async (tx) => {
    await upsertRuns(tx, changes.map((change) => newRun(userId, change)));
    await bumpVersion(tx, userId);
  });
}

function stat(html: string, label: string): string | undefined {
  const found = html.match(
    new RegExp(`<dt>${label}</dt><dd><span class="stat-value">(.*?)</span>(</span>)?`),
  );
  return found?.[1].replace(/<[^>]+>/g, "");
}
