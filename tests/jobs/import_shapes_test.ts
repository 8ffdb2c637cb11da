import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { runs } from "@/db/schema/runs.ts";
import { lastImport, matchLedger } from "@/tests/support/ledger.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import {
  type Behaviour,
  demoAthleteId,
  demoRunner,
  edgeCaseAthlete,
  edgeCaseAthleteId,
} from "@/tools/strava_simulator/mod.ts";

const LIST = { path: "^/athlete/activities$" };

/** What Strava's pages leave open: the import must not depend on it. */
const switches: Partial<Behaviour>[] = [
  { beforeOnlyOrder: "ascending" },
  { hiddenStartOrder: "true" },
  { shortPageEvery: 2 },
  { shortPageEvery: 3, beforeOnlyOrder: "ascending", hiddenStartOrder: "true" },
  { perPageAboveMaximum: "refuse" },
  { rateHeaders: "never" },
  { rateHeaders: "comma" },
  { noPositionAs: "null" },
  { visibilityFilter: "after-paging" },
  { dateSkewSeconds: 86_400 },
];

for (const behaviour of switches) {
  Deno.test(`an import is whole with ${JSON.stringify(behaviour)}`, () =>
    withImporter(async (app) => {
      app.strava.setBehaviour(behaviour);
      await importAs(app, demoAthleteId);
      await importAs(app, edgeCaseAthleteId);
    }));
}

Deno.test("an import is whole for a runner who hides every start, whichever start Strava orders by", async () => {
  for (const hiddenStartOrder of ["shown", "true"] as const) {
    await withImporter(async (app) => {
      app.strava.setBehaviour({ hiddenStartOrder });
      for (const { id } of app.strava.activities(demoAthleteId)) {
        app.strava.updateActivity(id, { hiddenStart: true });
      }
      await importAs(app, demoAthleteId);
    });
  }
});

Deno.test("numbers that come as text, nulls, unknown fields and absent ones are read all the same", () =>
  withImporter(async (app) => {
    const ways = ["types", "nulls", "unknown-fields", "counts"] as const;
    app.strava.addFault({ match: LIST, effect: { kind: "wobble", ways: [...ways] } });
    await importAs(app, demoAthleteId);
    await importAs(app, edgeCaseAthleteId);
  }));

Deno.test("a sport that nobody has heard of is kept under its own name, and is no run", () =>
  withImporter(async (app) => {
    const [first] = app.strava.activities(demoAthleteId);
    app.strava.updateActivity(first.id, { sportType: "Quidditch" });
    app.strava.addFault({ match: LIST, effect: { kind: "wobble", ways: ["absent"] } });
    const visitor = await importRaw(app, demoAthleteId);
    const [row] = (await app.db.select().from(runs)).filter((run) => run.externalId === first.id);
    deepStrictEqual([row.sport, row.isRun], ["Quidditch", false]);
    const filtered = await visitor.get("/runs?sport=Quidditch");
    strictEqual(filtered.status, 200);
    strictEqual((await visitor.get(`/runs/${row.id}`)).status, 200);
  }));

Deno.test("uploads and deletions between pages lose nothing that was there throughout", () =>
  withImporter(async (app) => {
    const insert = { do: "insert", activity: { name: "Drift" } } as const;
    const remove = { do: "delete", target: { index: 0 } } as const;
    for (const nth of [2, 3, 4, 5, 6, 7]) {
      const changes = nth % 2 ? [insert, insert] : [remove];
      const effect = { kind: "change-history", when: "before", changes } as const;
      app.strava.addFault({
        match: { ...LIST, nth },
        effect: { ...effect, changes: [...changes] },
      });
    }
    const before = new Set(app.strava.activities(demoAthleteId).map(({ id }) => id));
    await importRaw(app, demoAthleteId);
    const throughout = app.strava.activities(demoAthleteId)
      .map(({ id }) => id).filter((id) => before.has(id));
    const stored = (await app.db.select().from(runs)).map((run) => run.externalId);
    deepStrictEqual(throughout.filter((id) => !stored.includes(id)), []);
    strictEqual(new Set(stored).size, stored.length);
    strictEqual((await lastImport(app.db)).seen, stored.length);
  }));

async function withImporter(test: (app: StravaApp) => Promise<void>): Promise<void> {
  await withStravaApp({ simulator: { athletes: [demoRunner(), edgeCaseAthlete()] } }, test);
}

async function importAs(app: StravaApp, athleteId: number): Promise<void> {
  await importRaw(app, athleteId);
  const latest = await lastImport(app.db);
  strictEqual(latest.state, "done", latest.problem ?? "");
  strictEqual(latest.failed, 0);
  await matchLedger(app.db, app.strava, athleteId, latest.userId);
}

async function importRaw(app: StravaApp, athleteId: number) {
  app.clock.advance(900_000);
  const { visitor } = await newRunner(app);
  strictEqual((await connectStrava(visitor, { athleteId })).status, 303);
  await app.drain();
  return visitor;
}
