import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { noteCron } from "@/db/crons.ts";
import { insertJob } from "@/db/jobs.ts";
import { insertMail, moveMail } from "@/db/mails.ts";
import { jobs, mails } from "@/db/schema/jobs.ts";
import { imports, stravaEvents } from "@/db/schema/strava.ts";
import { blockStravaCalls } from "@/db/strava_quota.ts";
import { replaceSubscription, updateSubscription } from "@/db/strava_subscription.ts";
import { updateRole } from "@/db/users.ts";
import { CRONS } from "@/domain/jobs/crons.ts";
import { hearEvent } from "@/domain/strava/hear.ts";
import { scheduleReadings } from "@/domain/strava/schedule.ts";
import { takeCall } from "@/domain/strava/quota.ts";
import { en } from "@/locales/en/mod.ts";
import { formatFor } from "@/locales/format.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory, userIdOf } from "@/tests/support/history.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { projectFile } from "@/tests/support/project_files.ts";
import { newRunner, type TestRunner } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

const t = en.admin;
const HOUR = 3_600_000;
const at = (instant: number) => formatFor("en", "km").dateTime(instant, "UTC");

async function newOperator(app: TestApp): Promise<TestRunner> {
  const operator = await newRunner(app);
  ok(await updateRole(app.db, operator.email, "admin"));
  return operator;
}

/** A job of this runner's that was given up. */
async function bury(app: TestApp, kind: string, email: string, payload: object): Promise<string> {
  const now = app.clock.now();
  const userId = await userIdOf(app, email);
  const id = await insertJob(app.db, { kind, userId, payload, runAt: now }, now) ?? "";
  const buried = { state: "buried", attempts: 8, problem: "It broke", finishedAt: now } as const;
  await app.db.update(jobs).set(buried).where(eq(jobs.id, id));
  return id;
}

const jobOf = (app: TestApp, id: string) => app.db.select().from(jobs).where(eq(jobs.id, id)).get();

Deno.test("for a plain runner the operator's pages do not exist, and change nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const id = await bury(app, "strava.look", email, { v: 1 });
    const before = await digestTables(app.db);
    strictEqual((await visitor.get("/admin/jobs")).status, 404);
    for (const path of [`/admin/jobs/${id}`, `/admin/mails/${id}`]) {
      strictEqual((await visitor.get(`${path}/discard`)).status, 404);
      strictEqual((await visitor.post(`${path}/discard`)).status, 404);
      strictEqual((await visitor.post(`${path}/retry`)).status, 404);
    }
    strictEqual(await digestTables(app.db), before);
    ok(!(await visitor.get("/account")).text.includes("/admin/jobs"));
  }));

Deno.test("an operator finds the page in the account menu, and loses it with the role", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newOperator(app);
    ok((await visitor.get("/account")).text.includes('href="/admin/jobs"'));
    strictEqual((await visitor.get("/admin/jobs")).status, 200);
    await updateRole(app.db, email, "runner");
    strictEqual((await visitor.get("/admin/jobs")).status, 404);
  }));

Deno.test("the page counts jobs by state, and retries one that was given up", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const { email } = await newRunner(app);
    const id = await bury(app, "strava.details", email, {
      v: 1,
      userId: await userIdOf(app, email),
    });
    const now = app.clock.now();
    await insertJob(app.db, { kind: "strava.look", payload: {}, runAt: now + HOUR }, now);
    const page = await visitor.get("/admin/jobs");
    assertShows(page, "strava.details 0 0 0 1", "strava.look 0 1 0 0", email, "It broke", at(now));

    const retried = await visitor.post(`/admin/jobs/${id}/retry`);
    strictEqual(retried.location, "/admin/jobs?done=1");
    const { state, attempts, problem } = await jobOf(app, id) ?? {};
    deepStrictEqual({ state, attempts, problem }, { state: "ready", attempts: 0, problem: null });
    strictEqual((await visitor.post(`/admin/jobs/${id}/retry`)).status, 404, "it is not buried");
    assertShows(
      await visitor.get("/admin/jobs?done=1"),
      t.done,
      `${t.buried.title} ${t.buried.none}`,
    );
  }));

Deno.test("retrying a reading of a list begins a new one", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const { email } = await newRunner(app);
    await giveHistory(app, email);
    const userId = await userIdOf(app, email);
    await app.db.update(imports).set({ state: "done", createdAt: 0, finishedAt: 0 });
    await scheduleReadings(app.db, app.clock.now());
    const [reading] = await app.db.select().from(imports).where(eq(imports.kind, "sweep"));
    const id = await bury(app, "strava.reading", email, { v: 1, userId, importId: reading.id });
    await visitor.post(`/admin/jobs/${id}/retry`);
    strictEqual(await jobOf(app, id), undefined);
    strictEqual(await app.db.$count(imports, eq(imports.kind, "sweep")), 2);
  }));

Deno.test("discarding asks first, then the job goes and what it was to look at counts as heard", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const { email } = await newRunner(app);
    await giveHistory(app, email);
    const userId = await userIdOf(app, email);
    const event = {
      ...{ object_type: "activity", object_id: 5000, aspect_type: "update", event_time: 1 },
      ...{ owner_id: 42, subscription_id: 1 },
    };
    await app.db.run(`update strava_accounts set athlete_id = '42'`);
    ok(await hearEvent(app.db, JSON.stringify(event), app.clock.now()));
    const [look] = await app.db.select().from(jobs).where(eq(jobs.kind, "strava.look"));
    await app.db.update(jobs).set({ state: "buried", problem: "It broke" })
      .where(eq(jobs.id, look.id));
    assertShows(await visitor.get("/admin/jobs"), t.events.oldest("1", at(app.clock.now())));

    const path = `/admin/jobs/${look.id}/discard`;
    assertShows(await visitor.get(path), t.confirm.job, t.confirm.jobText, "It broke");
    ok(await jobOf(app, look.id), "asking removes nothing");
    strictEqual((await visitor.post(path)).location, "/admin/jobs?done=1");
    strictEqual(await jobOf(app, look.id), undefined);
    const [heard] = await app.db.select().from(stravaEvents);
    deepStrictEqual([heard.userId, heard.handledAt], [userId, app.clock.now()]);
    strictEqual((await visitor.get(path)).status, 404);
  }));

/** A mail of this kind that could not be sent. */
async function failMail(app: TestApp, email: string, kind: "reset" | "change_email") {
  const userId = await userIdOf(app, email);
  return await app.db.transaction(async (tx) => {
    const mail = { userId, kind, cause: crypto.randomUUID(), toAddress: email };
    const id = await insertMail(tx, mail, app.clock.now()) ?? "";
    await moveMail(tx, id, ["waiting"], { state: "failed", problem: "No such box" });
    return id;
  });
}

Deno.test("a failed mail is sent when it is retried, and goes when it is discarded", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const { email } = await newRunner(app);
    const id = await failMail(app, email, "reset");
    assertShows(await visitor.get("/admin/jobs"), `reset ${email}`, "No such box");
    await visitor.post(`/admin/mails/${id}/retry`);
    const before = app.mailbox.mails().length;
    await app.drain();
    strictEqual(app.mailbox.mails().length, before + 1);
    strictEqual((await visitor.post(`/admin/mails/${id}/retry`)).status, 404, "it was sent");

    const other = await failMail(app, email, "reset");
    const path = `/admin/mails/${other}/discard`;
    assertShows(await visitor.get(path), t.confirm.mail, "No such box");
    await visitor.post(path);
    strictEqual(await app.db.$count(mails, eq(mails.id, other)), 0);
    assertShows(await visitor.get("/admin/jobs"), `${t.mails.title} ${t.mails.none}`);
  }));

Deno.test("a link to a new address is never sent by an operator: it may have been withdrawn", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const { email } = await newRunner(app);
    const id = await failMail(app, email, "change_email");
    assertShows(await visitor.get("/admin/jobs"), t.mails.askAgain);
    strictEqual((await visitor.post(`/admin/mails/${id}/retry`)).status, 404);
  }));

Deno.test("the page says what is used of Strava's limits, and what to do when all calls rest", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    assertShows(await visitor.get("/admin/jobs"), t.quota.unknown);
    const now = app.clock.now();
    app.clock.advance(60_000);
    await takeCall(app.db, "person", now + 60_000);
    const page = await visitor.get("/admin/jobs");
    assertShows(page, `${t.quota.short} ${t.quota.value("1", "100")}`);
    assertShows(page, `${t.quota.daily} ${t.quota.value("1", "1,000")}`);
    let until = now;
    for (const because of ["rate", "inactive"] as const) {
      until += HOUR;
      await blockStravaCalls(app.db, { now, until: until - 5_000, because, isKnown: true });
      assertShows(await visitor.get("/admin/jobs"), t.quota[because](at(until)));
    }
  }));

Deno.test("the page says whether Strava tells us of changes", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const command = "deno task strava:subscribe create";
    assertShows(
      await visitor.get("/admin/jobs"),
      t.events.none(command),
      `${t.events.unhandled} 0`,
    );
    const now = app.clock.now();
    await replaceSubscription(app.db, { pathHash: "hash", createdAt: now });
    await updateSubscription(app.db, { subscriptionId: "131300", lastEventAt: now + 1 });
    assertShows(await visitor.get("/admin/jobs"), t.events.since("131300", at(now)));
  }));

Deno.test("a cron that is silent for too long is late", () =>
  withApp({}, async (app) => {
    const { visitor } = await newOperator(app);
    const late = async () =>
      textOf((await visitor.get("/admin/jobs")).text).split(` ${t.crons.late} `).length - 1;
    strictEqual(await late(), 0, "none had time to come by");
    app.clock.advance(3 * HOUR);
    strictEqual(await late(), 5, "none has ever come by");
    for (const name of Object.keys(CRONS)) await noteCron(app.db, name, app.clock.now());
    strictEqual(await late(), 0);
    app.clock.advance(5 * 60_000);
    strictEqual(await late(), 1);
    app.clock.advance(3 * HOUR);
    strictEqual(await late(), 5);
    await noteCron(app.db, "drain the jobs", app.clock.now());
    strictEqual(await late(), 4);
  }));

Deno.test("main.ts declares the crons that the page watches, and each notes that it came by", async () => {
  const main = await Deno.readTextFile(projectFile("main.ts"));
  const named = (pattern: RegExp) => [...main.matchAll(pattern)].map(([, name]) => name).sort();
  deepStrictEqual(named(/Deno\.cron\(\s*"([^"]+)"/g), Object.keys(CRONS).sort());
  deepStrictEqual(named(/noteCron\(db, "([^"]+)"/g), Object.keys(CRONS).sort());
});

for (const [days, maxAgeMs] of [[7, 7 * 24 * HOUR], [0, undefined]] as const) {
  Deno.test(`the page says what STRAVA_MAX_AGE_DAYS=${days} and each other setting means`, () =>
    withApp({ maxAgeMs }, async (app) => {
      const { visitor } = await newOperator(app);
      assertShows(
        await visitor.get("/admin/jobs"),
        t.maxAge.now(`STRAVA_MAX_AGE_DAYS=${days}`),
        ...[t.maxAge.seven, t.maxAge.shorter, t.maxAge.longer, t.maxAge.zero],
      );
    }));
}
