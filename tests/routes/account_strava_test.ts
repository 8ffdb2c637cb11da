import { ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { insertJob } from "@/db/jobs.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { runs } from "@/db/schema/runs.ts";
import { stravaAccounts, stravaEvents } from "@/db/schema/strava.ts";
import { blockStravaCalls } from "@/db/strava_quota.ts";
import { hearEvent } from "@/domain/strava/hear.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { callsUntilDone } from "@/domain/strava/sync_state.ts";
import { en } from "@/locales/en/mod.ts";
import { formatFor } from "@/locales/format.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { newRunner, type TestRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { newRunner as athleteWithoutRuns } from "@/tools/strava_simulator/mod.ts";

const t = en.sync;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const athleteId = 9_100_002;
const start = Date.UTC(2026, 4, 4, 8, 1);
const at = (instant: number) => formatFor("en", "km").dateTime(instant, "UTC");
const weekday = (instant: number) => formatFor("en", "km").weekdayTime(instant, "UTC");

interface Connected extends TestRunner {
  userId: string;
}

/** A connected runner with so many runs, whose list is read; `prepare` comes before that. */
async function withConnected(
  count: number,
  test: (app: StravaApp, runner: Connected) => Promise<void>,
  { maxAgeMs, prepare }: { maxAgeMs?: number; prepare?: (app: StravaApp) => void } = {},
): Promise<void> {
  const simulator = { athletes: [athleteWithoutRuns()] };
  await withStravaApp({ start, simulator, maxAgeMs }, async (app) => {
    for (let i = 0; i < count; i++) {
      app.strava.insertActivity(athleteId, {
        id: String(5_000 + i),
        startAt: new Date(start - (i + 1) * DAY).toISOString(),
      }, { event: false });
    }
    prepare?.(app);
    const runner = await newRunner(app);
    await connectStrava(runner.visitor);
    await app.drain();
    await test(app, { ...runner, userId: await userIdOf(app, runner.email) });
  });
}

const page = ({ visitor }: TestRunner) => visitor.get("/account/strava");

Deno.test("the page says since when, what is allowed, what was read when, and when it is read next", () =>
  withConnected(2, async (_app, runner) => {
    const answer = await page(runner);
    assertShows(
      answer,
      `${t.facts.since} ${at(start)}`,
      `${t.facts.scopes} ${t.scopes.read}, ${t.scopes["activity:read_all"]}`,
      `${t.facts.lastEvent} ${t.never}`,
      `${t.facts.recent} ${at(start)} (${t.next(at(start + 3 * HOUR))})`,
      `${t.facts.sweep} ${at(start)} (${t.next(at(start + 20 * HOUR))})`,
      `${t.facts.oldest} ${at(start)}`,
      t.waiting.nothing,
      `${t.failed.title} ${t.failed.nothing}`,
      t.notSubscribed,
      t.noMaxAge,
    );
    ok(!textOf(answer.text).includes(t.facts.renewBy));
  }));

Deno.test("with a limit of days the page says by when the oldest row has to be read again", () =>
  withConnected(1, async (_app, runner) => {
    assertShows(await page(runner), `${t.facts.renewBy} ${at(start + 7 * DAY)}`, t.maxAge("7"));
  }, { maxAgeMs: 7 * DAY }));

Deno.test("what Strava announced and what is to be looked at is counted until it was", () =>
  withConnected(1, async (app, runner) => {
    const event = (aspect_type: string, event_time: number) =>
      hearEvent(
        app.db,
        JSON.stringify({
          ...{ object_type: "activity", object_id: 5000, owner_id: athleteId },
          ...{ aspect_type, event_time, subscription_id: 1 },
        }),
        app.clock.now(),
      );
    await event("update", 1);
    await event("update", 2);
    const answer = await page(runner);
    assertShows(answer, `${t.facts.lastEvent} ${at(start)}`, t.waiting.events(2));
    assertShows(answer, t.waiting.looks(1, weekday(start + 60_000)));
    app.clock.advance(60_000);
    await app.drain();
    assertShows(await page(runner), t.waiting.nothing);
  }));

Deno.test("details that are left have a time when they will be there, and calls that rest say until when", () =>
  withConnected(60, async (app, runner) => {
    // 80 of the 100 calls of a quarter hour, less the three of the list, were used for the newest runs.
    const left = 120 - 77;
    assertShows(await page(runner), t.waiting.details(left, weekday(Date.UTC(2026, 4, 4, 8, 15))));
    const until = start + HOUR;
    const rest = { now: app.clock.now(), until: until - 5_000, isKnown: true };
    await blockStravaCalls(app.db, { ...rest, because: "inactive" });
    assertShows(await page(runner), t.waiting.inactive(at(until)));
    await blockStravaCalls(app.db, { ...rest, until: rest.until + HOUR, because: "rate" });
    assertShows(await page(runner), t.waiting.rate(at(until + HOUR)));
  }));

Deno.test("callsUntilDone() counts what others have read before one's turn comes again", () => {
  const left = new Map([["ana", 100], ["ben", 30], ["cem", 500]]);
  strictEqual(callsUntilDone(left, "ana"), 100 + 30 + 100);
  strictEqual(callsUntilDone(left, "ben"), 90);
  strictEqual(callsUntilDone(left, "cem"), 630);
  strictEqual(callsUntilDone(left, "dan"), 0);
});

Deno.test("an activity that no list gave readably is shown with a retry, which brings it in", () =>
  withConnected(2, async (app, runner) => {
    assertShows(await page(runner), t.failed.activities, t.failed.activity("5001"));
    app.strava.updateActivity("5001", { extra: { distance: 5000 } }, { event: false });
    const answer = await runner.visitor.post("/account/strava/retry", { what: "activities" });
    strictEqual(answer.location, "/account/strava?retried=1");
    assertShows(await runner.visitor.get("/account/strava?retried=1"), t.failed.retried);
    await app.drain();
    assertShows(await page(runner), `${t.failed.title} ${t.failed.nothing}`);
    strictEqual(await app.db.$count(runs, eq(runs.userId, runner.userId)), 2);
  }, {
    prepare: ({ strava }) =>
      strava.updateActivity("5001", { extra: { distance: "far" } }, { event: false }),
  }));

Deno.test("a run whose details were given up is shown with a retry, and heals", () =>
  withConnected(2, async (app, runner) => {
    for (let passed = 0; passed < 5 * HOUR; passed += HOUR / 4) {
      app.clock.advance(HOUR / 4);
      await app.drain();
    }
    assertShows(await page(runner), t.failed.details);
    app.strava.clearFaults();
    await runner.visitor.post("/account/strava/retry", { what: "details" });
    await app.drain();
    assertShows(await page(runner), `${t.failed.title} ${t.failed.nothing}`, t.waiting.nothing);
  }, {
    prepare: ({ strava }) =>
      strava.addFault({ match: { path: "^/activities/5001$" }, effect: { kind: "server-error" } }),
  }));

Deno.test("a look that was given up is shown with a retry, to its own runner alone", () =>
  withConnected(1, async (app, runner) => {
    const { userId } = runner;
    const payload = { v: 1, userId, externalId: "5000", misses: 0 };
    const id = await insertJob(app.db, { kind: LOOK_JOB, userId, payload, runAt: start }, start);
    await app.db.update(jobs).set({ state: "buried", problem: "Strava answered 500" })
      .where(eq(jobs.id, id ?? ""));
    assertShows(await page(runner), t.failed.looks, t.failed.activity("5000"), "answered 500");

    const stranger = await newRunner(app);
    strictEqual(
      (await stranger.visitor.post("/account/strava/retry", { what: "looks" })).status,
      409,
    );
    assertShows(await page(runner), t.failed.looks);
    strictEqual((await runner.visitor.post("/account/strava/retry", { what: "all" })).status, 400);

    await runner.visitor.post("/account/strava/retry", { what: "looks" });
    await app.drain();
    assertShows(await page(runner), `${t.failed.title} ${t.failed.nothing}`);
  }));

Deno.test("a runner who has to connect again reads what becomes of the data until then", () =>
  withConnected(1, async (app, runner) => {
    await app.db.update(stravaAccounts).set({ status: "reconnect" });
    const answer = await page(runner);
    assertShows(answer, en.strava.reconnect.title, t.waiting.reconnect);
    assertShows(answer, t.reconnect.expires(at(start + 7 * DAY), at(start + 7 * DAY)));
  }, { maxAgeMs: 7 * DAY }));

Deno.test("what was announced while nothing could be asked is looked at after connecting again", () =>
  withConnected(1, async (app, runner) => {
    await app.db.update(stravaAccounts).set({ status: "reconnect" });
    const body = {
      ...{ object_type: "activity", object_id: 5000, owner_id: athleteId, event_time: 1 },
      ...{ aspect_type: "update", subscription_id: 1 },
    };
    await hearEvent(app.db, JSON.stringify(body), app.clock.now());
    app.clock.advance(60_000);
    await app.drain();
    const [event] = await app.db.select().from(stravaEvents);
    strictEqual(event.handledAt, null);
    assertShows(await page(runner), t.reconnect.kept, t.waiting.events(1));
    await connectStrava(runner.visitor);
    await app.drain();
    assertShows(await page(runner), t.waiting.nothing);
  }));
