import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { DatabaseKind } from "@/tests/support/database.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import { en as t } from "@/locales/en/mod.ts";
import { lastImport, matchLedger } from "@/tests/support/ledger.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner, PASSWORD, type TestRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { readTables } from "@/tests/support/tables.ts";
import {
  edgeCaseAthlete,
  edgeCaseAthleteId as athleteId,
  newRunner as otherAthlete,
} from "@/tools/strava_simulator/mod.ts";

const LIST = { path: "^/athlete/activities$" };
const OTHER = 9_100_002;
const words = t.strava.disconnect;

/** Rows by table that came from Strava or were made because of it; what Strava says of the application is nobody's. */
async function stravaRows(app: StravaApp): Promise<Record<string, number>> {
  const tables = await readTables(app.db, ["strava_quota"]);
  const counts = [...tables].map(([name, rows]) => {
    const theirs = rows.filter((row) =>
      /^(strava_|imports$|import_failures$|run_details$|run_pairs$|tombstones$)/.test(name) ||
      row.source === "strava" ||
      String(row.kind).startsWith("strava.")
    );
    return [name, theirs.length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function withRunner(
  database: DatabaseKind,
  test: (app: StravaApp, runner: TestRunner) => Promise<void>,
): Promise<void> {
  const simulator = { athletes: [edgeCaseAthlete(), otherAthlete()] };
  return withStravaApp({ database, simulator }, async (app) => {
    const runner = await newRunner(app);
    await connectStrava(runner.visitor, { athleteId });
    await test(app, runner);
  });
}

onEachDatabase(
  "disconnecting revokes at Strava, leaves no row of Strava's, and counts them right",
  (database) =>
    withRunner(database, async (app, { visitor }) => {
      app.strava.updateActivity("6100000001", { extra: { distance: "far" } });
      await app.drain();
      const before = await stravaRows(app);
      const { runs, ...others } = before;
      const { run_details, run_pairs, ...rest } = others;
      ok(run_details > 0 && run_pairs > 0);
      strictEqual(runs, app.strava.activities(athleteId).length - 1);
      deepStrictEqual(rest, {
        import_failures: 1,
        imports: 1,
        // The import, and the reading of what it brought in.
        jobs: 2,
        strava_accounts: 1,
        strava_states: 1,
      });

      const answer = await visitor.post("/account/strava/disconnect");
      strictEqual(answer.status, 200);
      const count = Object.values(others).reduce((sum, n) => sum + n);
      assertShows(answer, words.doneTitle, words.done(`${runs}`, `${count}`), words.revoked);
      deepStrictEqual(await stravaRows(app), {});
      deepStrictEqual(app.strava.grants(), []);
      strictEqual(app.strava.calls()["POST /oauth/revoke"], 1);
      assertShows(await visitor.get("/"), t.dashboard.empty.title);
      assertShows(await visitor.get("/account/strava"), t.sync.purges.unconnected);

      const again = await visitor.post("/account/strava/disconnect");
      strictEqual(again.status, 409);
      assertShows(again, t.refusals.strava_not_connected.title);
      strictEqual((await connectStrava(visitor, { athleteId: OTHER })).location, "/account/strava");
    }),
);

onEachDatabase(
  "disconnecting touches nobody else's rows",
  (database) =>
    withRunner(database, async (app, { visitor }) => {
      await app.drain();
      const neighbour = await newRunner(app);
      await connectStrava(neighbour.visitor, { athleteId: OTHER });
      await app.drain();
      await visitor.post("/account/strava/disconnect");
      deepStrictEqual(app.strava.grants().map((grant) => grant.athleteId), [OTHER]);
      strictEqual((await lastImport(app.db)).state, "done");
      assertShows(await neighbour.visitor.get("/account/strava"), t.strava.states.done);
    }),
);

/** What ends a connection, and what its page says; `told` is whether Strava was. */
const endings = [
  {
    name: "disconnecting",
    end: ({ visitor }: TestRunner) => visitor.post("/account/strava/disconnect"),
    says: (told: boolean) => told ? words.revoked : words.notRevoked,
  },
  {
    name: "deleting the account",
    end: ({ visitor }: TestRunner) => visitor.post("/account/delete", { password: PASSWORD }),
    says: (told: boolean) => told ? t.accounts.remove.revoked : t.accounts.remove.notRevoked,
  },
];

for (const { name, end, says } of endings) {
  onEachDatabase(
    `${name} while a page is being read brings no row back`,
    (database) =>
      withRunner(database, async (app, runner) => {
        app.strava.addFault({ match: { ...LIST, nth: 2 }, effect: slowly(20_000) });
        const draining = app.drain();
        await until(() => app.strava.faults()[0].fired === 1);
        notDeepStrictEqual((await stravaRows(app)).runs, undefined);
        const answer = await end(runner);
        strictEqual(answer.status, 200);
        assertShows(answer, says(true));
        await draining;
        await app.drain();
        deepStrictEqual(await stravaRows(app), {});
        deepStrictEqual(app.strava.grants(), []);
      }),
  );

  onEachDatabase(
    `${name} while a token is being refreshed leaves no access at Strava`,
    (database) =>
      withRunner(database, async (app, runner) => {
        app.strava.setBehaviour({ refreshRotation: "always" });
        app.clock.advance(7 * 3_600_000);
        app.strava.addFault({ match: { path: "^/oauth/token$" }, effect: slowly(200) });
        const draining = app.drain();
        await until(() => app.strava.faults()[0].fired === 1);
        // The answer with the new token is on its way: Strava no longer knows the one that we have.
        await until(() => app.strava.journal().at(-1)?.path === "/oauth/token");
        strictEqual((await end(runner)).status, 200);
        await draining;
        deepStrictEqual(await stravaRows(app), {});
        deepStrictEqual(app.strava.grants(), []);
      }),
  );

  onEachDatabase(
    `${name} works when Strava is down, and says what is left to do there`,
    (database) =>
      withRunner(database, async (app, runner) => {
        await app.drain();
        await app.strava.refuseConnections();
        const answer = await end(runner);
        strictEqual(answer.status, 200);
        assertShows(answer, says(false));
        deepStrictEqual(await stravaRows(app), {});
        strictEqual(app.strava.grants().length, 1);
        await app.strava.acceptConnections();
      }),
  );

  onEachDatabase(
    `${name} works when the runner has removed the access at Strava already`,
    (database) =>
      withRunner(database, async (app, runner) => {
        await app.drain();
        app.strava.revokeAccess(athleteId);
        assertShows(await end(runner), says(true));
        deepStrictEqual(await stravaRows(app), {});
      }),
  );
}

onEachDatabase(
  "connecting anew after disconnecting imports everything anew",
  (database) =>
    withRunner(database, async (app, { visitor }) => {
      await app.drain();
      await visitor.post("/account/strava/disconnect");
      await connectStrava(visitor, { athleteId });
      await app.drain();
      await matchLedger(app.db, app.strava, athleteId);
      const { added, seen } = await lastImport(app.db);
      strictEqual(added, seen);
    }),
);

/** The work is done at once, and the answer takes its time. */
const slowly = (bytesPerStep: number) =>
  ({ kind: "slow-body", bytesPerStep, stepMs: 150 }) as const;

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  strictEqual(holds(), true);
}
