import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { refreshTokens } from "@/db/schema/tokens.ts";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { apiClient } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import {
  authorizeQuery,
  consent,
  grantApp,
  postOAuth,
  REDIRECT,
  registerApp,
  type Registered,
  registerService,
  serviceToken,
} from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

const MINUTE = 60_000;

function exchange(registered: Registered, code: string, verifier: string) {
  return {
    grant_type: "authorization_code",
    code,
    redirect_uri: registered.client.redirectUris[0],
    code_verifier: verifier,
  };
}

async function opens(app: TestApp, token: string): Promise<number> {
  return (await apiClient(app, token).get("/runs")).status;
}

const DOWNGRADES: Record<string, [changes: Record<string, string>, error: string]> = {
  "no challenge": [{ code_challenge: "" }, "invalid_request"],
  "a plain challenge": [{ code_challenge_method: "plain" }, "invalid_request"],
  "no method": [{ code_challenge_method: "" }, "invalid_request"],
  "a short challenge": [{ code_challenge: "abc" }, "invalid_request"],
  "the implicit flow": [{ response_type: "token" }, "unsupported_response_type"],
  "no scope": [{ scope: "" }, "invalid_scope"],
  "an unknown scope": [{ scope: "runs:read everything" }, "invalid_scope"],
  "a service's scope": [{ scope: "users:read" }, "invalid_scope"],
  "another resource": [{ resource: "https://other.example" }, "invalid_target"],
};

for (const [what, [changes, error]] of Object.entries(DOWNGRADES)) {
  Deno.test(`GET /oauth/authorize sends ${what} back to the client as ${error}`, () =>
    withApp({}, async (app) => {
      const { visitor } = await newRunner(app);
      const query = authorizeQuery(await registerApp(app), newSecret(), changes);
      for (
        const answer of [
          await visitor.get(`/oauth/authorize?${query}`),
          await visitor.post(`/oauth/authorize?${query}`, { decision: "allow" }),
        ]
      ) {
        strictEqual(answer.status, 303, answer.text);
        const back = new URL(answer.location ?? "");
        strictEqual(back.origin + back.pathname, REDIRECT);
        deepStrictEqual(
          ["error", "state", "iss", "code"].map((name) => back.searchParams.get(name)),
          [error, "s1", app.deps.baseUrl, null],
        );
      }
    }));
}

Deno.test("POST /oauth/token wants the verifier that the code was asked for with", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const verifier = newSecret();
    const back = await consent(visitor, authorizeQuery(registered, verifier));
    const code = back.searchParams.get("code") ?? "";
    const good = exchange(registered, code, verifier);
    const before = await digestTables(app.db);
    const wrongs = [
      [{ ...good, code_verifier: newSecret() }, "invalid_grant"],
      [{ ...good, code_verifier: "" }, "invalid_request"],
      [{ ...good, redirect_uri: "https://app.example/other" }, "invalid_grant"],
      [{ ...good, code: newSecret() }, "invalid_grant"],
    ] as const;
    for (const [form, error] of wrongs) {
      const answer = await postOAuth(app, "token", registered, form);
      deepStrictEqual([answer.status, answer.json.error], [400, error]);
    }
    strictEqual(await digestTables(app.db), before);
    strictEqual((await postOAuth(app, "token", registered, good)).status, 200);
  }));

const TRICKS = [
  "https://evil.example/back",
  "https://app.example.evil.example/back",
  "https://app.example/back/",
  "https://app.example/back/more",
  "https://app.example/back?x=1",
  "https://app.example/back#x",
  "https://app.example/other/../back",
  "https://app.example/BACK",
  "https://APP.example/back",
  "https://app.example:8443/back",
  "https://evil.example@app.example/back",
  "https://app.example@evil.example/back",
  "https://app.example\\@evil.example/back",
  "https:/app.example/back",
  "//app.example/back",
  "http://app.example/back",
  "javascript:alert(1)",
  "data:text/html,x",
  " https://app.example/back",
  "https://app.example/back\n",
  "",
  "null",
];

Deno.test("GET /oauth/authorize sends nobody to an address that is not registered", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app, {
      redirectUris: [REDIRECT, "https://app.example/second"],
    });
    for (const trick of TRICKS) {
      const query = authorizeQuery(registered, newSecret(), { redirect_uri: trick });
      for (
        const answer of [
          await visitor.get(`/oauth/authorize?${query}`),
          await visitor.post(`/oauth/authorize?${query}`, { decision: "allow" }),
        ]
      ) {
        deepStrictEqual([answer.status, answer.location], [400, null], trick);
        match(answer.text, /<h1>/);
      }
    }
    const twice = authorizeQuery(registered, newSecret());
    twice.append("redirect_uri", "https://evil.example/");
    strictEqual((await visitor.get(`/oauth/authorize?${twice}`)).status, 400);
    const stranger = authorizeQuery(registered, newSecret(), { client_id: "nobody" });
    strictEqual((await visitor.get(`/oauth/authorize?${stranger}`)).status, 400);
  }));

Deno.test("a loopback address may have any port, and nothing else may differ", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app, {
      redirectUris: ["http://127.0.0.1/back"],
      confidential: false,
    });
    const ask = async (redirect_uri: string) =>
      (await visitor.get(
        `/oauth/authorize?${authorizeQuery(registered, newSecret(), { redirect_uri })}`,
      )).status;
    strictEqual(await ask("http://127.0.0.1:51234/back"), 200);
    const others = ["http://localhost:51234/back", "http://127.0.0.1:51234/other"];
    others.push("http://[::1]:51234/back", "https://127.0.0.1:51234/back");
    others.push("http://127.0.0.1:51234@evil.example/back", "http://127.0.0.1.evil.example/back");
    for (const other of others) strictEqual(await ask(other), 400, other);
  }));

Deno.test("a stranger at /oauth/authorize signs in and comes back to the question", () =>
  withApp({}, async (app) => {
    const path = `/oauth/authorize?${authorizeQuery(await registerApp(app), newSecret())}`;
    const { status, location } = await app.visit().get(path);
    deepStrictEqual([status, location], [303, `/sign-in?next=${encodeURIComponent(path)}`]);
    const { visitor } = await newRunner(app);
    const foreign = await visitor.post(path, { decision: "allow" }, {
      origin: "https://evil.example",
    });
    strictEqual(foreign.status, 403);
    strictEqual((await visitor.post(path, { decision: "perhaps" })).status, 400);
  }));

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
    app.clock.advance(61 * 24 * 60 * MINUTE);
    const left = await app.db.select().from(refreshTokens);
    strictEqual((await refresh(bystander.refreshToken)).json.error, "invalid_grant");
    ok(left.length > 0);
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
