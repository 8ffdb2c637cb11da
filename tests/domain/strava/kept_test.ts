import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { limitExpiry } from "@/db/freshness.ts";
import { runs } from "@/db/schema/runs.ts";
import { jobs } from "@/db/schema/jobs.ts";
import {
  importFailures,
  purges,
  runDetails,
  stravaAccounts,
  stravaEvents,
  tombstones,
} from "@/db/schema/strava.ts";
import { insertTombstone } from "@/db/tombstones.ts";
import { leaveIfRevoked } from "@/domain/strava/leave.ts";
import { purgeExpired } from "@/domain/strava/expire.ts";
import { LOOK_JOB, queueLook } from "@/domain/strava/owe.ts";
import { readNextDetails } from "@/domain/strava/read_details.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import { connectStrava, type StravaApp } from "@/tests/support/strava.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function detailsOf({ db }: StravaApp, externalId: string) {
  const [run] = await db.select().from(runs).where(eq(runs.externalId, externalId));
  const [row] = await db.select().from(runDetails).where(eq(runDetails.runId, run.id));
  return row;
}

Deno.test("samples that cannot be read again are not kept as long as the details that can", () =>
  withConnectedRunner({ runs: 2, maxAgeMs: 7 * DAY }, async (app) => {
    await livesFor(app, 10 * MINUTE);
    const [{ id }] = app.strava.activities(ATHLETE);
    ok((await detailsOf(app, id)).streams);
    app.strava.addFault({
      match: { path: `^/activities/${id}/streams` },
      effect: { kind: "server-error" },
    });
    app.strava.updateActivity(id, { name: "Edited" });
    await livesFor(app, HOUR);
    strictEqual((await detailsOf(app, id)).streams, null);
  }));

Deno.test("samples that come late do not make details younger", () =>
  withConnectedRunner({ runs: 1, maxAgeMs: 7 * DAY }, async (app) => {
    const [{ id }] = app.strava.activities(ATHLETE);
    app.strava.addFault({
      match: { path: `^/activities/${id}/streams` },
      effect: { kind: "server-error" },
      times: 2,
    });
    app.strava.updateActivity(id, { name: "Edited" });
    await livesFor(app, HOUR);
    const row = await detailsOf(app, id);
    strictEqual(row.streamState, "ready");
    strictEqual(row.expiresAt, (row.fetchedAt ?? 0) + 7 * DAY);
    const last = app.strava.journal().findLast(({ path }) => path.endsWith("/streams"));
    ok((row.fetchedAt ?? 0) < Date.parse(last?.at ?? "") - MINUTE, "the samples came after it");
  }));

Deno.test("a shorter STRAVA_MAX_AGE_DAYS holds for what was read before it, and 0 lets all stay", () =>
  withConnectedRunner({ runs: 2 }, async (app) => {
    await livesFor(app, 10 * MINUTE);
    app.clock.advance(8 * DAY);
    await limitExpiry(app.db, null);
    await purgeExpired(app.db, app.clock.now(), null);
    strictEqual(await app.db.$count(runDetails), 2);
    await purgeExpired(app.db, app.clock.now(), 7 * DAY);
    deepStrictEqual([await app.db.$count(runs), await app.db.$count(runDetails)], [0, 0]);
  }));

Deno.test("who left without a word of it is purged within a month, whatever is kept", () =>
  withConnectedRunner({ runs: 2 }, async (app) => {
    await livesFor(app, 10 * MINUTE);
    app.strava.revokeAccess(ATHLETE, { event: false });
    await livesFor(app, 27 * DAY, { stepMs: 6 * HOUR });
    strictEqual((await app.db.select().from(stravaAccounts))[0].status, "reconnect");
    strictEqual(await app.db.$count(runs), 2);
    await livesFor(app, 3 * DAY, { stepMs: 6 * HOUR });
    strictEqual(await app.db.$count(runs), 0);
    const [purge] = await app.db.select().from(purges);
    deepStrictEqual([purge.cause, purge.revokedAtSource, purge.rows.runs], ["revoked", false, 2]);
  }));

Deno.test("a refusal of the old connection takes nothing of the one that was made meanwhile", () =>
  withConnectedRunner({ runs: 2 }, async (app, { visitor, userId }) => {
    await livesFor(app, 10 * MINUTE);
    app.strava.revokeAccess(ATHLETE, { event: false });
    const { refresh } = app.deps.strava;
    const late = {
      ...app.deps.strava,
      async refresh(...args: Parameters<typeof refresh>) {
        try {
          return await refresh(...args);
        } finally {
          await connectStrava(visitor);
        }
      },
    };
    let again = 0;
    await leaveIfRevoked({ ...app.deps, strava: late, now: app.clock.now() }, { userId }, {
      again: () => Promise.resolve(void again++),
      wait: () => Promise.reject(new Error("nothing to wait for")),
      done: () => Promise.reject(new Error("not done")),
      signal: new AbortController().signal,
    });
    deepStrictEqual([again, await app.db.$count(stravaAccounts)], [1, 1]);
    strictEqual(await app.db.$count(purges), 0);
  }));

Deno.test("a token that is refused although it is fresh asks for a new connection, not again and again", () =>
  withConnectedRunner({ runs: 2 }, async (app) => {
    await livesFor(app, 10 * MINUTE);
    app.strava.clearJournal();
    const errors = [{ resource: "Athlete", field: "access_token", code: "invalid" }];
    const json = { message: "Authorization Error", errors };
    app.strava.addFault({
      match: { family: "api" },
      effect: { kind: "answer", status: 401, json },
    });
    await livesFor(app, 3 * HOUR + 10 * MINUTE);
    strictEqual((await app.db.select().from(stravaAccounts))[0].status, "reconnect");
    deepStrictEqual(app.strava.calls(), { "GET /athlete/activities": 2, "POST /oauth/token": 1 });
  }));

Deno.test("what was asked before an edit is asked again after it", () =>
  withConnectedRunner({ runs: 1 }, async (app, { userId }) => {
    await livesFor(app, 10 * MINUTE);
    const [{ id }] = app.strava.activities(ATHLETE);
    const [run] = await app.db.select().from(runs);
    await app.db.update(runDetails).set({ state: "waiting", details: null });
    const { getActivity } = app.deps.strava;
    const slow = {
      ...app.deps.strava,
      async getActivity(...args: Parameters<typeof getActivity>) {
        const answer = await getActivity(...args);
        await app.db.update(runs).set({ fingerprint: "edited" }).where(eq(runs.id, run.id));
        return answer;
      },
    };
    let again = 0;
    await readNextDetails({ ...app.deps, strava: slow, now: app.clock.now() }, { userId }, {
      again: () => Promise.resolve(void again++),
      wait: () => Promise.reject(new Error("nothing to wait for")),
      done: () => Promise.reject(new Error("not done")),
      signal: new AbortController().signal,
    });
    const row = await detailsOf(app, id);
    deepStrictEqual([again, row.state, row.details], [1, "waiting", null]);
  }));

Deno.test("a deletion that Strava tells of waits for no look that waits for the quota", () =>
  withConnectedRunner({ runs: 2 }, async (app, { userId }) => {
    await livesFor(app, 10 * MINUTE);
    const [{ id }] = app.strava.activities(ATHLETE);
    await app.db.transaction((tx) => queueLook(tx, userId, id, app.clock.now() + 20 * HOUR));
    app.strava.deleteActivity(id);
    await livesFor(app, MINUTE);
    strictEqual(await app.db.$count(runs), 1);
  }));

Deno.test("two disconnections at once end in one certificate", () =>
  withConnectedRunner({ runs: 2 }, async (app, { visitor }) => {
    const both = await Promise.all([1, 2].map(() => visitor.post("/account/strava/disconnect")));
    deepStrictEqual(both.map(({ status }) => status).sort(), [200, 409]);
    strictEqual(await app.db.$count(purges), 1);
  }));

Deno.test("ids and reasons are kept no longer than what they are about", () =>
  withConnectedRunner({
    runs: 2,
    maxAgeMs: 7 * DAY,
    prepare: ({ strava }) => {
      const [{ id }] = strava.activities(ATHLETE);
      strava.updateActivity(id, { extra: { distance: "far" } }, { event: false });
    },
  }, async (app, { userId }) => {
    const now = app.clock.now();
    const [{ id }] = app.strava.activities(ATHLETE);
    const counts = async () =>
      await Promise.all([importFailures, tombstones, stravaEvents].map((t) => app.db.$count(t)));
    await app.db.transaction(async (tx) => {
      await insertTombstone(tx, { userId, source: "strava", externalId: "17", goneAt: now });
      await queueLook(tx, userId, "18", now);
    });
    await app.db.update(jobs).set({ state: "buried", finishedAt: now }).where(
      eq(jobs.kind, LOOK_JOB),
    );
    await app.db.update(stravaAccounts).set({ status: "reconnect" });
    app.strava.updateActivity(id, { name: "Nobody may look" });
    await livesFor(app, HOUR);
    deepStrictEqual(await counts(), [1, 1, 1]);
    strictEqual(await app.db.$count(jobs, eq(jobs.state, "buried")), 1);
    await livesFor(app, 7 * DAY, { stepMs: HOUR });
    deepStrictEqual(await counts(), [0, 0, 0]);
    strictEqual(await app.db.$count(jobs, eq(jobs.state, "buried")), 0);
  }));

Deno.test("a look that is done is forgotten with what it was about", () =>
  withConnectedRunner({ runs: 2, maxAgeMs: DAY }, async (app, { userId }) => {
    const [{ id }] = app.strava.activities(ATHLETE);
    await app.db.transaction((tx) => queueLook(tx, userId, id, app.clock.now()));
    await livesFor(app, HOUR);
    const looks = () => app.db.$count(jobs, eq(jobs.kind, LOOK_JOB));
    strictEqual(await looks(), 1);
    await livesFor(app, DAY + HOUR, { stepMs: HOUR });
    strictEqual(await looks(), 0);
  }));
