import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { throttles } from "@/db/schema/accounts.ts";
import { grants } from "@/db/schema/tokens.ts";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { apiClient } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { onEachDatabase } from "@/tests/support/database.ts";
import {
  authorizeQuery,
  consent,
  grantApp,
  postOAuth,
  REDIRECT,
  registerApp,
  type Registered,
  registerService,
} from "@/tests/support/oauth.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import type { Visitor } from "@/tests/support/visitor.ts";

const FORM = "application/x-www-form-urlencoded";
const CREDENTIALS = "grant_type=client_credentials";

async function sendToken(app: TestApp, headers: Record<string, string>, body = CREDENTIALS) {
  const init = { method: "POST", headers: { "content-type": FORM, ...headers }, body };
  const answer = await app.visit().send("/oauth/token", init);
  return { ...answer, error: JSON.parse(answer.text).error };
}

/** What the client sends for a code that was asked for with or without naming the address. */
async function codeFor(
  registered: Registered,
  visitor: Visitor,
  changes: Record<string, string> = {},
): Promise<{ code: string; code_verifier: string; grant_type: string }> {
  const verifier = newSecret();
  const back = await consent(visitor, authorizeQuery(registered, verifier, changes));
  const code = back.searchParams.get("code") ?? "";
  return { code, code_verifier: verifier, grant_type: "authorization_code" };
}

Deno.test("POST /oauth/token refuses Basic credentials that are not base64, and breaks on none", () =>
  withApp({}, async (app) => {
    for (const junk of ["A", "AAAAA", "AAA==", "A===", "Og==", "JTp4", "AA", "/w==", "w6k6w6k="]) {
      const { status, error } = await sendToken(app, { authorization: `Basic ${junk}` });
      deepStrictEqual([status, error], [401, "invalid_client"], junk);
    }
    ok(app.logged.every(({ level }) => level === "info"), "nothing broke");
  }));

Deno.test("POST /oauth/token reads the secret of Basic credentials to its end", () =>
  withApp({}, async (app) => {
    const { client: { id }, secret } = await registerService(app);
    const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });
    strictEqual((await sendToken(app, basic(`${id}:${secret}`))).status, 200);
    for (const wrong of [`${secret}:`, `${secret}:more`, `:${secret}`]) {
      strictEqual((await sendToken(app, basic(`${id}:${wrong}`))).error, "invalid_client", wrong);
    }
  }));

Deno.test("POST /oauth/token wants the address again that the code was asked for with", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const named = await codeFor(registered, visitor);
    const refused = await postOAuth(app, "token", registered, named);
    deepStrictEqual([refused.status, refused.json.error], [400, "invalid_grant"]);
    const shown = { ...named, redirect_uri: REDIRECT };
    strictEqual((await postOAuth(app, "token", registered, shown)).status, 200);
  }));

Deno.test("a client with one address need not name it, neither for the code nor for the token", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    for (const [redirect_uri, status] of [["", 200], [REDIRECT, 200], [`${REDIRECT}/`, 400]]) {
      const form = await codeFor(registered, visitor, { redirect_uri: "" });
      const again = { ...form, redirect_uri: String(redirect_uri) };
      strictEqual((await postOAuth(app, "token", registered, again)).status, status);
    }
    const two = await registerApp(app, { redirectUris: [REDIRECT, `${REDIRECT}/2`] });
    const query = authorizeQuery(two, newSecret(), { redirect_uri: "" });
    strictEqual((await visitor.get(`/oauth/authorize?${query}`)).status, 400);
  }));

Deno.test("GET /oauth/authorize takes an empty parameter for one that was left out", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const changes = { state: "", redirect_uri: "" };
    const back = await consent(visitor, authorizeQuery(registered, newSecret(), changes));
    strictEqual(back.searchParams.has("state"), false);
    const wrong = authorizeQuery(registered, newSecret(), { ...changes, response_type: "" });
    const { location } = await visitor.get(`/oauth/authorize?${wrong}`);
    const { searchParams } = new URL(location ?? "");
    deepStrictEqual(
      [searchParams.get("error"), searchParams.has("state")],
      ["invalid_request", false],
    );
  }));

onEachDatabase(
  "of two who bring the same code or refresh token at once, one gets tokens, and they die",
  (kind) =>
    withApp({ database: kind }, async (app) => {
      const { visitor } = await newRunner(app);
      const registered = await registerApp(app);
      const code = { ...await codeFor(registered, visitor), redirect_uri: REDIRECT };
      const { refreshToken } = await grantApp(app, registered, visitor);
      const refresh = { grant_type: "refresh_token", refresh_token: refreshToken };
      for (const form of [code, refresh]) {
        const answers = await Promise.all(
          [1, 2, 3].map(() => postOAuth(app, "token", registered, { ...form })),
        );
        deepStrictEqual(answers.map(({ status }) => status).sort(), [200, 400, 400]);
        const token = answers.find(({ status }) => status === 200)?.json.access_token ?? "";
        strictEqual((await apiClient(app, token).get("/runs")).status, 401);
      }
      strictEqual((await app.db.select().from(grants)).length, 0);
    }),
);

Deno.test("POST /oauth/introspect calls a token dead once its runner has left", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const { accessToken, refreshToken } = await grantApp(app, registered, visitor);
    const look = async (token: string) =>
      JSON.parse((await postOAuth(app, "introspect", registered, { token })).text);
    strictEqual((await look(accessToken)).active, true);
    strictEqual((await visitor.post("/account/delete", { password: PASSWORD })).status, 200);
    for (const token of [accessToken, refreshToken]) {
      deepStrictEqual(await look(token), { active: false });
    }
  }));

Deno.test("POST /oauth/introspect calls tokens dead once they were used, or are past their time", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const { accessToken, refreshToken } = await grantApp(app, registered, visitor);
    const isActive = async (token: string) =>
      JSON.parse((await postOAuth(app, "introspect", registered, { token })).text).active;
    strictEqual(await isActive(refreshToken), true);
    const form = { grant_type: "refresh_token", refresh_token: refreshToken };
    const { json } = await postOAuth(app, "token", registered, form);
    strictEqual(await isActive(refreshToken), false);
    strictEqual(await isActive(json.refresh_token ?? ""), true);
    app.clock.advance(15 * 60_000 - 1);
    strictEqual(await isActive(accessToken), true);
    app.clock.advance(1);
    strictEqual(await isActive(accessToken), false, "at its end, though the API allows for skew");
    app.clock.advance(61 * 24 * 3_600_000);
    strictEqual(await isActive(json.refresh_token ?? ""), false);
  }));

Deno.test("a page of a client's own origin reads the answers of the token endpoint, and no other", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const origin = "https://page.example";
    const page = await registerApp(app, { confidential: false, origins: [origin] });
    const other = await registerApp(app, { confidential: false });
    const ask = async (from: string, { client }: Registered, fields: Record<string, string>) => {
      const body = String(new URLSearchParams({ client_id: client.id, ...fields }));
      const { status, headers } = await sendToken(app, { origin: from }, body);
      match(headers.get("vary") ?? "", /origin/i);
      return [status, headers.get("access-control-allow-origin")];
    };
    const form = async (of: Registered) => ({
      ...await codeFor(of, visitor),
      redirect_uri: REDIRECT,
    });
    deepStrictEqual(await ask(origin, page, await form(page)), [200, origin]);
    deepStrictEqual(await ask(origin, page, {}), [400, origin]);
    deepStrictEqual(await ask("https://evil.example", page, await form(page)), [200, null]);
    deepStrictEqual(await ask(origin, other, await form(other)), [200, null]);
  }));

Deno.test("POST /oauth/token keeps no count for a client that there is not", () =>
  withApp({}, async (app) => {
    const { client } = await registerService(app);
    const counted = () => app.db.$count(throttles);
    const before = await counted();
    for (let i = 0; i < 20; i++) {
      const body = `${CREDENTIALS}&client_id=made-up-${i}&client_secret=x`;
      deepStrictEqual((await sendToken(app, {}, body)).error, "invalid_client");
    }
    strictEqual(await counted(), before);
    await sendToken(app, {}, `${CREDENTIALS}&client_id=${client.id}&client_secret=x`);
    strictEqual(await counted(), before + 1);
  }));
