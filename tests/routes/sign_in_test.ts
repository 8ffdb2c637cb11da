import { match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { sessions } from "@/db/schema/accounts.ts";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";

Deno.test("POST /sign-in opens the account and goes where the runner wanted to go", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const visitor = app.visit();
    const asked = await visitor.get("/runs?sort=longest");
    strictEqual(asked.status, 303);
    strictEqual(asked.location, "/sign-in?next=%2Fruns%3Fsort%3Dlongest");
    const form = await visitor.get(asked.location);
    match(form.text, /name="next" value="\/runs\?sort=longest"/);

    const answer = await visitor.post("/sign-in", {
      email: ` ${email.toUpperCase()} `,
      password: PASSWORD,
      next: "/runs?sort=longest",
    });
    strictEqual(answer.status, 303);
    strictEqual(answer.location, "/runs?sort=longest");
    strictEqual((await visitor.get("/runs")).status, 200);
    strictEqual((await visitor.get("/sign-in?next=/account")).location, "/account");
  }));

Deno.test("POST /sign-in answers a wrong password and an unknown e-mail alike", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const wrong = await app.visit().post("/sign-in", { email, password: "not my password" });
    const unknown = await app.visit().post("/sign-in", {
      email: "nobody@example.org",
      password: "not my password",
    });
    strictEqual(wrong.status, 422);
    strictEqual(unknown.status, 422);
    strictEqual(
      wrong.text.replaceAll(email, "…"),
      unknown.text.replaceAll("nobody@example.org", "…"),
    );
    assertShows(wrong, en.accounts.problems.wrong_credentials);
    ok(!wrong.text.includes("not my password"), "a password is never sent back");
    strictEqual(wrong.headers.get("set-cookie"), null);
  }));

Deno.test("POST /sign-in names the fields that are missing and keeps what was typed", () =>
  withApp({}, async (app) => {
    const answer = await app.visit().post("/sign-in", { email: "ana<b>", password: "" });
    strictEqual(answer.status, 422);
    match(answer.text, /href="#field-email"[^]+href="#field-password"/);
    assertShows(answer, en.accounts.problems.email, en.accounts.problems.required);
    match(answer.text, /value="ana&lt;b>"/);
  }));

Deno.test("POST /sign-in gives a new session each time and ends the one it replaces", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const before = visitor.cookies.get("session") ?? "";
    await visitor.post("/sign-in", { email, password: PASSWORD });
    notStrictEqual(visitor.cookies.get("session"), before);
    strictEqual((await app.db.select().from(sessions)).length, 1);

    const old = app.visit();
    old.cookies.set("session", before);
    strictEqual((await old.get("/account")).location, "/sign-in?next=%2Faccount");
  }));

Deno.test("POST /confirm-email ends the session that it was asked in and opens another", () =>
  withApp({}, async (app) => {
    const { visitor: other } = await newRunner(app);
    const fixed = other.cookies.get("session") ?? "";
    const email = "second@example.org";
    await other.post("/sign-up", { email, password: PASSWORD });
    await app.drain();
    const [, token] = app.mailbox.mails()[0].text.match(/token=(\S+)/) ?? [];
    const needsPassword = await other.post("/confirm-email", { token });
    strictEqual(needsPassword.status, 422, "signed in as somebody else does not confirm");
    await other.post("/confirm-email", { token, password: PASSWORD });
    notStrictEqual(other.cookies.get("session"), fixed);
    match((await other.get("/account")).text, /second@example\.org/);
    strictEqual((await app.db.select().from(sessions)).length, 1);
  }));
