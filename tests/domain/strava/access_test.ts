import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { stravaAccounts } from "@/db/schema/strava.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { ATHLETE, livesFor, withConnectedRunner } from "@/tests/support/lives.ts";
import { connectStrava, type StravaApp } from "@/tests/support/strava.ts";

const HOUR = 3_600_000;
const TOKEN = "POST /oauth/token";

async function status({ db }: StravaApp): Promise<string> {
  return (await db.select().from(stravaAccounts))[0].status;
}

Deno.test("a rotated token whose answer was lost ends in one word: connect again", () =>
  withConnectedRunner({}, async (app, { visitor }) => {
    const { strava } = app;
    await livesFor(app, HOUR);
    strava.addFault({
      match: { path: "^/oauth/token$", nth: 1 },
      effect: { kind: "lose-answer", hangMs: 50 },
    });
    strava.insertActivity(ATHLETE, { distanceMeters: 200 }, { event: false });
    strava.clearJournal();
    await livesFor(app, 24 * HOUR);
    strictEqual(await status(app), "reconnect");
    ok((strava.calls()[TOKEN] ?? 0) < 3, `${strava.calls()[TOKEN]} calls`);
    const refused = strava.journal().filter((call) => call.family === "api" && call.status === 401);
    strictEqual(refused.length, 0);
    await connectStrava(visitor);
    await livesFor(app, HOUR);
    await matchLedger(app.db, strava, ATHLETE);
  }));

Deno.test("a permission that is missing is asked of the runner, not of the token", () =>
  withConnectedRunner({}, async (app) => {
    const { strava } = app;
    await livesFor(app, HOUR);
    const body = {
      message: "Authorization Error",
      errors: [{ resource: "AccessToken", field: "activity:read_permission", code: "missing" }],
    };
    strava.addFault({
      match: { family: "api" },
      effect: { kind: "answer", status: 401, json: body },
    });
    const [{ id }] = strava.activities(ATHLETE);
    strava.updateActivity(id, { name: "Unseen" });
    strava.clearJournal();
    await livesFor(app, 24 * HOUR);
    strictEqual(await status(app), "reconnect");
    deepStrictEqual(strava.calls(), { "GET /activities/{id}": 1 });
  }));
