import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarFeeds, plannedRuns } from "@/db/schema/plans.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { feedIn, makeFeed, readEvents } from "@/tests/support/feeds.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { followPlan } from "@/tests/support/plans.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { upsertRuns } from "@/db/runs.ts";

const t = en.feed;
const HOUR = 3_600_000;

Deno.test("The address is shown once, and is known by its hash alone", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    assertShows(await visitor.get("/plan"), t.cardText);
    assertShows(await visitor.get("/plan/calendar"), t.make, t.whoReads);
    const page = await visitor.post("/plan/calendar", { instead: "0", withDone: "1" });
    assertShows(page, t.newTitle, t.never, t.tellsDone, t.remove);
    strictEqual(page.headers.get("cache-control"), "private, no-store");
    const path = feedIn(page) ?? "";
    const secret = path.slice("/calendar/".length, -".ics".length);
    strictEqual(secret.length, 43, "256 bits");
    ok(page.text.includes(`href="webcal://localhost:8000${path}"`));
    const [row] = await app.db.select().from(calendarFeeds);
    strictEqual(row.tokenHash, hashSecret(secret));

    const again = await visitor.get("/plan/calendar");
    strictEqual(feedIn(again), undefined);
    ok(!again.text.includes(secret) && !again.text.includes(row.tokenHash));
    strictEqual((await app.visit().get(path)).status, 200);
    ok(!JSON.stringify(app.logged).includes(secret), "no log has it");
  }));

Deno.test("A calendar is answered to programs alone: no cookie, no index, no cache but their own", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await followPlan(app, visitor);
    const path = await makeFeed(visitor);
    const answer = await app.visit().get(path);
    const header = (name: string) => answer.headers.get(name);
    strictEqual(header("content-type"), "text/calendar; charset=utf-8");
    strictEqual(header("cache-control"), "private, no-cache");
    strictEqual(header("x-robots-tag"), "noindex");
    strictEqual(header("set-cookie"), null);
    ok(answer.text.includes("\r\nX-WR-CALNAME:Runnerly\r\n"));
    ok(answer.text.includes("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"));

    const head = await app.visit().send(path, { method: "HEAD" });
    deepStrictEqual([head.status, head.text], [200, ""]);
    strictEqual(head.headers.get("content-type"), header("content-type"));
    const known = { "if-none-match": header("etag") ?? "" };
    deepStrictEqual((await app.visit().get(path, known)).status, 304);
    const [{ id }] = await app.db.select().from(plannedRuns);
    await visitor.post(`/plan/runs/${id}`, { what: "skip" });
    strictEqual((await app.visit().get(path, known)).status, 200);
    strictEqual((await app.visit().post(path)).status, 405);
  }));

Deno.test("A new address ends the old one, and one that is taken back opens nothing", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const status = async (path: string) => (await app.visit().get(path)).status;
    const first = await makeFeed(visitor);
    const instead = String(app.clock.now());
    app.clock.advance(HOUR);
    const resent = await visitor.post("/plan/calendar", { instead: "0" });
    strictEqual(resent.location, "/plan/calendar?done=made");
    strictEqual(await status(first), 200, "a form that is sent again ends nothing");
    assertShows(await visitor.get("/plan/calendar?done=made"), t.madeBefore, t.againText);

    const second = await makeFeed(visitor, { instead });
    deepStrictEqual([await status(first), await status(second)], [404, 200]);
    assertShows(await visitor.get("/plan/calendar"), t.tellsPlan);
    const removed = await visitor.post("/plan/calendar/removal");
    strictEqual(removed.location, "/plan/calendar?done=removed");
    assertShows(await visitor.get("/plan/calendar?done=removed"), t.removed, t.make);
    strictEqual(await status(second), 404);
    strictEqual((await visitor.post("/plan/calendar/removal")).status, 404);
    for (const path of ["", ".ics", "x.ics", `${"x".repeat(43)}.ics`, second.slice(10, -4)]) {
      strictEqual(await status(`/calendar/${path}`), 404, path);
    }
    strictEqual((await visitor.post("/plan/calendar", { instead: "soon" })).status, 400);
  }));

Deno.test("The page says when it was last read; that is written once an hour, and fails no reading", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const path = await makeFeed(visitor);
    const read = async () => {
      strictEqual((await app.visit().get(path)).status, 200);
      return (await app.db.select().from(calendarFeeds))[0].readAt;
    };
    const first = app.clock.now();
    strictEqual(await read(), first);
    app.clock.advance(HOUR - 1);
    strictEqual(await read(), first);
    app.clock.advance(1);
    strictEqual(await read(), first + HOUR);
    assertShows(await visitor.get("/plan/calendar"), "May 4, 2026, 9:00 AM");
    await app.db.run(
      "create trigger full before update on calendar_feeds begin select raise(abort, 'full'); end",
    );
    app.clock.advance(HOUR);
    strictEqual(await read(), first + HOUR);
    strictEqual(app.logged.filter(({ level }) => level === "warn").length, 1);
  }));

Deno.test("A calendar has nothing of another runner", () =>
  withApp({}, async (app) => {
    const owner = await newRunner(app);
    await followPlan(app, owner.visitor);
    const ownerId = await userIdOf(app, owner.email);
    const sessions = await app.db.select().from(plannedRuns).orderBy(plannedRuns.date);
    const run = newRun(ownerId, { localDate: sessions[0].date });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    await giveEntry(app, ownerId, await giveRace(app, ownerId), { goalASeconds: 2400 });
    const theirs = await makeFeed(owner.visitor);
    const stranger = await newRunner(app);
    const path = await makeFeed(stranger.visitor);
    deepStrictEqual(readEvents(await app.visit().get(path)), []);

    const strangerId = await userIdOf(app, stranger.email);
    await followPlan(app, stranger.visitor);
    await giveEntry(app, strangerId, await giveRace(app, ownerId, { name: "Shared" }));
    const { text } = await app.visit().get(path);
    for (const { id } of [...sessions, run]) ok(!text.includes(id));
    ok(!text.includes("A: 40:00") && text.includes("SUMMARY:Shared"));
    strictEqual((await stranger.visitor.post("/plan/calendar/removal")).status, 303);
    strictEqual((await app.visit().get(theirs)).status, 200);
  }));
