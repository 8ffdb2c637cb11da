import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { hearEvent } from "@/domain/strava/hear.ts";
import { en } from "@/locales/en/mod.ts";
import { formatFor } from "@/locales/format.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { readTables } from "@/tests/support/tables.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import { newRunner as athleteWithoutRuns } from "@/tools/strava_simulator/mod.ts";

const t = en.sync.purges;
const athleteId = 9_100_002;
const start = Date.UTC(2026, 4, 4, 8, 1);
const at = (instant: number) => formatFor("en", "km").dateTime(instant, "UTC");

/** A connected runner with three runs and an event that was heard. */
async function withRunner(
  test: (app: StravaApp, visitor: Visitor, email: string) => Promise<void>,
): Promise<void> {
  const simulator = { athletes: [athleteWithoutRuns()] };
  await withStravaApp({ start, simulator }, async (app) => {
    for (const id of ["5000", "5001", "5002"]) {
      app.strava.insertActivity(athleteId, { id }, { event: false });
    }
    app.strava.updateActivity("5002", { extra: { distance: "far" } }, { event: false });
    const { visitor, email } = await newRunner(app);
    await connectStrava(visitor);
    await app.drain();
    await say(app, { object_type: "activity", object_id: 5001, aspect_type: "delete" });
    await app.drain();
    await test(app, visitor, email);
  });
}

async function say(app: StravaApp, event: Record<string, unknown>): Promise<void> {
  const common = { owner_id: athleteId, subscription_id: 1, event_time: 1 };
  await hearEvent(app.db, JSON.stringify({ ...common, ...event }), app.clock.now());
}

/** How many rows of each table are this runner's and came from Strava or were made for it. */
async function rowsOfStrava(app: StravaApp, userId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, rows] of await readTables(app.db)) {
    if (["users", "sessions", "mails", "mail_choices", "purges"].includes(name)) continue;
    const theirs = rows.filter((row) =>
      row.user_id === userId && (name !== "jobs" || String(row.kind).startsWith("strava."))
    );
    if (theirs.length > 0) counts[name] = theirs.length;
  }
  return counts;
}

async function certificateOn(visitor: Visitor, html: string) {
  const [, path] = html.match(/href="(\/account\/strava\/purges\/[^"]+)"/) ?? [];
  ok(path, html);
  return { path, answer: await visitor.get(path) };
}

Deno.test("after a disconnect the certificate counts every row that was there, table by table", () =>
  withRunner(async (app, visitor, email) => {
    const userId = await userIdOf(app, email);
    const before = await rowsOfStrava(app, userId);
    ok(before.run_details > 0 && before.tombstones > 0 && before.import_failures > 0);
    app.clock.advance(60_000);
    const gone = await visitor.post("/account/strava/disconnect");
    deepStrictEqual(await rowsOfStrava(app, userId), {});

    const { answer } = await certificateOn(visitor, gone.text);
    strictEqual(answer.status, 200);
    match(answer.headers.get("content-disposition") ?? "", /^attachment; filename=".+\.json"$/);
    match(answer.headers.get("content-type") ?? "", /^application\/json/);
    const certificate = JSON.parse(answer.text);
    const { rows, statement, total, ...said } = certificate;
    deepStrictEqual(Object.fromEntries(Object.entries(rows).filter(([, n]) => n !== 0)), before);
    strictEqual(total, Object.values(before).reduce((sum, n) => sum + n, 0));
    const when = new Date(start + 60_000).toISOString();
    deepStrictEqual(said, {
      id: said.id,
      source: "strava",
      cause: "disconnected",
      beganAt: when,
      finishedAt: when,
      accessEndedAtSource: true,
    });
    strictEqual(statement, `${t.statement(String(total), at(start + 60_000))} ${t.told}`);
    for (const word of ["Morning", "5000", "Noa"]) ok(!answer.text.includes(word), word);
  }));

Deno.test("the certificate is listed after disconnecting and after connecting anew, and is nobody else's", () =>
  withRunner(async (app, visitor) => {
    const gone = await visitor.post("/account/strava/disconnect");
    const { path } = await certificateOn(visitor, gone.text);
    const listed = await visitor.get("/account/strava");
    assertShows(listed, t.unconnected, t.title, t.causes.disconnected);
    ok(!textOf(listed.text).includes(t.revokedTitle));
    strictEqual((await certificateOn(visitor, listed.text)).path, path);

    const stranger = await newRunner(app);
    strictEqual((await stranger.visitor.get(path)).status, 404);
    strictEqual((await stranger.visitor.get("/account/strava")).location, "/strava/connect");

    await connectStrava(visitor);
    await app.drain();
    strictEqual(
      (await certificateOn(visitor, (await visitor.get("/account/strava")).text)).path,
      path,
    );
  }));

Deno.test("a runner who withdrew the access at Strava reads here that and when we were told", () =>
  withRunner(async (app, visitor) => {
    app.strava.revokeAccess(athleteId);
    app.clock.advance(3_600_000);
    await say(app, {
      ...{ object_type: "athlete", object_id: athleteId, aspect_type: "update" },
      updates: { authorized: "false" },
    });
    app.clock.advance(60_000);
    await app.drain();
    const answer = await visitor.get("/account/strava");
    const told = start + 3_600_000;
    assertShows(answer, t.revokedTitle, t.revoked(at(told), at(told + 60_000)), t.causes.revoked);
    const certificate = JSON.parse((await certificateOn(visitor, answer.text)).answer.text);
    strictEqual(certificate.cause, "revoked");
    strictEqual(certificate.beganAt, new Date(told).toISOString());
  }));

Deno.test("when Strava cannot be told the certificate says so", () =>
  withRunner(async (app, visitor) => {
    await app.strava.refuseConnections();
    const gone = await visitor.post("/account/strava/disconnect");
    const certificate = JSON.parse((await certificateOn(visitor, gone.text)).answer.text);
    strictEqual(certificate.accessEndedAtSource, false);
    ok(certificate.statement.endsWith(t.notTold));
    await app.strava.acceptConnections();
  }));
