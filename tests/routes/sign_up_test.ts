import { match, ok, strictEqual } from "node:assert/strict";
import { getUserByEmail } from "@/db/users.ts";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";

Deno.test("POST /sign-up leads by mail to an active account", () =>
  withApp({}, async (app) => {
    const visitor = app.visit();
    const email = "ana@example.org";
    const asked = await visitor.post("/sign-up", {
      email: " Ana@Example.org ",
      password: PASSWORD,
      time_zone: "Europe/Paris",
    });
    strictEqual(asked.status, 200);
    strictEqual(visitor.cookies.size, 0, "nobody is signed in before the mail is confirmed");
    const link = await mailedLink(app, email);
    strictEqual(link.path, "/confirm-email");

    strictEqual((await visitor.get(`/confirm-email?token=${link.token}`)).status, 200);
    const wrong = await visitor.post("/confirm-email", {
      token: link.token,
      password: "not my password",
    });
    strictEqual(wrong.status, 422);
    const confirmed = await visitor.post("/confirm-email", {
      token: link.token,
      password: PASSWORD,
    });
    strictEqual(confirmed.location, "/strava/connect?confirmed=1");
    assertShows(await visitor.get(confirmed.location), en.accounts.confirm.done);
    strictEqual((await visitor.get("/account")).status, 200);

    const again = await app.visit().post("/confirm-email", {
      token: link.token,
      password: PASSWORD,
    });
    strictEqual(again.status, 400);
    match(again.text, /no longer works/);
  }));

Deno.test("POST /sign-up stores the time zone as it is spelt, and UTC for what is none", () =>
  withApp({}, async (app) => {
    const zones = [["eUROPE/pARIS", "Europe/Paris"], ["+02:00", "UTC"], ["Mars/Olympus", "UTC"]];
    for (const [index, [time_zone, stored]] of zones.entries()) {
      const email = `zone${index}@example.org`;
      await app.visit().post("/sign-up", { email, password: PASSWORD, time_zone });
      strictEqual((await getUserByEmail(app.db, email))?.timeZone, stored);
    }
  }));

Deno.test("POST /sign-up answers the same for a known e-mail, and tells its owner by mail", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const known = await app.visit().post("/sign-up", { email, password: PASSWORD });
    const unknown = await app.visit().post("/sign-up", {
      email: "runnerX@example.org",
      password: PASSWORD,
    });
    strictEqual(known.status, unknown.status);
    strictEqual(
      known.text.replaceAll(email, "…"),
      unknown.text.replaceAll("runnerx@example.org", "…"),
    );
    await app.drain();
    ok(
      app.mailbox.mails().some((mail) =>
        mail.to.includes(email) && /already have/.test(mail.subject)
      ),
    );
  }));

Deno.test("POST /sign-up refuses bad e-mails and passwords with the reason", () =>
  withApp({}, async (app) => {
    const cases = [
      [{ email: "ana", password: PASSWORD }, /Enter an e-mail address/],
      [{ email: "ana@example.org", password: "short" }, /at least 10/],
      [{ email: "ana@example.org", password: "password123" }, /attackers try/],
      [{ email: "ana.longer@example.org", password: "ana.longer@example.org" }, /not your e-mail/],
      [{ email: "ana@example.org", password: "x".repeat(300) }, /at most 200/],
      [{ email: "ana@example.org", password: "" }, /Fill in/],
    ] as const;
    for (const [form, reason] of cases) {
      const answer = await app.visit().post("/sign-up", form);
      strictEqual(answer.status, 422);
      match(answer.text, reason);
    }
    await app.drain();
    strictEqual(app.mailbox.mails().length, 0);
  }));

Deno.test("An unconfirmed runner can sign in and sees only the way to confirm", () =>
  withApp({}, async (app) => {
    const visitor = app.visit();
    const email = "new@example.org";
    await visitor.post("/sign-up", { email, password: PASSWORD });
    strictEqual((await visitor.post("/sign-in", { email, password: PASSWORD })).location, "/");
    for (const path of ["/", "/runs", "/account", "/strava/connect"]) {
      strictEqual((await visitor.get(path)).location, "/confirm-email", path);
    }
    match((await visitor.get("/confirm-email")).text, /new@example\.org/);
    strictEqual((await visitor.post("/confirm-email/resend")).location, "/confirm-email?resent=1");
    const link = await mailedLink(app, email);
    strictEqual(
      (await visitor.post("/confirm-email", { token: link.token })).status,
      303,
      "signed in: no password",
    );
  }));

Deno.test("POST /sign-up says what is wrong with e-mail and password at once, each under its label", () =>
  withApp({}, async (app) => {
    const { email, password, problems } = en.accounts;
    const cases = [
      [{ email: "ana", password: "short" }, problems.email, problems.too_short],
      [{ email: "ana", password: "" }, problems.email, problems.required],
    ] as const;
    for (const [form, ofEmail, ofPassword] of cases) {
      const answer = await app.visit().post("/sign-up", form);
      strictEqual(answer.status, 422);
      assertShows(answer, `${email}: ${ofEmail}`, `${password}: ${ofPassword}`);
      for (const name of ["email", "password"]) match(answer.text, new RegExp(`#field-${name}"`));
    }
  }));

Deno.test("An e-mail at an internationalized domain gets its mail, and signs in however it is typed", () =>
  withApp({}, async (app) => {
    const visitor = app.visit();
    const [typed, email] = ["Ana@Пример.рф", "ana@xn--e1afmkfd.xn--p1ai"];
    strictEqual((await visitor.post("/sign-up", { email: typed, password: PASSWORD })).status, 200);
    const { token } = await mailedLink(app, email);
    strictEqual((await visitor.post("/confirm-email", { token, password: PASSWORD })).status, 303);
    for (const spelling of [typed, email]) {
      const form = { email: spelling, password: PASSWORD };
      strictEqual((await app.visit().post("/sign-in", form)).status, 303, spelling);
    }
    const foreign = await app.visit().post("/sign-up", {
      email: "ана@пример.рф",
      password: PASSWORD,
    });
    strictEqual(foreign.status, 422);
    assertShows(foreign, en.accounts.problems.email_local);
  }));
