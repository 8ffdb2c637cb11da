import { match, strictEqual } from "node:assert/strict";
import { withApp } from "@/tests/support/app.ts";
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
    match((await visitor.get(answer.location)).text, /every other browser is signed out/);
    strictEqual((await other.get("/account")).status, 303);
    strictEqual((await mailedLink(app, email)).subject, "Your Runnerly password was changed");

    strictEqual((await other.post("/sign-in", { email, password: PASSWORD })).status, 422);
    strictEqual((await other.post("/sign-in", { email, password: NEXT })).status, 303);
    const spent = await app.visit().get(`${reset.path}?token=${reset.token}`);
    strictEqual(spent.status, 400, "an open reset link is spent");
  }));

Deno.test("POST /account/password refuses with the reason and changes nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const before = await digestTables(app.db);
    const cases = [
      [{ current: "not my password", password: NEXT }, /href="#field-current">This is not your/],
      [{ current: PASSWORD, password: "short" }, /href="#field-password">Use at least 10/],
      [{ current: PASSWORD, password: email }, /Choose a password that is not your e-mail/],
      [{ current: PASSWORD, password: "12345678901" }, /attackers try/],
      [{ current: "", password: NEXT }, /href="#field-current">Fill in this field/],
    ] as const;
    for (const [form, reason] of cases) {
      const answer = await visitor.post("/account/password", form);
      strictEqual(answer.status, 422);
      match(answer.text, reason);
    }
    strictEqual(await digestTables(app.db), before);
  }));
