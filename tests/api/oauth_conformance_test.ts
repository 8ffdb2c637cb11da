import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { createRemoteJWKSet, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import { rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { newRunner, type TestRunner } from "@/tests/support/runner.ts";
import {
  consent,
  REDIRECT,
  registerApp,
  type Registered,
  registerService,
} from "@/tests/support/oauth.ts";
import { type WebApp, withWebApp } from "@/tests/support/web.ts";

const HERE = { [oauth.allowInsecureRequests]: true };
const HOUR = 3_600_000;

/** The server as its metadata describes it to a library that was not made for it. */
async function discover({ url }: WebApp): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(url);
  const answer = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...HERE });
  return await oauth.processDiscoveryResponse(issuer, answer);
}

function asClient({ client: { id } }: Registered): oauth.Client {
  return { client_id: id };
}

async function clientCredentials(
  as: oauth.AuthorizationServer,
  registered: Registered,
  auth: oauth.ClientAuth,
): Promise<oauth.TokenEndpointResponse> {
  const client = asClient(registered);
  const answer = await oauth.clientCredentialsGrantRequest(as, client, auth, {}, HERE);
  return await oauth.processClientCredentialsResponse(as, client, answer);
}

/** Consent in the pages, the rest by the library. */
async function authorizationCode(
  as: oauth.AuthorizationServer,
  registered: Registered,
  { visitor }: TestRunner,
  scope = "runs:read profile:read",
): Promise<oauth.TokenEndpointResponse> {
  const client = asClient(registered);
  const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    response_type: "code",
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  const back = await consent(visitor, query);
  const params = oauth.validateAuthResponse(as, client, back, state);
  const auth = registered.secret ? oauth.ClientSecretPost(registered.secret) : oauth.None();
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    auth,
    params,
    REDIRECT,
    verifier,
    HERE,
  );
  return await oauth.processAuthorizationCodeResponse(as, client, answer);
}

/** By the key set alone, with a library's rules for access tokens (RFC 9068). */
async function assertVerifies(
  { url, clock }: WebApp,
  as: oauth.AuthorizationServer,
  token: string,
): Promise<void> {
  const keys = createRemoteJWKSet(new URL(as.jwks_uri ?? ""));
  await jwtVerify(token, keys, {
    issuer: url,
    audience: `${url}/api/v1`,
    typ: "at+jwt",
    currentDate: new Date(clock.now()),
  });
}

for (const alg of ["EdDSA", "ES256"]) {
  Deno.test(`a service gets ${alg} tokens by Basic and by form, as oauth4webapi expects`, () =>
    withWebApp({}, async (app) => {
      const as = await discover(app);
      const service = await registerService(app, { alg });
      for (const method of [oauth.ClientSecretBasic, oauth.ClientSecretPost]) {
        const tokens = await clientCredentials(as, service, method(service.secret));
        deepStrictEqual([tokens.token_type, tokens.expires_in], ["bearer", 900]);
        strictEqual(tokens.scope, "users:read runs:ingest");
        strictEqual(tokens.refresh_token, undefined);
        await assertVerifies(app, as, tokens.access_token);
        const [head] = tokens.access_token.split(".");
        strictEqual(JSON.parse(atob(head)).alg, alg);
      }
    }));
}

Deno.test("a service's token opens the API by oauth4webapi's own check of it", () =>
  withWebApp({}, async (app) => {
    const as = await discover(app);
    const service = await registerService(app);
    const { access_token: token } = await clientCredentials(
      as,
      service,
      oauth.ClientSecretBasic(service.secret),
    );
    const request = new Request(`${app.url}/api/v1/users`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const skew = Math.round((app.clock.now() - Date.now()) / 1000);
    const claims = await oauth.validateJwtAccessToken(as, request, `${app.url}/api/v1`, {
      ...HERE,
      [oauth.clockSkew]: skew,
    });
    strictEqual(claims.sub, service.client.id);
    const answer = await fetch(request);
    await answer.body?.cancel();
    strictEqual(answer.status, 200);
  }));

for (const confidential of [true, false]) {
  const kind = confidential ? "an application with a secret" : "a public application";
  Deno.test(`${kind} gets a code, tokens, new tokens and gives them back`, () =>
    withWebApp({}, async (app) => {
      const as = await discover(app);
      const runner = await newRunner(app);
      const registered = await registerApp(app, { confidential });
      const client = asClient(registered);
      const auth = registered.secret ? oauth.ClientSecretBasic(registered.secret) : oauth.None();
      const first = await authorizationCode(as, registered, runner);
      strictEqual(first.scope, "runs:read profile:read");
      await assertVerifies(app, as, first.access_token);

      const asked = await oauth.refreshTokenGrantRequest(
        as,
        client,
        auth,
        first.refresh_token ?? "",
        { ...HERE, additionalParameters: { scope: "runs:read" } },
      );
      const second = await oauth.processRefreshTokenResponse(as, client, asked);
      strictEqual(second.scope, "runs:read");
      ok(second.refresh_token && second.refresh_token !== first.refresh_token);
      await assertVerifies(app, as, second.access_token);

      const given = await oauth.revocationRequest(as, client, auth, second.refresh_token, HERE);
      await oauth.processRevocationResponse(given);
      await given.body?.cancel();
      for (const { access_token: token } of [first, second]) {
        const answer = await fetch(`${app.url}/api/v1/runs`, {
          headers: { authorization: `Bearer ${token}` },
        });
        await answer.body?.cancel();
        strictEqual(answer.status, 401, "all of the grant is over");
      }
    }));
}

Deno.test("introspection tells a client of its own tokens, and nobody of others'", () =>
  withWebApp({}, async (app) => {
    const as = await discover(app);
    const runner = await newRunner(app);
    const registered = await registerApp(app);
    const tokens = await authorizationCode(as, registered, runner);
    const look = async (who: Registered, token: string) => {
      const auth = oauth.ClientSecretBasic(who.secret);
      const answer = await oauth.introspectionRequest(as, asClient(who), auth, token, HERE);
      return await oauth.processIntrospectionResponse(as, asClient(who), answer);
    };
    for (const token of [tokens.access_token, tokens.refresh_token ?? ""]) {
      const known = await look(registered, token);
      deepStrictEqual([known.active, known.scope], [true, "runs:read profile:read"]);
      strictEqual(known.client_id, registered.client.id);
      deepStrictEqual(await look(await registerService(app), token), { active: false });
    }
    deepStrictEqual(await look(registered, "junk"), { active: false });
    app.clock.advance(HOUR);
    deepStrictEqual(await look(registered, tokens.access_token), { active: false });
  }));

Deno.test("a runner who says no sends the application away with access_denied", () =>
  withWebApp({}, async (app) => {
    const as = await discover(app);
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app);
    const query = new URLSearchParams({
      client_id: registered.client.id,
      redirect_uri: REDIRECT,
      response_type: "code",
      scope: "runs:read",
      state: "s1",
      code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
      code_challenge_method: "S256",
    });
    const back = await consent(visitor, query, "deny");
    try {
      oauth.validateAuthResponse(as, asClient(registered), back, "s1");
      ok(false, "it was allowed");
    } catch (error) {
      ok(error instanceof oauth.AuthorizationResponseError);
      strictEqual(error.error, "access_denied");
    }
  }));

Deno.test("through a rotation of the keys every token verifies and no request fails", () =>
  withWebApp({}, async (app) => {
    const as = await discover(app);
    const service = await registerService(app);
    const auth = oauth.ClientSecretBasic(service.secret);
    const { db, sealer } = app.deps;
    const kids = async () => {
      const answer = await fetch(as.jwks_uri ?? "");
      const { keys }: { keys: { kid: string; d?: string }[] } = await answer.json();
      ok(keys.every(({ d }) => d === undefined), "nothing private");
      return keys.map(({ kid }) => kid);
    };
    const signers = new Set<string>();
    const living: { token: string; until: number }[] = [];
    const step = async () => {
      const { access_token: token } = await clientCredentials(as, service, auth);
      signers.add(JSON.parse(atob(token.split(".")[0])).kid);
      living.push({ token, until: app.clock.now() + 15 * 60_000 });
      for (const { token } of living.filter(({ until }) => until > app.clock.now())) {
        await assertVerifies(app, as, token);
        const headers = { authorization: `Bearer ${token}` };
        const answer = await fetch(`${app.url}/api/v1/users`, { headers });
        await answer.body?.cancel();
        strictEqual(answer.status, 200);
      }
    };
    await step();
    const [old] = signers;
    const { added } = await rotateKeys(db, sealer, app.clock.now(), { force: true });
    strictEqual(added.length, 2);
    for (let minute = 0; minute < 90; minute += 5) {
      app.clock.advance(5 * 60_000);
      await rotateKeys(db, sealer, app.clock.now());
      await step();
    }
    strictEqual(signers.size, 2, "the next key took over");
    ok(!(await kids()).includes(old), "the old one is gone");
    strictEqual((await kids()).length, 2);
  }));
