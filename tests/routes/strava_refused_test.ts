import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { stravaAccounts } from "@/db/schema/strava.ts";
import { en } from "@/locales/en/mod.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import {
  askStrava,
  connectStrava,
  consent,
  type StravaApp,
  withStravaApp,
} from "@/tests/support/strava.ts";
import { digestTables } from "@/tests/support/tables.ts";
import type { Answer } from "@/tests/support/visitor.ts";
import { newRunner as athlete } from "@/tools/strava_simulator/mod.ts";

/** That the round trip was used is all that a refusal may leave behind. */
const unchanged = (app: StravaApp) => digestTables(app.db, ["throttles", "strava_states"]);

type Refused = keyof typeof en.refusals;

interface Refusal {
  name: string;
  arrange?: (app: StravaApp) => void;
  /** What the person at Strava does. */
  choice?: Parameters<typeof consent>[1];
  status: number;
  refusal: Refused;
  /** Calls of the token endpoint. */
  exchanges: number;
}

const refusals: Refusal[] = [
  {
    name: "who cancels at Strava",
    choice: { cancel: true },
    status: 403,
    refusal: "strava_denied",
    exchanges: 0,
  },
  {
    name: "who leaves activities unticked",
    choice: { unticked: ["activity:read_all"] },
    status: 403,
    refusal: "strava_scope_missing",
    exchanges: 0,
  },
  {
    name: "when all seats are taken at the token endpoint",
    arrange: ({ strava }) => {
      strava.setBehaviour({ capacityCheckedAt: "token" });
      strava.setApp({ capacity: 0 });
    },
    status: 403,
    refusal: "strava_full",
    exchanges: 1,
  },
  {
    name: "when Strava has paused the application",
    arrange: ({ strava }) =>
      void strava.addFault({ match: { path: "^/oauth/token$" }, effect: { kind: "app-inactive" } }),
    status: 503,
    refusal: "strava_inactive",
    exchanges: 1,
  },
  {
    name: "when Strava refuses its own code for good",
    arrange: ({ strava }) =>
      void strava.addFault({ match: { path: "^/oauth/token$" }, effect: { kind: "code-invalid" } }),
    status: 400,
    refusal: "strava_code_refused",
    exchanges: 2,
  },
  {
    name: "when Strava answers with an error",
    arrange: ({ strava }) =>
      void strava.addFault({
        match: { path: "^/oauth/token$" },
        effect: { kind: "gateway-error" },
      }),
    status: 503,
    refusal: "strava_unavailable",
    exchanges: 1,
  },
  {
    name: "when Strava's answer cannot be read",
    arrange: ({ strava }) =>
      void strava.addFault({
        match: { path: "^/oauth/token$" },
        effect: { kind: "mangle", as: "truncated-json" },
      }),
    status: 503,
    refusal: "strava_unavailable",
    exchanges: 1,
  },
];

for (const { name, arrange, choice, status, refusal, exchanges } of refusals) {
  Deno.test(`GET /strava/callback links nobody ${name}, and connecting works later`, () =>
    withStravaApp({}, async (app) => {
      const { visitor } = await newRunner(app);
      arrange?.(app);
      const path = await consent(await askStrava(visitor), choice);
      const before = await unchanged(app);
      const answer = await visitor.get(path);
      strictEqual(answer.status, status);
      assertRefused(answer, refusal);
      strictEqual(await unchanged(app), before);
      strictEqual(app.strava.calls()["POST /oauth/token"] ?? 0, exchanges);

      app.strava.clearFaults();
      app.strava.setApp({ capacity: 10 });
      strictEqual((await connectStrava(visitor)).location, "/account/strava");
    }));
}

Deno.test("GET /strava/callback tries a code again that Strava does not know yet", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const early = { match: { path: "^/oauth/token$" }, effect: { kind: "code-invalid" } } as const;
    app.strava.addFault({ ...early, times: 1 });
    strictEqual((await connectStrava(visitor)).location, "/account/strava");
    strictEqual(app.strava.calls()["POST /oauth/token"], 2);
  }));

Deno.test("GET /strava/callback says so when Strava cannot be reached", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const path = await consent(await askStrava(visitor));
    const before = await unchanged(app);
    await app.strava.refuseConnections();
    const answer = await visitor.get(path);
    strictEqual(answer.status, 503);
    assertRefused(answer, "strava_unavailable");
    strictEqual(await unchanged(app), before);
    await app.strava.acceptConnections();
    strictEqual((await connectStrava(visitor)).status, 303);
  }));

Deno.test("When all seats are taken at Strava's own page, nobody comes back and nothing changes", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    app.strava.setApp({ capacity: 0 });
    const before = await unchanged(app);
    const address = await askStrava(visitor);
    const page = await fetch(address, {
      method: "POST",
      body: new URLSearchParams([
        ...new URL(address).searchParams,
        ["athlete_id", "9100002"],
        ["decision", "authorize"],
      ]),
    });
    strictEqual(page.status, 403);
    match(await page.text(), /Limit of connected athletes exceeded/);
    strictEqual(await unchanged(app), before);
  }));

Deno.test("An athlete feeds one account: linking it to a second one is refused", () =>
  withStravaApp({}, async (app) => {
    const [owner, other] = [await newRunner(app), await newRunner(app)];
    await connectStrava(owner.visitor);
    const before = await unchanged(app);
    const answer = await connectStrava(other.visitor);
    strictEqual(answer.status, 409);
    assertRefused(answer, "strava_athlete_taken");
    strictEqual(await unchanged(app), before);
    strictEqual(app.strava.grants().length, 1, "the owner's access is not revoked");
  }));

Deno.test("Who meets a linked athlete can choose another Strava account from that page", () =>
  withStravaApp(
    { simulator: { athletes: [athlete(), athlete({ id: 9_100_009, firstName: "Kim" })] } },
    async (app) => {
      const [owner, other] = [await newRunner(app), await newRunner(app)];
      await connectStrava(owner.visitor, { athleteId: 9_100_002 });
      const refused = await connectStrava(other.visitor, { athleteId: 9_100_002 });
      strictEqual(refused.status, 409);
      assertShows(refused, en.errors.otherAthlete);
      const [, way] = refused.text.match(/class="button" href="([^"]+)"/) ?? [];
      const page = await other.visitor.get(way);
      strictEqual(page.status, 200);
      const [, action] = page.text.match(/method="post" action="(\/strava\/[^"]+)"/) ?? [];
      const address = await askStrava(other.visitor, action);
      strictEqual(new URL(address).searchParams.get("approval_prompt"), "force");
      const back = await other.visitor.get(await consent(address, { athleteId: 9_100_009 }));
      strictEqual(back.location, "/account/strava");
      deepStrictEqual(
        (await app.db.select().from(stravaAccounts)).map(({ athleteId }) => athleteId).sort(),
        ["9100002", "9100009"],
      );
    },
  ));

Deno.test("An account keeps its athlete: another one is refused, and Strava is told to forget it", () =>
  withStravaApp(
    { simulator: { athletes: [athlete(), athlete({ id: 9_100_009, firstName: "Kim" })] } },
    async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor, { athleteId: 9_100_002 });
      const before = await unchanged(app);
      const answer = await connectStrava(visitor, { athleteId: 9_100_009 });
      strictEqual(answer.status, 409);
      assertRefused(answer, "strava_other_athlete");
      strictEqual(await unchanged(app), before);
      deepStrictEqual(
        app.strava.grants().map(({ athleteId }) => athleteId),
        [9_100_002],
        "no access is left behind that nobody can see here",
      );
    },
  ));

Deno.test("Connecting again after Strava refused a refresh goes on with new tokens", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await connectStrava(visitor);
    app.strava.revokeAccess(9_100_002);
    await app.drain();
    const [stale] = await app.db.select().from(stravaAccounts);
    strictEqual(stale.status, "reconnect");
    assertShows(await visitor.get("/account/strava"), en.strava.reconnect.title);
    assertShows(await visitor.get("/"), en.dashboard.reconnect.title);

    app.clock.advance(60_000);
    const path = await consent(await askStrava(visitor, "/strava/connect?again=1"));
    strictEqual((await visitor.get(path)).location, "/account/strava");
    const [fresh] = await app.db.select().from(stravaAccounts);
    strictEqual(fresh.status, "connected");
    strictEqual(fresh.connectedAt, stale.connectedAt);
    ok(fresh.refreshTokenSealed !== stale.refreshTokenSealed);
    await app.drain();
    assertShows(await visitor.get("/account/strava"), en.strava.states.done);
  }));

/** The page says what happened and what to do about it, and leads back. */
function assertRefused(answer: Answer, refusal: Refused): void {
  const { title, text } = en.refusals[refusal];
  assertShows(answer, title, text);
  match(answer.text, /href="\/account\/strava"/);
}
