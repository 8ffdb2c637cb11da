import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { uuidv7 } from "uuidv7";
import { openSession } from "@/domain/accounts/sign_in.ts";
import { isForPrograms } from "@/http/programs.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory, userIdOf } from "@/tests/support/history.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { digestTables, type Row, rowsWith } from "@/tests/support/tables.ts";
import { fillUrl, listUrls, type Url } from "@/tests/support/urls.ts";
import type { Answer, Visitor } from "@/tests/support/visitor.ts";

/** What anybody may ask for. Whatever is not here must turn strangers away. */
const PUBLIC = [
  "GET /",
  "GET /healthz",
  "GET /privacy",
  "GET /developers",
  "GET /plan-schema.json",
  "GET /sign-in",
  "POST /sign-in",
  "GET /sign-up",
  "POST /sign-up",
  "POST /sign-out",
  "GET /forgotten-password",
  "POST /forgotten-password",
  "GET /reset-password",
  "POST /reset-password",
  "GET /confirm-email",
  "POST /confirm-email",
  "POST /confirm-email/resend",
  "GET /change-email",
  "POST /change-email",
  // For client programs, which prove who they are in the request itself.
  "GET /.well-known/jwks.json",
  "GET /.well-known/oauth-authorization-server",
  "GET /api/v1/openapi.json",
  "POST /oauth/token",
  "POST /oauth/revoke",
  "POST /oauth/introspect",
  // Its path is a secret, and what does not know it gets 404.
  "GET /webhooks/strava/:secret",
  "POST /webhooks/strava/:secret",
  "GET /calendar/:file",
  // What is not signed gets 404.
  "POST /webhooks/mail",
  // A link that was signed for one runner and one purpose.
  "GET /unsubscribe/:link",
  "POST /unsubscribe/:link",
  "GET /mail-actions/:link",
  "POST /mail-actions/:link",
];
const guarded = listUrls().filter(({ name }) => !PUBLIC.includes(name));

async function ask(
  visitor: Visitor,
  { method, pattern }: Url,
  id: string,
  form: Record<string, string> = {},
): Promise<Answer> {
  const path = fillUrl(pattern, id);
  if (method === "GET") {
    return await visitor.get(`${path}?${new URLSearchParams(form)}`);
  }
  return await visitor.post(path, form);
}

/** What a program gets that has no token: how to send one, and nothing else. */
function isUnauthorised(answer: Answer, what: string): void {
  strictEqual(answer.status, 401, what);
  match(answer.headers.get("www-authenticate") ?? "", /^Bearer realm=/, what);
  strictEqual(JSON.parse(answer.text).status, 401, what);
}

/** A browser signed in as this runner, without asking the pages for it. */
async function signedInAs(app: TestApp, userId: string): Promise<Visitor> {
  const visitor = app.visit();
  visitor.cookies.set("session", await openSession(app.db, userId, "", app.clock.now()));
  return visitor;
}

/** Every id that stands in a row of the owner's. */
function idsIn(rows: Record<string, Row[]>): string[] {
  const ids = Object.values(rows).flat().flatMap((row) =>
    JSON.stringify(row).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  );
  return [...new Set(ids)];
}

Deno.test("The list of public URLs names only what there is", () => {
  const names = listUrls().map(({ name }) => name);
  deepStrictEqual(PUBLIC.filter((name) => !names.includes(name)), []);
  ok(guarded.length > 15, "most of the application is a runner's own");
});

Deno.test("Every URL that is not public turns a stranger away, and nothing changes", () =>
  withApp({}, async (app) => {
    const owner = await newRunner(app);
    const { runId } = await giveHistory(app, owner.email);
    const before = await digestTables(app.db, []);
    for (const url of guarded) {
      for (const id of [runId, uuidv7(), "junk"]) {
        const visitor = app.visit();
        const answer = await ask(visitor, url, id);
        if (isForPrograms(url.pattern)) isUnauthorised(answer, url.name);
        else if (answer.status !== 404) {
          strictEqual(answer.status, 303, url.name);
          ok(answer.location?.startsWith("/sign-in"), `${url.name} leads to ${answer.location}`);
          strictEqual(answer.text, "", url.name);
        }
        strictEqual(visitor.cookies.size, 0, url.name);
        ok(!answer.text.includes(owner.email), url.name);
      }
    }
    strictEqual(await digestTables(app.db, []), before);
  }));

Deno.test("Every URL that is not public sends a runner who has not confirmed to do so", () =>
  withApp({}, async (app) => {
    const email = "unconfirmed@example.org";
    await app.visit().post("/sign-up", { email, password: PASSWORD });
    const visitor = await signedInAs(app, await userIdOf(app, email));
    const before = await digestTables(app.db, []);
    for (const url of guarded) {
      const answer = await ask(visitor, url, uuidv7());
      if (isForPrograms(url.pattern)) {
        isUnauthorised(answer, url.name);
        continue;
      }
      strictEqual(answer.status, 303, url.name);
      strictEqual(answer.location, "/confirm-email", url.name);
      strictEqual(answer.text, "");
    }
    strictEqual(await digestTables(app.db, []), before);
  }));

Deno.test("No URL shows or changes anything of another runner's, whichever of their ids is sent", () =>
  withApp({}, async (app) => {
    const owner = await newRunner(app, "owner@example.org");
    const { runId } = await giveHistory(app, owner.email);
    const ownerId = await userIdOf(app, owner.email);
    const owned = await rowsWith(app.db, ownerId, owner.email);
    const ids = idsIn(owned);
    ok(ids.includes(runId) && ids.length > 7, "runs, sessions, imports, mails, jobs and the owner");

    const { email } = await newRunner(app, "curious@example.org");
    const curiousId = await userIdOf(app, email);
    for (const url of listUrls()) {
      const hasParameter = url.pattern.includes(":");
      for (const id of hasParameter ? ids : [runId]) {
        const visitor = await signedInAs(app, curiousId);
        const names = ["id", "user", "userId", "user_id", "runId", "sessionId", "owner"];
        const form = Object.fromEntries(names.map((name) => [name, name === "id" ? id : ownerId]));
        const answer = await ask(visitor, url, id, form);
        // The API reads no cookie; what a token of theirs opens there, its own tests say.
        const expected = isForPrograms(url.pattern) ? [401, 404] : [303, 404];
        if (hasParameter) ok(expected.includes(answer.status), `${url.name} ${answer.status}`);
        ok(answer.status < 500, url.name);
        ok(!answer.text.includes(owner.email), url.name);
        ok(!answer.text.includes("Morning run"), url.name);
        await app.db.run("delete from throttles where key like '%\\_address:%' escape '\\'");
      }
    }
    deepStrictEqual(await rowsWith(app.db, ownerId, owner.email), owned);
    strictEqual((await owner.visitor.get(`/runs/${runId}`)).status, 200);
  }));
