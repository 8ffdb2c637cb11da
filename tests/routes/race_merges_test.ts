import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { raceEntries, races } from "@/db/schema/races.ts";
import { upsertRuns } from "@/db/runs.ts";
import { updateRole } from "@/db/users.ts";
import { hashedId } from "@/domain/runs/words.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.races.admin;

async function newOperator(app: TestApp) {
  const runner = await newRunner(app);
  await updateRole(app.db, runner.email, "admin");
  return runner;
}

Deno.test("An operator merges a double: entries move, nothing said is lost, and its address leads on", () =>
  withApp({}, async (app) => {
    const operator = await newOperator(app);
    const [ana, ben] = [await newRunner(app), await newRunner(app)];
    const [anaId, benId] = [await userIdOf(app, ana.email), await userIdOf(app, ben.email)];
    const kept = await giveRace(app, anaId);
    const double = await giveRace(app, benId, { name: "Autumn Run Lyon" });
    const older = await giveRace(app, benId, { name: "Lyon autumn" });
    await giveEntry(app, anaId, kept, { goalBSeconds: 3000, notes: "Here", isShown: true });
    await giveEntry(app, anaId, double, { goalASeconds: 2900, goalBSeconds: 3100, notes: "There" });
    await giveEntry(app, benId, double, { goalCSeconds: 3600 });

    const page = await operator.visitor.get(`/races/${kept}`);
    assertShows(page, t.title, t.merge("Autumn Run Lyon"));
    ok(!(await ana.visitor.get(`/races/${kept}`)).text.includes(t.title));
    await operator.visitor.post(`/admin/races/${double}/merges`, { double: older });
    const answer = await operator.visitor.post(`/admin/races/${kept}/merges`, { double });
    strictEqual(answer.location, `/races/${kept}?done=merged`);

    for (const id of [double, older]) {
      strictEqual((await ben.visitor.get(`/races/${id}`)).location, `/races/${kept}`);
      const file = (await ben.visitor.get(`/races/${id}/race.ics`)).location;
      strictEqual(file, `/races/${kept}/race.ics`);
    }
    const rows = await app.db.select().from(raceEntries).where(eq(raceEntries.raceId, kept));
    const ofAna = rows.find(({ userId }) => userId === anaId);
    deepStrictEqual(
      [ofAna?.goalASeconds, ofAna?.goalBSeconds, ofAna?.notes, ofAna?.isShown],
      [2900, 3000, "Here\n\nThere", false],
    );
    strictEqual(rows.find(({ userId }) => userId === benId)?.goalCSeconds, 3600);
    strictEqual(await app.db.$count(raceEntries), 2);
    const list = (await ben.visitor.get("/races")).text;
    ok(list.includes(kept) && !list.includes(double) && !list.includes(older));
    assertShows(await operator.visitor.get(`/races/${kept}`), t.none);
  }));

Deno.test("A merge keeps goals in order, a result with its run, and notes however long", () =>
  withApp({}, async (app) => {
    const operator = await newOperator(app);
    const ana = await newRunner(app);
    const userId = await userIdOf(app, ana.email);
    const date = "2026-05-03";
    const [kept, double] = [
      await giveRace(app, userId, { date }),
      await giveRace(app, userId, { date: "2026-05-01" }),
    ];
    const run = newRun(userId, { localDate: "2026-05-01", elapsedSeconds: 2765 });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    const [long, longer] = ["a".repeat(2000), "b".repeat(2000)];
    await giveEntry(app, userId, kept, { goalBSeconds: 3000, notes: long });
    await giveEntry(app, userId, double, {
      ...{ goalASeconds: 3100, notes: longer, runSource: "strava" },
      runHash: hashedId(userId, run.externalId),
    });
    await operator.visitor.post(`/admin/races/${kept}/merges`, { double });
    const [entry] = await app.db.select().from(raceEntries);
    deepStrictEqual([entry.goalASeconds, entry.goalBSeconds], [null, 3000]);
    strictEqual(entry.notes, `${long}\n\n${longer}`);
    // Of another day by now, and still found.
    assertShows(await ana.visitor.get(`/races/${kept}`), "46:05");
  }));

Deno.test("A merge of a race into itself, of one that is gone or by a runner is refused", () =>
  withApp({}, async (app) => {
    const operator = await newOperator(app);
    const ana = await newRunner(app);
    const anaId = await userIdOf(app, ana.email);
    const [one, two] = [await giveRace(app, anaId), await giveRace(app, anaId)];
    const merge = (id: string, double: string) =>
      operator.visitor.post(`/admin/races/${id}/merges`, { double });
    strictEqual((await merge(one, one)).status, 404);
    strictEqual((await merge(one, crypto.randomUUID())).status, 404);
    strictEqual(
      (await ana.visitor.post(`/admin/races/${one}/merges`, { double: two })).status,
      404,
    );
    strictEqual((await merge(one, two)).status, 303);
    strictEqual((await merge(two, one)).status, 404, "no circle");
    strictEqual((await merge(one, two)).status, 404, "it is merged already");
    for (const path of ["edit", "removal", "entry"]) {
      strictEqual((await ana.visitor.post(`/races/${two}/${path}`, {})).status, 404, path);
    }
    deepStrictEqual((await app.db.select().from(races)).map(({ mergedInto }) => mergedInto), [
      null,
      one,
    ]);
  }));

Deno.test("Who goes is seen by name, once they say so, and by nothing else", () =>
  withApp({}, async (app) => {
    const ana = await newRunner(app);
    const ben = await newRunner(app);
    const id = await giveRace(app, await userIdOf(app, ana.email));
    await app.db.run(`update users set name = 'Ana <b>' where email = '${ana.email}'`);
    const none = { goalA: "", goalB: "", goalC: "", notes: "", isShown: "" };
    await ana.visitor.post(`/races/${id}/entry`, none);
    assertShows(await ben.visitor.get(`/races/${id}`), en.races.going.none);
    await ana.visitor.post(`/races/${id}/entry`, { ...none, isShown: "1" });
    await ben.visitor.post(`/races/${id}/entry`, { ...none, isShown: "1" });
    const page = await ben.visitor.get(`/races/${id}`);
    assertShows(page, "Ana <b>", en.races.going.nameless);
    await ana.visitor.post(`/races/${id}/entry`, none);
    ok(!(await ben.visitor.get(`/races/${id}`)).text.includes("Ana"), "it is taken back");
    match(page.text, /Ana &lt;b>/);
    ok(!page.text.includes(ana.email));
  }));
