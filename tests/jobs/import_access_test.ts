import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { openDatabase } from "@/db/client.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { stravaAccounts } from "@/db/schema/strava.ts";
import { refreshAccessToken } from "@/domain/strava/access.ts";
import { en as t } from "@/locales/en/mod.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import { lastImport, matchLedger } from "@/tests/support/ledger.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import {
  askStrava,
  connectStrava,
  consent,
  type StravaApp,
  withStravaApp,
} from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import { demoAthleteId as athleteId, demoRunner } from "@/tools/strava_simulator/mod.ts";

const LIST = { path: "^/athlete/activities$" };
const TOKEN = { path: "^/oauth/token$" };
const HOUR = 3_600_000;
const refreshes = (app: StravaApp) => app.strava.calls()["POST /oauth/token"] ?? 0;

function withImporter(
  database: "file" | "server",
  test: (app: StravaApp, visitor: Visitor) => Promise<void>,
): Promise<void> {
  return withStravaApp({ database, simulator: { athletes: [demoRunner()] } }, async (app) => {
    const { visitor } = await newRunner(app);
    await connectStrava(visitor);
    app.strava.clearJournal();
    await test(app, visitor);
  });
}

async function connectAgain(visitor: Visitor): Promise<void> {
  const path = await consent(await askStrava(visitor, "/strava/connect?again=1"));
  strictEqual((await visitor.get(path)).location, "/account/strava");
}

/** Keeps the old token from Strava until it is released. */
function holdRefresh({ deps: { strava } }: StravaApp): {
  asked: Promise<void>;
  release(): void;
} {
  const { refresh } = strava;
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  strava.refresh = async (token) => {
    asked.resolve();
    await released.promise;
    return await refresh(token);
  };
  return { asked: asked.promise, release: () => released.resolve() };
}

async function assertWhole(app: StravaApp): Promise<void> {
  await app.drain();
  strictEqual((await lastImport(app.db)).state, "done");
  await matchLedger(app.db, app.strava, athleteId);
}

onEachDatabase(
  "access withdrawn in the middle ends the import, and connecting again goes on",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.addFault({ match: { ...LIST, nth: 3 }, effect: { kind: "revoke" } });
      await app.drain();
      const stopped = await lastImport(app.db);
      deepStrictEqual([stopped.state, stopped.problem, stopped.pages], ["failed", "reconnect", 2]);
      const page = await visitor.get("/account/strava");
      assertShows(page, t.strava.reconnect.title, t.strava.states.reconnect, t.strava.connectAgain);
      ok(!textOf(page.text).includes(t.strava.retry), "trying again cannot help");
      assertShows(await visitor.get("/"), t.dashboard.reconnect.title);
      const asked = app.strava.journal().length;
      await app.drain();
      strictEqual(app.strava.journal().length, asked, "nobody asks again");
      ok(asked <= 5, "neither in a loop");

      app.clock.advance(HOUR / 2);
      await connectAgain(visitor);
      await assertWhole(app);
      strictEqual((await lastImport(app.db)).id, stopped.id, "it went on where it was");
    }),
);

onEachDatabase(
  "connecting again long after begins anew, so that nothing recorded since is missed",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.addFault({ match: { ...LIST, nth: 3 }, effect: { kind: "revoke" } });
      await app.drain();
      const stopped = await lastImport(app.db);
      app.clock.advance(48 * HOUR);
      app.strava.insertActivity(athleteId, { name: "Recorded meanwhile" });
      await connectAgain(visitor);
      await assertWhole(app);
      notStrictEqual((await lastImport(app.db)).id, stopped.id);
    }),
);

onEachDatabase(
  "a token that dies before its time is refreshed once",
  (database) =>
    withImporter(database, async (app) => {
      app.strava.addFault({ match: { ...LIST, nth: 2 }, effect: { kind: "expire-token" } });
      await assertWhole(app);
      strictEqual(refreshes(app), 1);
    }),
);

onEachDatabase(
  "a dead token is known by either of the bodies that Strava has been seen to send",
  (database) =>
    withImporter(database, async (app) => {
      app.strava.setBehaviour({ badTokenBody: "application" });
      app.strava.addFault({ match: { ...LIST, nth: 2 }, effect: { kind: "expire-token" } });
      await assertWhole(app);
      strictEqual(refreshes(app), 1);
    }),
);

for (const refreshRotation of ["always", "when-new", "never"] as const) {
  onEachDatabase(
    `an expired token is refreshed before use (rotation ${refreshRotation})`,
    (database) =>
      withImporter(database, async (app) => {
        app.strava.setBehaviour({ refreshRotation });
        app.clock.advance(7 * HOUR);
        await assertWhole(app);
        strictEqual(refreshes(app), 1);
        app.clock.advance(7 * HOUR);
        const context = { ...app.deps, now: app.clock.now() };
        const [account] = await app.db.select().from(stravaAccounts);
        ok(
          await refreshAccessToken(context, account),
          "the stored refresh token is the living one",
        );
      }),
  );
}

onEachDatabase(
  "two processes that need a fresh token at once make one refresh",
  (database) =>
    withImporter(database, async (app) => {
      app.strava.setBehaviour({ refreshRotation: "always" });
      app.strava.addFault({ match: TOKEN, effect: { kind: "slow-headers", ms: 150 } });
      app.clock.advance(7 * HOUR);
      const [account] = await app.db.select().from(stravaAccounts);
      const other = await openDatabase(app.databaseUrl);
      const context = { ...app.deps, now: app.clock.now() };
      try {
        const attempts = [app.db, other.db, app.db, other.db];
        await Promise.all(attempts.map((db) => refreshAccessToken({ ...context, db }, account)));
      } finally {
        other.close();
      }
      strictEqual(refreshes(app), 1);
      await assertWhole(app);
    }),
);

const refused: FaultInput["effect"][] = [
  { kind: "answer", status: 503, text: "Service Unavailable" },
  { kind: "mangle", as: "truncated-json" },
  { kind: "close", when: "after" },
];

for (const effect of refused) {
  onEachDatabase(
    `a refresh that fails is not asked in a loop: ${JSON.stringify(effect)}`,
    (database) =>
      withImporter(database, async (app, visitor) => {
        app.strava.setBehaviour({ refreshRotation: "always" });
        app.clock.advance(7 * HOUR);
        app.strava.addFault({ match: TOKEN, effect, times: 1 });
        await app.drain();
        strictEqual(refreshes(app), 1);
        app.clock.advance(10_000);
        await app.drain();
        ok(refreshes(app) <= 2);
        const [{ status }] = await app.db.select().from(stravaAccounts);
        if (status === "reconnect") {
          // The answer with the rotated token was lost, so only the runner can mend it.
          assertShows(await visitor.get("/account/strava"), t.strava.reconnect.title);
          await connectAgain(visitor);
        }
        await assertWhole(app);
      }),
  );
}

onEachDatabase(
  "a missing permission asks for another consent, not for another token",
  (database) =>
    withImporter(database, async (app, visitor) => {
      const errors = [{
        resource: "AccessToken",
        field: "activity:read_permission",
        code: "missing",
      }];
      const json = { message: "Authorization Error", errors };
      app.strava.addFault({ match: LIST, effect: { kind: "answer", status: 401, json }, times: 1 });
      await app.drain();
      strictEqual(refreshes(app), 0);
      assertShows(await visitor.get("/account/strava"), t.strava.reconnect.title);
      await connectAgain(visitor);
      await assertWhole(app);
    }),
);

onEachDatabase(
  "connecting again while an old token is being refused keeps the new connection",
  (database) =>
    withImporter(database, async (app, visitor) => {
      app.strava.setBehaviour({ refreshRotation: "always" });
      app.clock.advance(7 * HOUR);
      const refresh = holdRefresh(app);
      const draining = app.drain();
      await refresh.asked;
      await connectAgain(visitor).finally(refresh.release);
      await draining;
      strictEqual(refreshes(app), 2, "a code was traded, then the old token was refused");
      const [{ status }] = await app.db.select().from(stravaAccounts);
      strictEqual(status, "connected");
      app.clock.advance(5_000);
      await assertWhole(app);
      const imports = await app.db.select().from(jobs).where(eq(jobs.kind, "strava.import"));
      deepStrictEqual(new Set(imports.map(({ state }) => state)), new Set(["done"]));
    }),
);
