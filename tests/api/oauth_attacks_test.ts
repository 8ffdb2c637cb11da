import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { withApp } from "@/tests/support/app.ts";
import {
  authorizeQuery,
  consent,
  exchange,
  postOAuth,
  REDIRECT,
  registerApp,
} from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

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
