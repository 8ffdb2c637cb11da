import { ok, strictEqual } from "node:assert/strict";
import { createRemoteJWKSet, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import { rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { grantApp, postOAuth, registerApp, type Registered } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { type WebApp, withWebApp } from "@/tests/support/web.ts";

const MINUTE = 60_000;
const HERE = { [oauth.allowInsecureRequests]: true };

/** Whoever verifies tokens elsewhere, with the key set as it was when they last had to look. */
function openKeeper({ url, clock }: WebApp) {
  const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`), {
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  return (token: string) =>
    jwtVerify(token, keys, {
      issuer: url,
      audience: `${url}/api/v1`,
      typ: "at+jwt",
      currentDate: new Date(clock.now()),
    });
}

/** By oauth4webapi's own rules for access tokens (RFC 9068), and by the API itself. */
async function assertOpens(app: WebApp, token: string): Promise<void> {
  const issuer = new URL(app.url);
  const found = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...HERE });
  const as = await oauth.processDiscoveryResponse(issuer, found);
  const request = new Request(`${app.url}/api/v1/runs`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const skew = Math.round((app.clock.now() - Date.now()) / 1000);
  await oauth.validateJwtAccessToken(as, request, `${app.url}/api/v1`, {
    ...HERE,
    [oauth.clockSkew]: skew,
  });
  const answer = await fetch(request);
  await answer.body?.cancel();
  strictEqual(answer.status, 200);
}

async function refresh(app: WebApp, registered: Registered, refresh_token: string) {
  const form = { grant_type: "refresh_token", refresh_token };
  const { json, status, text } = await postOAuth(app, "token", registered, form);
  strictEqual(status, 200, text);
  return { accessToken: json.access_token, refreshToken: json.refresh_token ?? "" };
}

for (const alg of ["EdDSA", "ES256"]) {
  Deno.test(`an application refreshes ${alg} tokens through a rotation, for a verifier that keeps the keys`, () =>
    withWebApp({}, async (app) => {
      const registered = await registerApp(app, { alg, confidential: alg === "EdDSA" });
      let tokens = await grantApp(app, registered, (await newRunner(app)).visitor);
      const { added } = await rotateKeys(app.db, app.deps.sealer, app.clock.now(), { force: true });
      strictEqual(added.length, 2);
      app.clock.advance(2 * MINUTE);
      const verify = openKeeper(app);
      const kids = new Set<string | undefined>();
      for (let minute = 0; minute <= 90; minute += 10) {
        const { protectedHeader } = await verify(tokens.accessToken);
        strictEqual(protectedHeader.alg, alg);
        kids.add(protectedHeader.kid);
        await assertOpens(app, tokens.accessToken);
        app.clock.advance(10 * MINUTE);
        await rotateKeys(app.db, app.deps.sealer, app.clock.now());
        await assertOpens(app, tokens.accessToken);
        tokens = { ...tokens, ...await refresh(app, registered, tokens.refreshToken) };
      }
      strictEqual(kids.size, 2, "the next key took over");
      const { keys } = await app.deps.dealer.keys.publicSet();
      ok(keys.every(({ kid }) => added.some((key) => key.kid === kid)), "the old ones are gone");
    }));
}
