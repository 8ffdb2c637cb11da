import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { oweReports } from "@/domain/reports/due.ts";
import { chooseMails } from "@/domain/reports/choose.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/accounts.ts";
import { upsertRuns } from "@/db/runs.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { FORM as PROFILE } from "@/tests/support/profile.ts";
import { choicesOf, reportAt, reportsTo } from "@/tests/support/reports.ts";
import { newRunner } from "@/tests/support/runner.ts";

async function countAt(app: TestApp, email: string, at: string): Promise<number> {
  await reportAt(app, at);
  return reportsTo(app, email).length;
}

Deno.test("A report comes on Monday at six, not before and not twice, whatever runs twice", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    strictEqual(await countAt(app, email, "2026-05-11T05:59:00Z"), 0);
    strictEqual(await countAt(app, email, "2026-05-11T06:00:00Z"), 1);
    const now = app.clock.now();
    await Promise.all([oweReports(app.db, now), oweReports(app.db, now)]);
    strictEqual(await countAt(app, email, "2026-05-11T06:01:00Z"), 1);
    strictEqual(await countAt(app, email, "2026-05-18T06:00:00Z"), 2);
  }));

Deno.test("What came due while nothing ran is sent once, and older reports are left to the archive", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    strictEqual(await countAt(app, email, "2026-05-27T12:00:00Z"), 1);
    ok(reportsTo(app, email)[0].html.includes("/reports/2026-05-18"));
    strictEqual((await choicesOf(app, email)).nextPeriod, "2026-05-25");
  }));

Deno.test("Who flies ahead of the sun gets each report, and who flies back none twice", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const fly = (timeZone: string) => visitor.post("/account/profile", { ...PROFILE, timeZone });
    await fly("America/Los_Angeles");
    // Sunday afternoon there is Monday noon in Auckland.
    strictEqual(await countAt(app, email, "2026-05-11T00:00:00Z"), 0);
    await fly("Pacific/Auckland");
    strictEqual(await countAt(app, email, "2026-05-11T00:05:00Z"), 1);
    await fly("America/Los_Angeles");
    strictEqual(await countAt(app, email, "2026-05-11T15:00:00Z"), 1, "six o'clock, once more");
    strictEqual(await countAt(app, email, "2026-05-18T14:00:00Z"), 2);
  }));

Deno.test("A monthly report comes on the first, none never, and another rhythm repeats nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.post("/account/mails", { cadence: "monthly", weekday: "1", hour: "20" });
    strictEqual(await countAt(app, email, "2026-06-01T19:59:00Z"), 0);
    strictEqual(await countAt(app, email, "2026-06-01T20:00:00Z"), 1);
    ok(reportsTo(app, email)[0].html.includes("/reports/2026-05"));
    // Without a browser: a session would have ended meanwhile.
    const userId = await userIdOf(app, email);
    const choose = (cadence: "weekly" | "none") =>
      app.db.transaction((tx) =>
        chooseMails(tx, userId, { cadence, weekday: 1, hour: 6, without: [] }, app.clock.now())
      );
    await choose("none");
    strictEqual(await countAt(app, email, "2026-08-01T20:00:00Z"), 1);
    await choose("weekly");
    strictEqual(await countAt(app, email, "2026-08-01T21:00:00Z"), 1, "nothing that was over");
    strictEqual(await countAt(app, email, "2026-08-03T06:00:00Z"), 2);
  }));

Deno.test("Two months without a run turn the mail to monthly, and the last weekly one says so", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const run = newRun(await userIdOf(app, email), { localDate: "2026-05-08" });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    const told = () => reportsTo(app, email).filter(({ text }) => text.includes("once a month"));
    for (let week = 0; week < 9; week++) {
      const monday = Date.UTC(2026, 4, 11 + 7 * week, 6);
      await reportAt(app, new Date(monday).toISOString());
    }
    deepStrictEqual([reportsTo(app, email).length, told().length], [9, 0]);
    await reportAt(app, "2026-07-13T06:00:00Z");
    deepStrictEqual([reportsTo(app, email).length, told().length], [10, 1]);
    strictEqual(await countAt(app, email, "2026-07-27T06:00:00Z"), 10);
    strictEqual(await countAt(app, email, "2026-08-01T06:00:00Z"), 11);
    strictEqual((await choicesOf(app, email)).cadence, "monthly");
  }));

Deno.test("Whoever was here before reports came gets the next one", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    await app.db.run("update mail_choices set next_period = '', next_at = 0");
    strictEqual(await countAt(app, email, "2026-05-06T12:00:00Z"), 0);
    strictEqual((await choicesOf(app, email)).nextPeriod, "2026-05-04");
    strictEqual(await countAt(app, email, "2026-05-11T06:00:00Z"), 1);
  }));

Deno.test("A runner whose zone this machine does not know keeps nobody else's report", () =>
  withApp({}, async (app) => {
    const { email: lost } = await newRunner(app);
    const { email } = await newRunner(app);
    await app.db.update(users).set({ timeZone: "Nowhere/Land" }).where(eq(users.email, lost));
    app.clock.advance(Date.parse("2026-05-11T06:00:00Z") - app.clock.now());
    const owe = () => oweReports(app.db, app.clock.now(), app.deps.log);
    await owe();
    await app.drain();
    strictEqual(reportsTo(app, email).length, 1);
    const errors = () => app.logged.filter(({ level }) => level === "error").length;
    strictEqual(errors(), 1);
    await owe();
    strictEqual(errors(), 1, "it is tried again in an hour");
    await app.db.update(users).set({ timeZone: "UTC" }).where(eq(users.email, lost));
    app.clock.advance(3_600_000);
    await owe();
    await app.drain();
    strictEqual(reportsTo(app, lost).length, 1);
  }));
