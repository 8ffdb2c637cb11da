import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { jobs } from "@/db/schema/jobs.ts";
import { imports, stravaAccounts } from "@/db/schema/strava.ts";
import { en } from "@/locales/en/mod.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { askStrava, connectStrava, consent, withStravaApp } from "@/tests/support/strava.ts";
import { digestTables } from "@/tests/support/tables.ts";

const MINUTE = 60_000;
const NOT_OURS = en.refusals.strava_state_unknown;

Deno.test("GET /strava/connect says what is read, why, how long and how to withdraw", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const { status, text } = await visitor.get("/strava/connect");
    strictEqual(status, 200);
    for (const item of en.strava.consent.items) assertShows({ text }, item.title, item.text);
    match(text, /<form method="post" action="\/strava\/connect">/);
    strictEqual(
      (await app.visit().get("/strava/connect")).location,
      "/sign-in?next=%2Fstrava%2Fconnect",
    );
  }));

Deno.test("POST /strava/connect asks Strava for read access, once for each press", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const first = new URL(await askStrava(visitor));
    strictEqual(first.origin + first.pathname, `${app.strava.oauthUrl}/authorize`);
    const { state, ...query } = Object.fromEntries(first.searchParams);
    deepStrictEqual(query, {
      client_id: app.strava.clientId,
      redirect_uri: "http://localhost:8000/strava/callback",
      response_type: "code",
      scope: "read,activity:read_all",
      approval_prompt: "auto",
    });
    const second = new URL(await askStrava(visitor, "/strava/connect?again=1"));
    strictEqual(second.searchParams.get("approval_prompt"), "force");
    ok(second.searchParams.get("state") !== state);
    ok(!(await digestTables(app.db)).includes(state), "only the state's hash is kept");
  }));

Deno.test("Consent links the athlete and begins one import in the same breath", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    strictEqual((await connectStrava(visitor)).location, "/account/strava");
    const [account] = await app.db.select().from(stravaAccounts);
    strictEqual(account.athleteId, "9100002");
    deepStrictEqual(account.scopes, ["read", "activity:read_all"]);
    deepStrictEqual((await app.db.select().from(imports)).map(({ state }) => state), ["waiting"]);
    const kinds = (await app.db.select().from(jobs)).map(({ kind }) => kind);
    strictEqual(kinds.filter((kind) => kind === "strava.import").length, 1);
    const page = await visitor.get("/account/strava");
    assertShows(page, en.strava.connected("Noa Petit"), en.strava.states.waiting);
    ok(!textOf(page.text).includes(en.strava.scopesLimited), "nothing is missing");
    strictEqual((await visitor.get("/strava/connect")).location, "/account/strava");
    strictEqual((await visitor.get("/strava/connect?again=1")).status, 200);
  }));

Deno.test("A state opens nothing in another session, of the same runner or of another", () =>
  withStravaApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const sameRunner = app.visit();
    await sameRunner.post("/sign-in", { email, password: PASSWORD });
    const { visitor: somebodyElse } = await newRunner(app);
    const path = await consent(await askStrava(visitor));
    const before = await digestTables(app.db);
    for (const stranger of [sameRunner, somebodyElse]) {
      const answer = await stranger.get(path);
      strictEqual(answer.status, 400);
      assertShows(answer, NOT_OURS.title, NOT_OURS.text);
    }
    match((await app.visit().get(path)).location ?? "", /^\/sign-in\?/);
    strictEqual(await digestTables(app.db), before);
    strictEqual((await visitor.get(path)).location, "/account/strava", "its own still works");
  }));

Deno.test("GET /strava/callback refuses a state that nobody was given, or none at all", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await askStrava(visitor);
    const before = await digestTables(app.db);
    const queries = [
      "",
      "?code=1",
      "?state=&code=1",
      "?state=guess&code=1&scope=read,activity:read_all",
      `?state=${"x".repeat(501)}&code=1`,
    ];
    for (const query of queries) {
      const answer = await visitor.get(`/strava/callback${query}`);
      strictEqual(answer.status, 400, query);
      assertShows(answer, NOT_OURS.title, NOT_OURS.text);
    }
    strictEqual(await digestTables(app.db), before);
    deepStrictEqual(app.strava.calls(), {}, "Strava is not even asked");
  }));

Deno.test("A state is good for half an hour", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const inTime = await consent(await askStrava(visitor));
    app.clock.advance(5 * MINUTE);
    const late = await consent(await askStrava(visitor));
    app.clock.advance(30 * MINUTE - 1);
    await visitor.get("/account");
    const before = await digestTables(app.db);
    const answer = await visitor.get(inTime);
    strictEqual(answer.status, 400);
    assertShows(answer, NOT_OURS.title, NOT_OURS.text);
    strictEqual(await digestTables(app.db), before);
    app.strava.setBehaviour({ codeLifeSeconds: 3600 });
    strictEqual((await visitor.get(late)).location, "/account/strava");
  }));

Deno.test("A callback that is loaded twice counts once", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const path = await consent(await askStrava(visitor));
    strictEqual((await visitor.get(path)).status, 303);
    const before = await digestTables(app.db);
    const again = await visitor.get(path);
    strictEqual(again.status, 409);
    assertShows(again, en.refusals.strava_state_used.title, en.refusals.strava_state_used.text);
    match(again.text, /href="\/account\/strava"/);
    strictEqual(await digestTables(app.db), before);
    strictEqual(app.strava.calls()["POST /oauth/token"], 1);
  }));

Deno.test("A callback that is loaded twice at once counts once", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const path = await consent(await askStrava(visitor));
    const answers = await Promise.all([visitor.get(path), visitor.get(path)]);
    deepStrictEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    strictEqual((await app.db.select().from(imports)).length, 1);
  }));

Deno.test("With only public activities allowed, the page says what is missing and asks again", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    // Strava offers the boxes that were asked for, so a lesser scope comes back as by a future Strava.
    const path = (await consent(await askStrava(visitor))).replace(
      "activity:read_all",
      "activity:read",
    );
    strictEqual((await visitor.get(path)).location, "/account/strava");
    const page = await visitor.get("/account/strava");
    assertShows(page, en.strava.scopesLimited);
    match(page.text, /href="\/strava\/connect\?again=1"/);
    const whole = await consent(await askStrava(visitor, "/strava/connect?again=1"));
    strictEqual((await visitor.get(whole)).status, 303);
    const after = await visitor.get("/account/strava");
    ok(!textOf(after.text).includes(en.strava.scopesLimited));
  }));
