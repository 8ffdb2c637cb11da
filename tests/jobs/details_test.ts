import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { getDetails, listParked, unparkDetails } from "@/db/run_details.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails } from "@/db/schema/strava.ts";
import { unpackDetails, unpackStreams } from "@/domain/runs/pack.ts";
import { purgeExpired } from "@/domain/strava/expire.ts";
import { queueDetails, queueLook, queueRunDetails } from "@/domain/strava/owe.ts";
import { forgetDetails } from "@/tests/support/forget_details.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { newRunner as athleteWithoutRuns } from "@/tools/strava_simulator/mod.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const athleteId = 9_100_002;
const start = Date.UTC(2026, 4, 4, 8);
type Draft = Parameters<StravaApp["strava"]["insertActivity"]>[1];

/** A connected runner whose athlete has these runs, a day apart, the newest first; their list is read. */
async function withRuns(
  drafts: Draft[],
  test: (app: StravaApp, runner: { userId: string; runIds: string[] }) => Promise<void>,
  { maxAgeMs, prepare }: { maxAgeMs?: number; prepare?: (app: StravaApp) => void } = {},
): Promise<void> {
  const simulator = { athletes: [athleteWithoutRuns()] };
  await withStravaApp({ start, simulator, maxAgeMs }, async (app) => {
    const { visitor, email } = await newRunner(app);
    drafts.forEach((draft, i) =>
      app.strava.insertActivity(athleteId, {
        id: String(5_000 - i),
        startAt: new Date(start - (i + 1) * DAY).toISOString(),
        distanceMeters: 3_000,
        averageHeartrate: 150,
        ...draft,
      }, { event: false })
    );
    prepare?.(app);
    await connectStrava(visitor);
    await app.drain();
    const userId = await userIdOf(app, email);
    const rows = await app.db.select({ id: runs.id, externalId: runs.externalId }).from(runs);
    const runIds = drafts.map((_, i) =>
      rows.find(({ externalId }) => externalId === String(5_000 - i))?.id ?? ""
    );
    await test(app, { userId, runIds });
  });
}

/** What was asked of single activities, in order: `5000`, `5000/streams`. */
function asked(app: StravaApp): string[] {
  return app.strava.journal().flatMap(({ path }) => path.match(/\/activities\/(\d.*)$/)?.[1] ?? []);
}

async function states(app: StravaApp, runIds: string[]) {
  const rows = await app.db.select().from(runDetails);
  return runIds.map((id) => {
    const row = rows.find(({ runId }) => runId === id);
    return row && `${row.state} ${row.streamState}`;
  });
}

/** Lets time pass in steps, and runs what is due after each. */
async function pass(app: StravaApp, ms: number, stepMs = MINUTE): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    app.clock.advance(stepMs);
    await app.drain();
  }
}

Deno.test("details and samples of every run arrive, the newest first", () =>
  withRuns([{}, {}, {}], async (app, { userId, runIds }) => {
    deepStrictEqual(asked(app), [
      ...["5000", "5000/streams", "4999", "4999/streams", "4998", "4998/streams"],
    ]);
    deepStrictEqual(await states(app, runIds), Array(3).fill("ready ready"));
    const row = await getDetails(app.db, userId, runIds[0]);
    ok(row?.details && row.streams);
    strictEqual((await unpackDetails(row.details)).splits_metric.length, 3);
    const streams = await unpackStreams(row.streams);
    strictEqual(Math.round(streams.distance?.at(-1) ?? 0), 3_000);
    strictEqual(streams.heartrate?.length, streams.time.length);
  }));

Deno.test("a run that was typed in has no samples, and none are asked for", () =>
  withRuns([{ manual: true }, {}], async (app, { runIds }) => {
    deepStrictEqual(asked(app), ["5000", "4999", "4999/streams"]);
    deepStrictEqual(await states(app, runIds), ["ready none", "ready ready"]);
  }));

for (const unreadyStreams of ["not-found", "empty"] as const) {
  Deno.test(`samples that come late are asked for after 5, 15 and 45 minutes (${unreadyStreams})`, () =>
    withRuns([], async (app, { userId }) => {
      app.strava.setBehaviour({ unreadyStreams });
      const insert = (streamsAfterSeconds: number) =>
        app.strava.insertActivity(athleteId, {}, { event: false, streamsAfterSeconds }).id;
      const [soon, never] = [insert(10 * 60), insert(10 * 86_400)];
      const look = (id: string) =>
        app.db.transaction((tx) => queueLook(tx, userId, id, app.clock.now()));
      await look(soon);
      await look(never);
      await app.drain();
      await pass(app, 70 * MINUTE);
      const minutes = (id: string) =>
        app.strava.journal().filter(({ path }) => path.includes(`${id}/streams`))
          .map(({ at }) => Math.round((Date.parse(at) - start) / MINUTE));
      deepStrictEqual(minutes(soon), [0, 5, 20]);
      deepStrictEqual(minutes(never), [0, 5, 20, 65]);
      const rows = await app.db.select().from(runDetails);
      deepStrictEqual(rows.map(({ streamState }) => streamState).sort(), ["none", "ready"]);
    }));
}

Deno.test("a run that Strava cannot hand over is parked while all others are read, and heals", () =>
  withRuns([{}, {}, {}], async (app, { userId, runIds }) => {
    await pass(app, 240 * MINUTE);
    deepStrictEqual(await states(app, runIds), ["ready ready", "parked waiting", "ready ready"]);
    strictEqual(asked(app).filter((id) => id === "4999").length, 5);
    const [parked, ...others] = await listParked(app.db, userId);
    deepStrictEqual([parked.runId, others.length], [runIds[1], 0]);
    ok(parked.problem);

    const before = asked(app).length;
    await pass(app, DAY, 60 * MINUTE);
    strictEqual(asked(app).length, before, "nobody asks for it again");
    app.strava.clearFaults();
    await app.db.transaction(async (tx) => {
      await unparkDetails(tx, userId);
      await queueDetails(tx, userId, app.clock.now());
    });
    await app.drain();
    deepStrictEqual(await states(app, runIds), Array(3).fill("ready ready"));
    deepStrictEqual(await listParked(app.db, userId), []);
  }, {
    prepare: ({ strava }) =>
      strava.addFault({ match: { path: "^/activities/4999$" }, effect: { kind: "server-error" } }),
  }));

Deno.test("a run that somebody asks for is tried once, and left to the background when it fails", () =>
  withRuns([{}], async (app, { userId, runIds: [runId] }) => {
    await forgetDetails(app);
    app.strava.addFault({ match: { path: "^/activities/5000" }, effect: { kind: "server-error" } });
    await app.db.transaction((tx) => queueRunDetails(tx, userId, runId, app.clock.now()));
    app.strava.clearJournal();
    await app.drain();
    deepStrictEqual(asked(app), ["5000"]);
    app.strava.clearFaults();
    await pass(app, 2 * MINUTE);
    deepStrictEqual(await states(app, [runId]), ["ready ready"]);
  }));

Deno.test("a run that comes while another one is put off is read at once", () =>
  withRuns([{}], async (app, { userId, runIds }) => {
    await pass(app, 10 * MINUTE);
    const added = app.strava.insertActivity(athleteId, {}, { event: false });
    await app.db.transaction((tx) => queueLook(tx, userId, added.id, app.clock.now()));
    await app.drain();
    const rows = await app.db.select().from(runDetails);
    strictEqual(rows.filter(({ state }) => state === "ready").length, 1);
    deepStrictEqual(await states(app, runIds), ["waiting waiting"]);
  }, {
    prepare: ({ strava }) =>
      strava.addFault({ match: { path: "^/activities/5000" }, effect: { kind: "server-error" } }),
  }));

Deno.test("an edited run is read in full again", () =>
  withRuns([{}, {}], async (app, { userId, runIds }) => {
    app.strava.updateActivity("5000", { distanceMeters: 2_000 }, { event: false });
    app.strava.clearJournal();
    await app.db.transaction((tx) => queueLook(tx, userId, "5000", app.clock.now()));
    await app.drain();
    deepStrictEqual(asked(app), ["5000", "5000", "5000/streams"]);
    const row = await getDetails(app.db, userId, runIds[0]);
    ok(row?.details && row.streams && row.state === "ready" && row.streamState === "ready");
    strictEqual((await unpackDetails(row.details)).splits_metric.length, 2);
    strictEqual((await unpackStreams(row.streams)).distance?.at(-1), 2_000);
  }));

Deno.test("the background leaves a fifth of the limit to people, who are served from it", () =>
  withRuns(Array(60).fill({}), async (app, { userId, runIds }) => {
    const { read, limits } = app.strava.usage();
    deepStrictEqual([read.quarterHour, limits.read.quarterHour], [80, 100]);
    const last = runIds[59];
    deepStrictEqual(await states(app, [last]), ["waiting waiting"]);
    await app.db.transaction((tx) => queueRunDetails(tx, userId, last, app.clock.now()));
    await app.drain();
    deepStrictEqual(asked(app).slice(-2), ["4941", "4941/streams"]);
    deepStrictEqual(await states(app, [last]), ["ready ready"]);
    strictEqual(app.strava.usage().read.quarterHour, 82);
    await pass(app, 16 * MINUTE);
    deepStrictEqual(await states(app, runIds), Array(60).fill("ready ready"));
    deepStrictEqual(app.strava.journal().filter(({ status }) => status === 429), []);
  }));

Deno.test("what was read of a run goes with it, and when it may be kept no longer", () =>
  withRuns([{}, {}], async (app, { userId, runIds }) => {
    app.strava.deleteActivity("5000", { event: false });
    await app.db.transaction((tx) => queueLook(tx, userId, "5000", app.clock.now()));
    await app.drain();
    await pass(app, 10 * MINUTE);
    deepStrictEqual(await states(app, runIds), [undefined, "ready ready"]);
    app.clock.advance(7 * DAY);
    const fetchedAt = app.clock.now() - 6 * DAY;
    await app.db.update(runs).set({ fetchedAt, expiresAt: fetchedAt + 7 * DAY })
      .where(eq(runs.id, runIds[1]));
    await purgeExpired(app.db, app.clock.now(), app.deps.maxAgeMs);
    deepStrictEqual(await states(app, runIds), [undefined, "waiting waiting"]);
    const row = await getDetails(app.db, userId, runIds[1]);
    deepStrictEqual([row?.details, row?.streams, row?.fetchedAt], [null, null, null]);
    strictEqual(await app.db.$count(runs), 1, "the run itself was renewed");
  }, { maxAgeMs: 7 * DAY }));
