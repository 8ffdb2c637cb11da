import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { plannedRuns } from "@/db/schema/plans.ts";
import { updateRole } from "@/db/users.ts";
import { openSession } from "@/domain/accounts/sign_in.ts";
import { isForPrograms } from "@/http/programs.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { anyBody, type FuzzedBody, invalidBody, junk, strayBody } from "@/tests/support/fuzz.ts";
import { giveHistory, userIdOf } from "@/tests/support/history.ts";
import { FORMS, type FuzzedForm } from "@/tests/support/fuzzed_forms.ts";
import { followPlan } from "@/tests/support/plans.ts";
import { giveRace } from "@/tests/support/races.ts";
import { mailedLink, newRunner, PASSWORD, type TestRunner } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";
import { fillUrl, listUrls } from "@/tests/support/urls.ts";
import type { Answer, Visitor } from "@/tests/support/visitor.ts";

const RUNS = { numRuns: 200, seed: 20_260_504, endOnFailure: true };

const posts = listUrls().filter(({ method }) => method === "POST").map(({ pattern }) => pattern);
/** Forms that are one button: whatever comes along with them is not read. */
const BUTTONS = posts.filter((pattern) => !(pattern in FORMS));

async function send(
  app: TestApp,
  visitor: Visitor,
  path: string,
  { body, type }: FuzzedBody,
  origin: string | undefined = app.deps.baseUrl,
): Promise<Answer> {
  await app.db.run("delete from throttles");
  const headers = { ...origin ? { origin } : {}, ...type ? { "content-type": type } : {} };
  return await visitor.send(path, { method: "POST", body, headers });
}

/** A page that says what was wrong, with nothing on it that was sent as markup; a program gets JSON. */
function isRefused(answer: Answer, what: string): void {
  ok(
    answer.status >= 400 && answer.status < 500 && answer.status !== 429,
    `${what} ${answer.status}`,
  );
  if (isForPrograms(what)) {
    match(answer.headers.get("content-type") ?? "", /^application\/(problem\+)?json/, what);
    return;
  }
  match(answer.text, /^<!doctype html>/, what);
  match(answer.text, /id="errors"|<h1>[^<]+<\/h1><p class="lead">[^<]+</, what);
  doesNotMatch(answer.text, /<script>|<img src=x/, what);
}

/** The address of a form, of something that is this runner's. */
async function addressOf(
  app: TestApp,
  path: string,
  { email, visitor }: TestRunner,
): Promise<string> {
  if (!path.includes(":id")) return path;
  if (path.startsWith("/plan/")) {
    await followPlan(app, visitor);
    const [{ id }] = await app.db.select().from(plannedRuns).limit(1);
    return fillUrl(path, id);
  }
  if (path.startsWith("/admin")) await updateRole(app.db, email, "admin");
  return fillUrl(path, await giveRace(app, await userIdOf(app, email)));
}

async function replaced(
  app: TestApp,
  form: FuzzedForm,
  { visitor, email }: TestRunner,
): Promise<FuzzedForm> {
  const tokens: Record<string, () => Promise<string>> = {
    RESET: async () => {
      await app.visit().post("/forgotten-password", { email });
      return (await mailedLink(app, email)).token;
    },
    CONFIRM: async () => {
      await app.visit().post("/sign-up", { email: "new@example.org", password: PASSWORD });
      return (await mailedLink(app, "new@example.org")).token;
    },
    CHANGE: () => askToChange(app, visitor, "next@example.org"),
  };
  const token = await tokens[form.good.token ?? ""]?.();
  return token ? { ...form, good: { ...form.good, token } } : form;
}

/** The token that was mailed to the new address. */
async function askToChange(app: TestApp, visitor: Visitor, email: string): Promise<string> {
  await app.db.run("delete from throttles");
  await visitor.post("/account/email", { email, password: PASSWORD });
  return (await mailedLink(app, email)).token;
}

Deno.test("The fuzzed forms are the forms there are", () => {
  for (const pattern of Object.keys(FORMS)) ok(posts.includes(pattern), pattern);
  for (const pattern of BUTTONS) {
    match(
      pattern,
      /sign-out|resend|withdrawal|removal|ending|undo|sessions|strava|runs\/:id\/details|admin|webhooks|mails\/|:link$|:id$|^\/oauth|^\/api/,
      "a form with fields belongs in FORMS",
    );
  }
});

for (const [path, form] of Object.entries(FORMS)) {
  Deno.test(`POST ${path} refuses 200 fuzzed forms with a message and changes nothing`, () =>
    withApp({}, async (app) => {
      const runner = await newRunner(app);
      const { good, wrongs } = await replaced(app, form, runner);
      const isSignedIn = /^\/(account|admin|plans?|races|runs|change-email)\b/.test(path);
      const visitor = isSignedIn ? runner.visitor : app.visit();
      const address = await addressOf(app, path, runner);
      const before = await digestTables(app.db);
      await fc.assert(
        fc.asyncProperty(invalidBody(good, wrongs), async (body) => {
          isRefused(await send(app, visitor, address, body), path);
          strictEqual(await digestTables(app.db), before);
        }),
        RUNS,
      );
      ok(app.logged.every(({ level }) => level === "info"));
    }));
}

Deno.test("POST /change-email takes 25 living links with stray fields around them, each once", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(strayBody(["token"]), async (around) => {
        const next = `next${++count}@example.org`;
        const body = around({ token: await askToChange(app, visitor, next) });
        strictEqual((await send(app, visitor, "/change-email", body)).status, 303);
        ok(await userIdOf(app, next));
        const after = await digestTables(app.db);
        isRefused(await send(app, visitor, "/change-email", body), "the second time");
        strictEqual(await digestTables(app.db), after);
      }),
      { ...RUNS, numRuns: 25 },
    );
    ok(app.logged.every(({ level }) => level === "info"));
  }));

for (const pattern of BUTTONS) {
  Deno.test(`POST ${pattern} does nothing for 200 fuzzed bodies from elsewhere`, () =>
    withApp({}, async (app) => {
      const { visitor, email } = await newRunner(app);
      await giveHistory(app, email);
      const before = await digestTables(app.db);
      const origins = fc.constantFrom("", "null", "https://evil.example", "http://localhost");
      await fc.assert(
        fc.asyncProperty(anyBody(), origins, async (body, origin) => {
          isRefused(await send(app, visitor, fillUrl(pattern, uuidv7()), body, origin), pattern);
          strictEqual(await digestTables(app.db), before);
        }),
        RUNS,
      );
    }));

  Deno.test(`POST ${pattern} does not mind 100 fuzzed bodies from its own page`, () =>
    withApp({}, async (app) => {
      const { email } = await newRunner(app);
      const id = await userIdOf(app, email);
      const visitor = app.visit();
      await fc.assert(
        fc.asyncProperty(anyBody(), junk, async (body, param) => {
          visitor.cookies.set("session", await openSession(app.db, id, "", app.clock.now()));
          const path = fillUrl(pattern, encodeURIComponent(param.toWellFormed().slice(0, 300)));
          const { status } = await send(app, visitor, path, body);
          const expected = isForPrograms(pattern) ? [400, 401, 404] : [303, 404, 409];
          // Who asks and what for stands in the address, which says nothing here.
          if (pattern === "/oauth/authorize") expected.push(400);
          ok(expected.includes(status), `${pattern} ${status}`);
        }),
        { ...RUNS, numRuns: 100 },
      );
      ok(app.logged.every(({ level }) => level === "info"));
    }));
}
