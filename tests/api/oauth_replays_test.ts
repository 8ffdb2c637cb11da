import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { grants, type Scope } from "@/db/schema/tokens.ts";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { apiClient, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import {
  authorizeQuery,
  consent,
  exchange,
  grantApp,
  postOAuth,
  registerApp,
  registerService,
  serviceToken,
} from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { RUN } from "@/tests/support/webhooks.ts";

const MINUTE = 60_000;

async function opens(app: TestApp, token: string): Promise<number> {
  return (await apiClient(app, token).get("/runs")).status;
}

Deno.test("a code works once, for its client, within a minute", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const other = await registerApp(app, { name: "Another" });
    const ask = async () => {
      const verifier = newSecret();
      const back = await consent(visitor, authorizeQuery(registered, verifier));
      return exchange(registered, back.searchParams.get("code") ?? "", verifier);
    };
    const form = await ask();
    const stolen = await postOAuth(app, "token", other, form);
    deepStrictEqual([stolen.status, stolen.json.error], [400, "invalid_grant"]);
    strictEqual((await postOAuth(app, "token", registered, form)).status, 200);
    const late = await ask();
    app.clock.advance(MINUTE);
    const answer = await postOAuth(app, "token", registered, late);
    deepStrictEqual([answer.status, answer.json.error], [400, "invalid_grant"]);
  }));

Deno.test("a code that comes twice ends all that its first use made", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const granted = await grantApp(app, registered, visitor);
    strictEqual(await opens(app, granted.accessToken), 200);
    const again = exchange(registered, granted.code, granted.verifier);
    strictEqual((await postOAuth(app, "token", registered, again)).json.error, "invalid_grant");
    strictEqual(await opens(app, granted.accessToken), 401, "at once");
    const refresh = { grant_type: "refresh_token", refresh_token: granted.refreshToken };
    strictEqual((await postOAuth(app, "token", registered, refresh)).json.error, "invalid_grant");
  }));

Deno.test("a refresh token that comes twice ends its whole family", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const first = await grantApp(app, registered, visitor);
    const bystander = await grantApp(app, registered, (await newRunner(app)).visitor);
    const refresh = (token: string, by = registered) =>
      postOAuth(app, "token", by, { grant_type: "refresh_token", refresh_token: token });
    const other = await registerApp(app, { name: "Another" });
    strictEqual((await refresh(first.refreshToken, other)).json.error, "invalid_grant");
    const { json: second } = await refresh(first.refreshToken);
    strictEqual(await opens(app, second.access_token), 200);
    strictEqual((await refresh(first.refreshToken)).json.error, "invalid_grant");
    for (const token of [first.accessToken, second.access_token]) {
      strictEqual(await opens(app, token), 401, "at once");
    }
    strictEqual((await refresh(second.refresh_token ?? "")).json.error, "invalid_grant");
    strictEqual(await opens(app, bystander.accessToken), 200);
    strictEqual((await refresh(bystander.refreshToken)).status, 200);
  }));

Deno.test("a refresh token ends after sixty days, and is no copy for that", () =>
  withApp({}, async (app) => {
    const registered = await registerApp(app);
    const granted = await grantApp(app, registered, (await newRunner(app)).visitor);
    const refresh = (token: string) =>
      postOAuth(app, "token", registered, { grant_type: "refresh_token", refresh_token: token });
    app.clock.advance(59 * 24 * 60 * MINUTE);
    const { json: second, status } = await refresh(granted.refreshToken);
    strictEqual(status, 200);
    app.clock.advance(60 * 24 * 60 * MINUTE);
    strictEqual((await refresh(second.refresh_token ?? "")).json.error, "invalid_grant");
    strictEqual(await app.db.$count(grants), 1, "nobody used it twice");
  }));

Deno.test("no token can do more than was allowed", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app, { scopes: ["runs:read", "profile:read"] });
    const query = authorizeQuery(registered, newSecret(), { scope: "runs:read runs:write" });
    const { location } = await visitor.get(`/oauth/authorize?${query}`);
    strictEqual(new URL(location ?? "").searchParams.get("error"), "invalid_scope");

    const granted = await grantApp(app, registered, visitor, ["runs:read"]);
    const more = await postOAuth(app, "token", registered, {
      grant_type: "refresh_token",
      refresh_token: granted.refreshToken,
      scope: "runs:read profile:read",
    });
    deepStrictEqual([more.status, more.json.error], [400, "invalid_scope"]);
    const answer = await apiClient(app, granted.accessToken).get("/profile");
    deepStrictEqual([answer.status, answer.json.scope], [403, "profile:read"]);
    match(answer.headers.get("www-authenticate") ?? "", /insufficient_scope.*profile:read/);

    const service = await registerService(app, { scopes: ["users:read"] });
    const asked = await postOAuth(app, "token", service, {
      grant_type: "client_credentials",
      scope: "users:read runs:ingest",
    });
    strictEqual(asked.json.error, "invalid_scope");
    const form = { grant_type: "client_credentials" };
    strictEqual(
      (await postOAuth(app, "token", registered, form)).json.error,
      "unauthorized_client",
    );
  }));

Deno.test("what is withdrawn is all that an application was ever allowed", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app, { scopes: ["runs:read", "profile:read"] });
    const other = await grantApp(app, await registerApp(app, { name: "Another" }), visitor);
    const both = [
      await grantApp(app, registered, visitor),
      await grantApp(app, registered, visitor, ["profile:read"]),
    ];
    const page = await visitor.get("/account/applications");
    const rows = [...page.text.matchAll(/action="\/account\/applications\/([\w-]{36})"/g)];
    strictEqual(rows.length, 2, "a row for each application");
    const verifier = newSecret();
    const query = authorizeQuery(registered, verifier, { scope: "runs:read" });
    const code = (await consent(visitor, query)).searchParams.get("code") ?? "";
    await visitor.post(`/account/applications/${registered.client.id}`);
    const late = await postOAuth(app, "token", registered, exchange(registered, code, verifier));
    strictEqual(late.json.error, "invalid_grant", "a code that was on its way");
    strictEqual(await opens(app, both[0].accessToken), 401);
    strictEqual((await apiClient(app, both[1].accessToken).get("/profile")).status, 401);
    strictEqual(await opens(app, other.accessToken), 200);
  }));

Deno.test("a token that may write and not read changes things unseen", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    const { json: run } = await script.post("/runs", RUN);
    const registered = await registerApp(app, { scopes: ["runs:write", "profile:write"] });
    const scopes: Scope[] = ["runs:write", "profile:write"];
    const { accessToken } = await grantApp(app, registered, visitor, scopes);
    const blind = apiClient(app, accessToken);
    for (
      const [path, body] of [["/profile", { units: "mi" }], [`/runs/${run.id}`, { title: "x" }]]
    ) {
      strictEqual((await blind.get(String(path))).status, 403);
      const answer = await blind.send(String(path), { method: "PATCH", body });
      deepStrictEqual([answer.status, answer.text, answer.headers.get("etag")], [204, "", null]);
    }
    strictEqual((await script.get("/profile")).json.units, "mi");
    strictEqual((await script.get(`/runs/${run.id}`)).json.title, "x");
  }));

Deno.test("a grant that is withdrawn takes its tokens along, and no others", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const token = await serviceToken(app, await registerService(app));
    const first = await grantApp(app, registered, visitor);
    const page = await visitor.get("/account/applications");
    const [, id] = page.text.match(/action="\/account\/applications\/([\w-]{36})"/) ?? [];
    const stranger = await newRunner(app);
    strictEqual((await stranger.visitor.post(`/account/applications/${id}`)).status, 404);
    strictEqual(await opens(app, first.accessToken), 200);
    strictEqual((await visitor.post(`/account/applications/${id}`)).status, 303);
    strictEqual(await opens(app, first.accessToken), 401);
    strictEqual((await apiClient(app, token).get("/users")).status, 200);
  }));
