import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { deleteGrantsOf } from "@/db/grants.ts";
import { clients, grants, personalTokens, signingKeys } from "@/db/schema/tokens.ts";
import { removeClient, replaceSecret } from "@/domain/tokens/clients.ts";
import { openDealer } from "@/domain/tokens/dealer.ts";
import { openDenyList } from "@/domain/tokens/deny_list.ts";
import { resealSigningKeys } from "@/domain/tokens/reseal_keys.ts";
import { rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { insertDenied } from "@/db/denied_tokens.ts";
import { apiClient, scriptOf } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { userIdOf } from "@/tests/support/history.ts";
import {
  grantApp,
  postOAuth,
  registerApp,
  registerService,
  serviceToken,
} from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";

const MINUTE = 60_000;
const CREDENTIALS = { grant_type: "client_credentials" };

Deno.test("POST /oauth/token throttles who guesses a client's secret, and nobody else", () =>
  withApp({}, async (app) => {
    const service = await registerService(app);
    const other = await registerService(app);
    const guess = () => postOAuth(app, "token", { ...service, secret: "guess" }, CREDENTIALS);
    for (let i = 0; i < 10; i++) {
      const answer = await guess();
      deepStrictEqual([answer.status, answer.json.error], [401, "invalid_client"]);
      match(answer.headers.get("www-authenticate") ?? "", /^Basic realm=/);
    }
    const tooMany = await guess();
    deepStrictEqual([tooMany.status, tooMany.json.error], [429, "temporarily_unavailable"]);
    strictEqual(tooMany.headers.get("retry-after"), String(15 * 60));
    strictEqual((await postOAuth(app, "token", service, CREDENTIALS)).status, 429, "the right one");
    strictEqual((await postOAuth(app, "token", other, CREDENTIALS)).status, 200);
    app.clock.advance(15 * MINUTE);
    strictEqual((await postOAuth(app, "token", service, CREDENTIALS)).status, 200);
  }));

Deno.test("the endpoints of OAuth refuse what RFC 6749 refuses, and keep nothing in a cache", () =>
  withApp({}, async (app) => {
    const service = await registerService(app);
    const { id } = service.client;
    const basic = `Basic ${btoa(`${id}:${service.secret}`)}`;
    const form = "application/x-www-form-urlencoded";
    const send = async (headers: Record<string, string>, body: string) => {
      const init = { method: "POST", headers: { "content-type": form, ...headers }, body };
      const answer = await app.visit().send("/oauth/token", init);
      strictEqual(answer.headers.get("cache-control"), "no-store");
      return [answer.status, JSON.parse(answer.text).error];
    };
    const good = "grant_type=client_credentials";
    const authorization = basic;
    deepStrictEqual(await send({ authorization }, good), [200, undefined]);
    deepStrictEqual(await send({}, good), [401, "invalid_client"]);
    deepStrictEqual(await send({ authorization: "Basic %%%" }, good), [401, "invalid_client"]);
    deepStrictEqual(await send({ authorization }, ""), [400, "invalid_request"]);
    deepStrictEqual(await send({ authorization }, `${good}&${good}`), [400, "invalid_request"]);
    const both = `${good}&client_secret=${service.secret}`;
    deepStrictEqual(await send({ authorization }, both), [400, "invalid_request"]);
    const password = "grant_type=password&username=a&password=b";
    deepStrictEqual(await send({ authorization }, password), [400, "unsupported_grant_type"]);
    const json = { authorization, "content-type": "application/json" };
    deepStrictEqual(await send(json, "{}"), [400, "invalid_request"]);
    const elsewhere = `${good}&audience=https://other.example`;
    deepStrictEqual(await send({ authorization }, elsewhere), [400, "invalid_target"]);
    const { status, headers } = await app.visit().get("/oauth/token");
    deepStrictEqual([status, headers.get("allow")], [405, "POST"]);
    ok(app.logged.every(({ level }) => level === "info"));
  }));

Deno.test("a public client proves itself by its verifier alone, and may not look tokens up", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app, { confidential: false });
    const { accessToken, refreshToken } = await grantApp(app, registered, visitor);
    const withSecret = { ...registered, secret: "made up" };
    const refresh = { grant_type: "refresh_token", refresh_token: refreshToken };
    strictEqual((await postOAuth(app, "token", withSecret, refresh)).status, 401);
    strictEqual(
      (await postOAuth(app, "introspect", registered, { token: accessToken })).status,
      401,
    );
    strictEqual((await postOAuth(app, "revoke", registered, { token: accessToken })).status, 200);
    strictEqual((await apiClient(app, accessToken).get("/runs")).status, 401);
    strictEqual((await postOAuth(app, "token", registered, refresh)).status, 200, "that one lives");
    strictEqual((await postOAuth(app, "revoke", registered, { token: "unknown" })).status, 200);
  }));

Deno.test("a client cannot revoke another one's tokens", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const { accessToken, refreshToken } = await grantApp(app, await registerApp(app), visitor);
    const other = await registerApp(app, { name: "Another" });
    for (const token of [accessToken, refreshToken]) {
      strictEqual(
        (await postOAuth(app, "revoke", other, { token })).status,
        200,
        "nothing learned",
      );
    }
    strictEqual((await apiClient(app, accessToken).get("/runs")).status, 200);
    strictEqual((await app.db.select().from(grants)).length, 1);
  }));

Deno.test("a removed client's tokens open nothing on any instance within ten seconds", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const service = await registerService(app);
    const { accessToken } = await grantApp(app, registered, visitor);
    const tokens = [accessToken, await serviceToken(app, service)];
    for (const { client } of [registered, service]) {
      strictEqual(await removeClient(app.db, client.id, app.clock.now()), true);
    }
    app.clock.advance(10_000);
    for (const token of tokens) strictEqual((await apiClient(app, token).get("/runs")).status, 401);
    strictEqual((await app.db.select().from(grants)).length, 0);
    strictEqual((await postOAuth(app, "token", service, CREDENTIALS)).status, 401);
  }));

Deno.test("a new secret replaces the old one; neither rests in the table", () =>
  withApp({}, async (app) => {
    const service = await registerService(app);
    const secret = await replaceSecret(app.db, service.client) ?? "";
    strictEqual((await postOAuth(app, "token", service, CREDENTIALS)).status, 401);
    strictEqual((await postOAuth(app, "token", { ...service, secret }, CREDENTIALS)).status, 200);
    const text = JSON.stringify(await app.db.select().from(clients));
    ok(!text.includes(secret) && !text.includes(service.secret));
    strictEqual(
      await replaceSecret(app.db, (await registerApp(app, { confidential: false })).client),
      undefined,
    );
  }));

Deno.test("a personal token works until it is revoked or its time is over, and rests as a hash", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const first = await scriptOf(app, email);
    const second = await scriptOf(app, email, ["runs:read"]);
    strictEqual((await first.get("/profile")).status, 200);
    strictEqual((await second.get("/profile")).status, 403);
    const rows = await app.db.select().from(personalTokens);
    ok(!JSON.stringify(rows).includes(first.token.slice(-40)));
    ok(rows.every(({ lastUsedAt }) => lastUsedAt === app.clock.now()));
    const stranger = await newRunner(app);
    strictEqual((await stranger.visitor.post(`/account/tokens/${rows[0].id}`)).status, 404);
    strictEqual((await visitor.post(`/account/tokens/${rows[0].id}`)).status, 303);
    deepStrictEqual(
      [(await first.get("/runs")).status, (await second.get("/runs")).status].sort(),
      [200, 401],
    );
    app.clock.advance(30 * 24 * 60 * MINUTE);
    strictEqual((await second.get("/runs")).status, 401);
  }));

Deno.test("the tokens of a runner who has left open nothing", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    const { accessToken } = await grantApp(app, await registerApp(app), visitor);
    const password = "seven green herons";
    strictEqual((await visitor.post("/account/delete", { password })).status, 200);
    for (const token of [script.token, accessToken]) {
      strictEqual((await apiClient(app, token).get("/runs")).status, 401);
    }
  }));

Deno.test("openDenyList() hides no denial behind a reading that began before it", () =>
  withApp({}, async ({ db, clock }) => {
    const list = openDenyList(db, clock.now);
    const reading = list.isDenied(["token:a"]);
    await insertDenied(db, "token:a", clock.now() + MINUTE);
    list.reread();
    await reading;
    strictEqual(await list.isDenied(["token:a"]), true);
    strictEqual(await list.isDenied(["token:b"]), false);
    clock.advance(MINUTE);
    strictEqual(await list.isDenied(["token:a"]), false);
  }));

Deno.test("with other SEALING_KEYS a new key signs, and tokens of the old one go on working", () =>
  withApp({}, async (app) => {
    const { db, clock, deps: { baseUrl: issuer, dealer } } = app;
    const access = { subject: "s", clientId: "c", scopes: [], firstParty: false };
    const old = await dealer.issue(access, "EdDSA");
    const sealer = openSealer([{ id: "other", key: new Uint8Array(32).fill(9) }]);
    const restarted = openDealer({ db, sealer, now: clock.now, issuer });
    const fresh = await restarted.issue(access, "EdDSA");
    for (const token of [old, fresh]) ok(await restarted.verify(token));
    clock.advance(5_000);
    ok(await dealer.verify(fresh), "an instance with the old keys finds the new one");
    deepStrictEqual(await resealSigningKeys({ db, sealer }), { sealed: 0, lost: 2 });
    const both = openSealer([{ id: "third", key: new Uint8Array(32).fill(3) }, {
      id: "other",
      key: new Uint8Array(32).fill(9),
    }, { id: "test", key: new Uint8Array(32).fill(7) }]);
    const { sealed, lost } = await resealSigningKeys({ db, sealer: both });
    deepStrictEqual([sealed, lost], [(await db.select().from(signingKeys)).length, 0]);
  }));

Deno.test("rotateKeys() by two at once makes one next key of each kind, and none too early", () =>
  withApp({}, async ({ db, clock, deps: { sealer } }) => {
    const rotate = (force = false) => rotateKeys(db, sealer, clock.now(), { force });
    const made = await Promise.all([rotate(), rotate()]);
    strictEqual(made.flatMap(({ added }) => added).length, 2);
    const next = await Promise.all([rotate(true), rotate(true)]);
    strictEqual(next.flatMap(({ added }) => added).length, 2);
    clock.advance(29 * 24 * 60 * MINUTE);
    strictEqual((await rotate()).added.length, 0);
    clock.advance(2 * 24 * 60 * MINUTE);
    strictEqual((await rotate()).added.length, 2, "after thirty days");
  }));

Deno.test("a grant belongs to its runner", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const other = await newRunner(app);
    await grantApp(app, await registerApp(app), visitor);
    const [{ id, clientId }] = await app.db.select().from(grants);
    const end = async (whose: string) => {
      const userId = await userIdOf(app, whose);
      return await app.db.transaction((tx) => deleteGrantsOf(tx, userId, clientId));
    };
    deepStrictEqual(await end(other.email), []);
    deepStrictEqual(await end(email), [id]);
  }));
