import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/accounts.ts";
import { plannedRuns } from "@/db/schema/plans.ts";
import { upsertRuns } from "@/db/runs.ts";
import { en } from "@/locales/en/mod.ts";
import { formatFor } from "@/locales/format.ts";
import { fr } from "@/locales/fr/mod.ts";
import { zh } from "@/locales/zh/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { openClock } from "@/tests/support/clock.ts";
import { type FeedEvent, makeFeed, readEvents } from "@/tests/support/feeds.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { followPlan, PLAN_FORM } from "@/tests/support/plans.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner, type TestRunner } from "@/tests/support/runner.ts";

const DAY = 86_400_000;

interface Scene extends TestApp, TestRunner {
  userId: string;
  /** What a calendar program reads now. */
  read(): Promise<FeedEvent[]>;
  sessions(): Promise<(typeof plannedRuns.$inferSelect)[]>;
}

async function withFeed(test: (scene: Scene) => Promise<void>, form?: Record<string, string>) {
  await withApp({}, async (app) => {
    const runner = await newRunner(app);
    await followPlan(app, runner.visitor);
    const path = await makeFeed(runner.visitor, form);
    await test({
      ...app,
      ...runner,
      userId: await userIdOf(app, runner.email),
      read: async () => readEvents(await app.visit().get(path)),
      sessions: () => app.db.select().from(plannedRuns).orderBy(plannedRuns.date, plannedRuns.id),
    });
  });
}

const uidOf = ({ id }: { id: string }) => `plan-${id}@localhost`;
const find = (events: FeedEvent[], session: { id: string }) =>
  events.find(({ uid }) => uid === uidOf(session));

Deno.test("Every planned run stands once in the calendar, on its day, and the same each time", () =>
  withFeed(async ({ read, sessions }) => {
    const [events, planned] = [await read(), await sessions()];
    deepStrictEqual(
      events.map(({ uid, date }) => [uid, date]),
      planned.map((session) => [uidOf(session), session.date]),
    );
    ok(planned.length > 50 && new Set(events.map(({ uid }) => uid)).size === planned.length);
    const [first] = events;
    match(first.summary, /^Easy · \d+\.\d\skm$/);
    match(first.description, /^\d:\d\d–\d:\d\d\s\/km\nBuilds the base/);
    strictEqual(first.url, "http://localhost:8000/plan");
    deepStrictEqual([first.sequence, first.changedAt], [0, "2026-05-04T08:00:00Z"]);
    const fast = events.find(({ summary }) => summary.startsWith(en.plans.kinds.tempo));
    match(fast?.description ?? "", /^\d+\.\d\skm of it fast, \d/);
    deepStrictEqual(await read(), events);
  }));

Deno.test("A run that is moved, noted or left out is so in the calendar, as the same event", () =>
  withFeed(async ({ read, sessions, visitor, clock }) => {
    const [first, second] = await sessions();
    clock.advance(DAY);
    const change = (form: Record<string, string>) => visitor.post(`/plan/runs/${first.id}`, form);
    await change({ what: "move", [`date-${first.id}`]: second.date });
    const moved = find(await read(), first);
    deepStrictEqual(
      [moved?.date, moved?.sequence, moved?.changedAt],
      [second.date, 1, "2026-05-05T08:00:00Z"],
    );
    strictEqual(find(await read(), second)?.date, first.date);
    await visitor.post("/plan/undo");
    const undone = find(await read(), first);
    deepStrictEqual([undone?.date, undone?.sequence], [first.date, 2]);
    await change({ what: "skip" });
    strictEqual(find(await read(), first), undefined);
    await change({ what: "keep" });
    await change({ what: "note", [`note-${first.id}`]: "With Ben" });
    const noted = find(await read(), first);
    strictEqual(noted?.sequence, 5);
    match(noted?.description ?? "", /\nWith Ben$/);
  }));

for (const timeZone of ["Europe/Berlin", "America/New_York"]) {
  for (const [from, raceDate] of [["2026-09-07", "2026-11-29"], ["2027-01-11", "2027-04-25"]]) {
    Deno.test(`Each event stays on its day over a change of clocks: ${timeZone} before ${raceDate}`, () =>
      // Late in the evening of one zone, after midnight in another.
      withApp({ clock: openClock(Date.parse(`${from}T23:30Z`)) }, async (app) => {
        const { visitor } = await newRunner(app);
        await app.db.update(users).set({ timeZone });
        strictEqual((await visitor.post("/plan", { ...PLAN_FORM, raceDate })).status, 303);
        await app.drain();
        const events = readEvents(await app.visit().get(await makeFeed(visitor)));
        const planned = await app.db.select().from(plannedRuns).orderBy(plannedRuns.date);
        deepStrictEqual(events.map(({ date }) => date), planned.map(({ date }) => date));
        ok(planned.length > 30);
      }));
  }
}

for (const withDone of [true, false]) {
  Deno.test(`What was run is ${withDone ? "" : "not "}told where that is ${withDone ? "" : "not "}wanted`, () =>
    withFeed(
      async ({ read, sessions, clock, db, userId }) => {
        const [first] = await sessions();
        const planned = find(await read(), first);
        clock.advance(7 * DAY);
        const meters = 1.1 * first.meters;
        const run = newRun(userId, {
          localDate: first.date,
          distanceMeters: meters,
          movingSeconds: 2712,
        });
        await db.transaction((tx) => upsertRuns(tx, [run]));
        const event = find(await read(), first);
        if (!withDone) return deepStrictEqual(event, planned);
        const distance = formatFor("en", "km").distanceText(meters);
        strictEqual(event?.summary, `✓ Easy · ${distance}`);
        match(event?.description ?? "", /^Planned: \d+\.\d\skm, \d:/);
        ok(
          event?.description.endsWith(
            `\nDone: ${distance}, 45:12\nhttp://localhost:8000/runs/${run.id}`,
          ),
        );
        deepStrictEqual([event?.uid, event?.date], [planned?.uid, first.date]);
      },
      withDone ? { withDone: "1" } : {},
    ));
}

Deno.test("A race that is entered takes the place of the plan's, as the event of its own file", () =>
  withFeed(async (app) => {
    const { read, sessions, visitor, userId } = app;
    const session = (await sessions()).at(-1) ?? { id: "" };
    ok(find(await read(), session));
    const name = "Lyon Half; with, signs";
    const half = { name, date: PLAN_FORM.raceDate, distanceMeters: 21_097.5 };
    const id = await giveRace(app, userId, half);
    strictEqual((await read()).some(({ summary }) => summary === name), false, "not entered");
    await giveEntry(app, userId, id, { goalBSeconds: 6300 });
    const events = await read();
    const race = events.find(({ uid }) => uid === `race-${id}@localhost`);
    deepStrictEqual([race?.summary, race?.date], [name, PLAN_FORM.raceDate]);
    match(race?.description ?? "", /B: 1:45:00/);
    strictEqual(find(events, session), undefined);
    deepStrictEqual(readEvents(await visitor.get(`/races/${id}/race.ics`)), [race]);
    const [old, recent] = await Promise.all(
      ["2026-03-04", "2026-03-05"].map((date) => giveRace(app, userId, { date, name: date })),
    );
    for (const each of [old, recent]) await giveEntry(app, userId, each);
    const names = (await read()).map(({ summary }) => summary);
    deepStrictEqual([names.includes("2026-03-05"), names.includes("2026-03-04")], [true, false]);
  }));

Deno.test("A note comes through whole, whatever stands in it", () =>
  withFeed(async ({ read, sessions, db }) => {
    const notes = [
      'Commas, semicolons; colons: and \\ backslashes \\n "quotes"',
      "First line\nsecond line",
      `${"Long words go on and on, ".repeat(20)}end`,
      "👩‍👩‍👧‍👦🏃🏽‍♀️".repeat(30),
      "轻松跑，不要太快。".repeat(20),
      "BEGIN:VEVENT\nEND:VCALENDAR",
    ];
    const planned = await sessions();
    for (const [i, note] of notes.entries()) {
      await db.update(plannedRuns).set({ note }).where(eq(plannedRuns.id, planned[i].id));
    }
    const events = await read();
    strictEqual(events.length, planned.length);
    for (const [i, note] of notes.entries()) {
      const said = find(events, planned[i])?.description ?? "";
      ok(said.endsWith(`\n${note}`), `${note} is ${said}`);
    }
  }));

Deno.test("The calendar speaks its runner's language and units", () =>
  withFeed(async ({ read, sessions, db }) => {
    const [timed, session] = await sessions();
    await db.update(plannedRuns).set({ seconds: 2400 }).where(eq(plannedRuns.id, timed.id));
    for (const [locale, words] of [["en", en], ["fr", fr], ["zh", zh]] as const) {
      for (const units of ["km", "mi"] as const) {
        await db.update(users).set({ locale, units });
        const [events, format] = [await read(), formatFor(locale, units)];
        const { kinds, purposes } = words.plans;
        const event = find(events, session);
        strictEqual(
          event?.summary,
          `${kinds[session.kind]} · ${format.distanceText(session.meters)}`,
        );
        ok(event?.description.includes(purposes[session.kind]));
        match(event?.description ?? "", new RegExp(`^.*\\d:\\d\\d–\\d+:\\d\\d\\s/${units}\n`));
        const minutes = `${kinds[timed.kind]} · ${format.length(2400)}`;
        strictEqual(find(events, timed)?.summary, minutes);
      }
    }
  }));
