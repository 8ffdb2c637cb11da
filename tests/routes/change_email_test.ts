import { match, ok, strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

Deno.test("An e-mail changes when the link sent to the new one is used, once; the old one is told", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const next = "new.home@example.org";
    const asked = await visitor.post("/account/email", { email: next, password: PASSWORD });
    strictEqual(asked.location, "/account/email?asked=1");
    assertShows(await visitor.get(asked.location), en.accounts.security.emailRequested);
    strictEqual((await visitor.get("/account")).text.includes(next), false, "nothing changed yet");

    const { path, token } = await mailedLink(app, next);
    strictEqual(path, "/change-email");
    const page = await visitor.get(`${path}?token=${token}`);
    assertShows(page, email, next);
    ok((await visitor.get("/account")).text.includes(email), "reading the page changes nothing");

    const changed = await visitor.post(path, { token });
    strictEqual(changed.location, "/account/email?changed=1");
    assertShows(await visitor.get(changed.location), en.accounts.security.emailChanged);
    await app.drain();
    const [told] = app.mailbox.mails();
    strictEqual(told.to, email);
    strictEqual(told.subject, en.mails.email_changed.subject);
    strictEqual((await visitor.post(path, { token })).status, 400, "once");

    const elsewhere = app.visit();
    strictEqual((await elsewhere.post("/sign-in", { email, password: PASSWORD })).status, 422);
    const signIn = await elsewhere.post("/sign-in", { email: next, password: PASSWORD });
    strictEqual(signIn.status, 303);
  }));

Deno.test("The link alone changes nothing: who mistyped the new e-mail mailed it to a stranger", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const { visitor: stranger } = await newRunner(app, "mistyped@example.org.uk");
    await visitor.post("/account/email", { email: "mistyped@example.org", password: PASSWORD });
    const { path, token } = await mailedLink(app, "mistyped@example.org");
    const before = await digestTables(app.db);
    for (const other of [app.visit(), stranger]) {
      const signedIn = other === stranger;
      const page = await other.get(`${path}?token=${token}`);
      strictEqual(page.status, signedIn ? 400 : 303);
      ok(!page.text.includes(email), "nor does it tell whose account it is");
      strictEqual((await other.post(path, { token })).status, signedIn ? 400 : 303);
    }
    strictEqual(await digestTables(app.db), before);

    const elsewhere = app.visit();
    const asked = await elsewhere.get(`${path}?token=${token}`);
    strictEqual(asked.location, `/sign-in?next=${encodeURIComponent(`${path}?token=${token}`)}`);
    const form = { email, password: PASSWORD, next: `${path}?token=${token}` };
    const back = await elsewhere.post("/sign-in", form);
    strictEqual(back.location, `${path}?token=${token}`);
    strictEqual((await elsewhere.get(back.location)).status, 200);
    strictEqual((await elsewhere.post(path, { token })).location, "/account/email?changed=1");
  }));

Deno.test("A taken e-mail gets no link, and the asker is not told", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const other = await newRunner(app);
    const before = await digestTables(app.db);
    const taken = await visitor.post("/account/email", { email: other.email, password: PASSWORD });
    strictEqual(taken.location, "/account/email?asked=1");
    strictEqual(await digestTables(app.db), before);
  }));

Deno.test("The link changes nothing when somebody took the e-mail in the meantime", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const next = "contested@example.org";
    await visitor.post("/account/email", { email: next, password: PASSWORD });
    const { path, token } = await mailedLink(app, next);
    await newRunner(app, next);
    strictEqual((await visitor.post(path, { token })).status, 400);
    strictEqual((await app.visit().post("/sign-in", { email, password: PASSWORD })).status, 303);
  }));

Deno.test("POST /account/email refuses a wrong password and what is no e-mail", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const before = await digestTables(app.db);
    const wrong = await visitor.post("/account/email", {
      email: "next@example.org",
      password: "not my password",
    });
    strictEqual(wrong.status, 422);
    match(wrong.text, /href="#field-password"/);
    assertShows(wrong, en.accounts.problems.wrong_password);
    match(wrong.text, /value="next@example\.org"/);
    const bad = await visitor.post("/account/email", { email: "next", password: PASSWORD });
    strictEqual(bad.status, 422);
    assertShows(bad, en.accounts.problems.email);
    strictEqual(await digestTables(app.db), before);
  }));

Deno.test("A change of e-mail ends reset links that the old one holds", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.post("/account/email", { email: "away@example.org", password: PASSWORD });
    const change = await mailedLink(app, "away@example.org");
    await app.visit().post("/forgotten-password", { email });
    const reset = await mailedLink(app, email);
    await visitor.post(change.path, { token: change.token });
    strictEqual((await app.visit().get(`${reset.path}?token=${reset.token}`)).status, 400);
  }));

Deno.test("The e-mail that one has is no new one, however it is typed; the answer tells of nobody else", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const before = await digestTables(app.db);
    for (const typed of [email, ` ${email.toUpperCase()} `]) {
      const answer = await visitor.post("/account/email", { email: typed, password: PASSWORD });
      strictEqual(answer.status, 422);
      assertShows(answer, en.accounts.problems.own);
      match(answer.text, /href="#field-email"/);
    }
    strictEqual(await digestTables(app.db), before);
  }));
