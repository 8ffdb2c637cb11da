import { ok, strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

const NEXT = "nine blue kestrels";

Deno.test("POST /account/password ends the other sessions, keeps this one and says so by mail", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const other = app.visit();
    await other.post("/sign-in", { email, password: PASSWORD });
    await app.visit().post("/forgotten-password", { email });
    const reset = await mailedLink(app, email);

    const form = { current: PASSWORD, password: NEXT };
    const answer = await visitor.post("/account/password", form);
    strictEqual(answer.location, "/account/password?done=1");
    assertShows(await visitor.get(answer.location), en.accounts.security.passwordChanged);
    strictEqual((await other.get("/account")).status, 303);
    strictEqual((await mailedLink(app, email)).subject, en.mails.password_changed.subject);

    strictEqual((await other.post("/sign-in", { email, password: PASSWORD })).status, 422);
    strictEqual((await other.post("/sign-in", { email, password: NEXT })).status, 303);
    const spent = await app.visit().get(`${reset.path}?token=${reset.token}`);
    strictEqual(spent.status, 400, "an open reset link is spent");
  }));

Deno.test("POST /account/password refuses with the reason and changes nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const before = await digestTables(app.db);
    const { problems } = en.accounts;
    const cases = [
      ["current", { current: "not my password", password: NEXT }, problems.wrong_password],
      ["password", { current: PASSWORD, password: "short" }, problems.too_short],
      ["password", { current: PASSWORD, password: email }, problems.is_email],
      ["password", { current: PASSWORD, password: "12345678901" }, problems.common],
      ["current", { current: "", password: NEXT }, problems.required],
    ] as const;
    for (const [field, form, reason] of cases) {
      const answer = await visitor.post("/account/password", form);
      strictEqual(answer.status, 422);
      ok(answer.text.includes(`href="#field-${field}"`), field);
      assertShows(answer, reason);
    }
    strictEqual(await digestTables(app.db), before);
  }));

Deno.test("The password that one has is no new one", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const before = await digestTables(app.db);
    const form = { current: PASSWORD, password: PASSWORD };
    const answer = await visitor.post("/account/password", form);
    strictEqual(answer.status, 422);
    assertShows(answer, `${en.accounts.newPassword}: ${en.accounts.problems.same}`);
    strictEqual(await digestTables(app.db), before);
  }));
