import { match, ok, strictEqual } from "node:assert/strict";
import { withApp } from "@/tests/support/app.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

Deno.test("An e-mail changes when the link sent to the new one is used, once; the old one is told", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const next = "new.home@example.org";
    const asked = await visitor.post("/account/email", { email: next, password: PASSWORD });
    strictEqual(asked.location, "/account/email?asked=1");
    match((await visitor.get(asked.location)).text, /a link is on its way/);
    strictEqual((await visitor.get("/account")).text.includes(next), false, "nothing changed yet");

    const { path, token } = await mailedLink(app, next);
    strictEqual(path, "/change-email");
    const page = await app.visit().get(`${path}?token=${token}`);
    ok(page.text.includes(`From ${email} to ${next}.`));
    ok((await visitor.get("/account")).text.includes(email), "reading the page changes nothing");

    const changed = await visitor.post(path, { token });
    strictEqual(changed.location, "/account/email?changed=1");
    match((await visitor.get(changed.location)).text, /Your e-mail is changed/);
    await app.drain();
    const [told] = app.mailbox.mails();
    strictEqual(told.to, email);
    strictEqual(told.subject, "Your Runnerly e-mail was changed");
    strictEqual((await visitor.post(path, { token })).status, 400, "once");

    const elsewhere = app.visit();
    strictEqual((await elsewhere.post("/sign-in", { email, password: PASSWORD })).status, 422);
    const signIn = await elsewhere.post("/sign-in", { email: next, password: PASSWORD });
    strictEqual(signIn.status, 303);
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
    match(wrong.text, /href="#field-password">This is not your current password/);
    match(wrong.text, /value="next@example\.org"/);
    const bad = await visitor.post("/account/email", { email: "next", password: PASSWORD });
    strictEqual(bad.status, 422);
    match(bad.text, /Enter an e-mail address/);
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
