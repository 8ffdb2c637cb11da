import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertPurge } from "@/db/purges.ts";
import { oweDetails, storeDetails } from "@/db/run_details.ts";
import { insertPairs } from "@/db/run_pairs.ts";
import { upsertRuns } from "@/db/runs.ts";
import { plannedRuns } from "@/db/schema/plans.ts";
import { races } from "@/db/schema/races.ts";
import { refreshTokens } from "@/db/schema/tokens.ts";
import { insertEvent } from "@/db/strava_events.ts";
import { insertTombstone } from "@/db/tombstones.ts";
import { noteRemoval } from "@/domain/runs/words.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveGrants } from "@/tests/support/granted.ts";
import { giveHistory, newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { followPlan } from "@/tests/support/plans.ts";
import { giveEntry, giveRace, RACE } from "@/tests/support/races.ts";
import { newRunner, PASSWORD, type TestRunner } from "@/tests/support/runner.ts";
import { readTables, rowsWith } from "@/tests/support/tables.ts";

/** Tables that hold nothing of one person; throttles count under a hash. */
const SHARED = [
  // Another runner added it.
  "races",
  ...["crons", "strava_quota", "strava_subscription", "throttles"],
  ...["clients", "signing_keys", "denied_tokens"],
  // Known by the grant that it belongs to alone.
  "refresh_tokens",
];

/** A runner with rows in every table that can hold any. */
async function settledRunner(app: TestApp, email: string): Promise<TestRunner> {
  const runner = await newRunner(app, email);
  const { runId } = await giveHistory(app, email);
  const userId = await userIdOf(app, email);
  await giveRest(app, userId, runId);
  await giveGrants(app, userId);
  await giveEntry(app, userId, await someRace(app), { notes: "Start at the back" });
  await givePlan(app, runner);
  await runner.visitor.post("/account/email", { email: `next-${email}`, password: PASSWORD });
  await app.visit().post("/forgotten-password", { email });
  await app.visit().post("/sign-in", { email, password: "not my password" });
  await app.drain();
  await app.visit().post("/sign-up", { email, password: PASSWORD });
  return runner;
}

/** A plan that is followed, was changed once, and is read by a calendar. */
async function givePlan(app: TestApp, { visitor, email }: TestRunner): Promise<void> {
  await followPlan(app, visitor);
  const userId = await userIdOf(app, email);
  const [{ id }] = await app.db.select().from(plannedRuns).where(eq(plannedRuns.userId, userId))
    .limit(1);
  await visitor.post(`/plan/runs/${id}`, { what: "skip" });
  await visitor.post("/plan/calendar", { instead: "0" });
}

/** A race that somebody else added. */
async function someRace(app: TestApp): Promise<string> {
  const { email } = await newRunner(app);
  return await giveRace(app, await userIdOf(app, email));
}

/** What comes after a first import: a double, an activity that went, an event, a former connection. */
async function giveRest(app: TestApp, userId: string, runId: string): Promise<void> {
  const { db, clock } = app;
  const now = clock.now();
  const double = newRun(userId);
  const [firstId, secondId] = [runId, double.id].sort();
  await db.transaction(async (tx) => {
    await upsertRuns(tx, [double]);
    await insertPairs(tx, [{ userId, firstId, secondId, state: "open", foundAt: now }]);
    await oweDetails(tx, userId, "strava", { changed: [double.externalId], edited: [] });
    await storeDetails(tx, { runId: double.id, userId }, {
      state: "parked",
      problem: "unreadable",
    });
    await insertTombstone(tx, { userId, source: "strava", externalId: "18", goneAt: now });
    await insertEvent(tx, {
      id: uuidv7(),
      userId,
      print: runId,
      object: "activity",
      objectId: "18",
      aspect: "delete",
      receivedAt: now,
      handledAt: null,
    });
    await noteRemoval(tx, userId, { source: "strava", externalId: "19" }, now);
    await insertPurge(tx, {
      id: uuidv7(),
      userId,
      cause: "revoked",
      beganAt: now,
      finishedAt: now,
      revokedAtSource: true,
      rows: { runs: 2 },
    });
  });
}

Deno.test("POST /account/delete leaves no row with the runner's id or e-mail in any table", () =>
  withApp({}, async (app) => {
    const bystanders = ["anna@example.org", "joanna@example.org", "anna@example.org.uk"];
    for (const email of bystanders) await settledRunner(app, email);
    const doomed = await settledRunner(app, "na@example.org");
    const id = await userIdOf(app, doomed.email);
    const marks = [id, `"${doomed.email}"`, `:${doomed.email}`];
    const before = await readTables(app.db, SHARED);
    const theirs = await rowsWith(app.db, ...marks);
    deepStrictEqual(
      Object.keys(theirs),
      [...before.keys()],
      "a row in every table, or this proves nothing",
    );

    const answer = await doomed.visitor.post("/account/delete", { password: PASSWORD });
    strictEqual(answer.status, 200);
    assertShows(answer, en.accounts.remove.doneTitle, en.accounts.remove.notRevoked);
    match(answer.text, /href="\/sign-in"/, "the page is a stranger's");
    strictEqual(doomed.visitor.cookies.size, 0);

    deepStrictEqual(await rowsWith(app.db, ...marks), {});
    strictEqual((await app.db.select().from(refreshTokens)).length, bystanders.length);
    const others = new Map(
      [...before].map(([table, rows]) => [
        table,
        rows.filter((row) => !theirs[table]?.some((own) => isDeepStrictEqual(own, row))),
      ]),
    );
    deepStrictEqual(
      await readTables(app.db, SHARED),
      others,
      "the others' rows are the same to the byte",
    );
  }));

Deno.test("A race that a runner added stays when they leave, as nobody's", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const id = await giveRace(app, await userIdOf(app, email));
    const other = await newRunner(app);
    await visitor.post("/account/delete", { password: PASSWORD });
    const [{ addedBy, name }] = await app.db.select().from(races);
    deepStrictEqual([addedBy, name], [null, RACE.name]);
    strictEqual((await other.visitor.get(`/races/${id}`)).status, 200);
    strictEqual((await other.visitor.get(`/races/${id}/edit`)).status, 403);
  }));

Deno.test("A deleted account opens nothing, and its e-mail is free again", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const other = app.visit();
    await other.post("/sign-in", { email, password: PASSWORD });
    await app.visit().post("/forgotten-password", { email });
    const cookies = new Map(visitor.cookies);
    const gone = await visitor.post("/account/delete", { password: PASSWORD });
    ok(!gone.text.includes(en.accounts.remove.notRevoked), "it was never connected");
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    strictEqual((await visitor.get("/account")).status, 303);
    strictEqual((await other.get("/account")).status, 303);
    const before = app.mailbox.mails().length;
    await app.drain();
    strictEqual(app.mailbox.mails().length, before, "what was still owed is not sent");
    strictEqual((await app.visit().post("/sign-in", { email, password: PASSWORD })).status, 422);
    await newRunner(app, email);
  }));

Deno.test("POST /account/delete refuses a wrong password and deletes nothing", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const before = await readTables(app.db, ["throttles"]);
    for (const password of ["not my password", ""]) {
      const answer = await visitor.post("/account/delete", { password });
      strictEqual(answer.status, 422);
      const { wrong_password, required } = en.accounts.problems;
      assertShows(answer, password ? wrong_password : required);
    }
    deepStrictEqual(await readTables(app.db, ["throttles"]), before);
  }));
