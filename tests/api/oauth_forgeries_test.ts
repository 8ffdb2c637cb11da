import { match, ok, strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac, createPublicKey } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { apiClient } from "@/tests/support/api.ts";
import { registerService, serviceToken } from "@/tests/support/oauth.ts";

const MINUTE = 60_000;

interface Forger {
  app: TestApp;
  /** What a good token says, to be changed. */
  claims: Record<string, unknown>;
  kid: string;
  /** Signs with the dealer's own key, opened as the dealer opens it. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
}

async function openForger(app: TestApp): Promise<Forger> {
  const token = await serviceToken(app, await registerService(app));
  const [head, body] = token.split(".").slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
  const { key } = await app.deps.dealer.keys.signer("EdDSA");
  return {
    app,
    claims: body,
    kid: head.kid,
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({
        alg: "EdDSA",
        kid: head.kid,
        typ: "at+jwt",
        ...header,
      })
        .sign(key),
  };
}

async function isRefused(app: TestApp, token: string): Promise<void> {
  const answer = await apiClient(app, token).get("/users");
  strictEqual(answer.status, 401, answer.text);
  match(answer.headers.get("www-authenticate") ?? "", /error="invalid_token"/);
  match(answer.json.type, /#token-invalid$/);
}

async function isTaken(app: TestApp, token: string): Promise<void> {
  const answer = await apiClient(app, token).get("/users");
  strictEqual(answer.status, 200, answer.text);
}

function encoded(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString("base64url");
}

const FORGERIES: Record<string, (forger: Forger) => Promise<string> | string> = {
  "without a signature, alg none": ({ claims, kid }) =>
    `${encoded({ alg: "none", kid, typ: "at+jwt" })}.${encoded(claims)}.`,
  "alg none, with somebody's signature": async ({ claims, kid, sign }) => {
    const [, , signature] = (await sign(claims)).split(".");
    return `${encoded({ alg: "none", kid, typ: "at+jwt" })}.${encoded(claims)}.${signature}`;
  },
  "HS256 with the public key as the secret": async ({ app, claims, kid }) => {
    const { keys: [jwk] } = await app.deps.dealer.keys.publicSet();
    const key = createPublicKey({ key: { ...jwk }, format: "jwk" });
    const pem = key.export({ type: "spki", format: "pem" });
    const text = `${encoded({ alg: "HS256", kid, typ: "at+jwt" })}.${encoded(claims)}`;
    return `${text}.${createHmac("sha256", pem).update(text).digest("base64url")}`;
  },
  "HS256 with the raw public bytes as the secret": async ({ app, claims, kid }) => {
    const { keys: [jwk] } = await app.deps.dealer.keys.publicSet();
    const text = `${encoded({ alg: "HS256", kid, typ: "at+jwt" })}.${encoded(claims)}`;
    const secret = Buffer.from(String(jwk.x), "base64url");
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  },
  "by a key of the forger's own under our name": async ({ claims, kid }) => {
    const { privateKey } = await generateKeyPair("EdDSA");
    return await new SignJWT(claims).setProtectedHeader({ alg: "EdDSA", kid, typ: "at+jwt" })
      .sign(privateKey);
  },
  "by a key that the token brings along": async ({ claims }) => {
    const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
    const jwk = await exportJWK(publicKey);
    return await new SignJWT(claims).setProtectedHeader({ alg: "EdDSA", jwk, typ: "at+jwt" })
      .sign(privateKey);
  },
  "with a name of a key that there is not": ({ claims, sign }) => sign(claims, { kid: "other" }),
  "with the name of our key for another algorithm": async ({ app, claims, sign }) => {
    const { kid } = await app.deps.dealer.keys.signer("ES256");
    return await sign(claims, { kid });
  },
  "of another kind": ({ claims, sign }) => sign(claims, { typ: "JWT" }),
  "of no kind": ({ claims, sign }) => sign(claims, { typ: undefined }),
  "with a rule that nobody knows": ({ claims, sign }) =>
    sign(claims, { crit: ["x"], x: 1 }).catch(() => "a.b.c"),
  "of another issuer": ({ claims, sign }) => sign({ ...claims, iss: "https://evil.example" }),
  "for another audience": ({ claims, sign }) => sign({ ...claims, aud: "https://other.example" }),
  "for our pages, not our API": ({ app, claims, sign }) =>
    sign({ ...claims, aud: app.deps.baseUrl }),
  "whose time is to come": ({ claims, sign }) => sign({ ...claims, nbf: Number(claims.nbf) + 120 }),
  "issued in the future": ({ claims, sign }) => sign({ ...claims, iat: Number(claims.iat) + 120 }),
  "that lives for a year": ({ claims, sign }) =>
    sign({ ...claims, iat: Number(claims.iat) - 3600, exp: Number(claims.exp) + 31_536_000 }),
  "with scopes that there are not": ({ claims, sign }) =>
    sign({ ...claims, scope: "users:read admin" }),
  ...Object.fromEntries(["exp", "iat", "nbf", "sub", "jti", "client_id", "scope", "iss", "aud"].map(
    (name) => [
      `without ${name}`,
      ({ claims, sign }: Forger) => sign({ ...claims, [name]: undefined }),
    ],
  )),
};

for (const [what, forge] of Object.entries(FORGERIES)) {
  Deno.test(`the API refuses a token ${what}`, () =>
    withApp({}, async (app) => {
      const forger = await openForger(app);
      await isTaken(app, await forger.sign(forger.claims));
      await isRefused(app, await forge(forger));
      ok(app.logged.every(({ level }) => level === "info"), "nothing broke");
    }));
}

Deno.test("the API refuses a token with one bit changed, in each of its parts", () =>
  withApp({}, async (app) => {
    const { sign, claims } = await openForger(app);
    const parts = (await sign(claims)).split(".");
    for (const part of parts.keys()) {
      const bytes = Buffer.from(parts[part], "base64url");
      bytes[Math.floor(bytes.length / 2)] ^= 1;
      await isRefused(app, parts.with(part, bytes.toString("base64url")).join("."));
    }
    for (const junk of ["x", "a.b.c", "..", parts.slice(0, 2).join("."), "x".repeat(4000)]) {
      await isRefused(app, junk);
    }
  }));

Deno.test("an access token lives 15 minutes and the minute that clocks may differ", () =>
  withApp({}, async (app) => {
    const { sign, claims } = await openForger(app);
    const token = await sign(claims);
    app.clock.advance(15 * MINUTE + 59_000);
    await isTaken(app, token);
    app.clock.advance(2_000);
    await isRefused(app, token);
  }));

Deno.test("what is no Bearer header is told how to send one", () =>
  withApp({}, async (app) => {
    const ask = (authorization?: string) =>
      app.visit().get("/api/v1/users", authorization === undefined ? {} : { authorization });
    strictEqual((await ask()).headers.get("www-authenticate"), 'Bearer realm="Runnerly"');
    for (const header of ["Basic YTpi", "Bearer", "Bearer a b", "bearer\ta"]) {
      const answer = await ask(header);
      strictEqual(answer.status, 401, header);
      match(answer.headers.get("www-authenticate") ?? "", /^Bearer realm="Runnerly"/);
    }
  }));
