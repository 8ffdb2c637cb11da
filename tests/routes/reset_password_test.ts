import { ok, strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

const NEXT = "nine blue kestrels";

Deno.test("A forgotten password is set anew by mail, and every session ends", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const asked = await app.visit().post("/forgotten-password", { email });
    assertShows(asked, en.accounts.checkMail.reset(email));
    const { path, token } = await mailedLink(app, email);
    strictEqual(path, "/reset-password");

    const reader = app.visit();
    const page = await reader.get(`${path}?token=${token}`);
    strictEqual(page.status, 200);
    strictEqual((await reader.get(`${path}?token=${token}`)).status, 200, "reading spends nothing");
    strictEqual((await reader.post(path, { token, password: NEXT })).location, "/sign-in?reset=1");
    assertShows(await reader.get("/sign-in?reset=1"), en.accounts.reset.done);

    strictEqual((await visitor.get("/account")).status, 303, "signed out everywhere");
    strictEqual((await reader.post("/sign-in", { email, password: PASSWORD })).status, 422);
    strictEqual((await reader.post("/sign-in", { email, password: NEXT })).status, 303);
    strictEqual((await mailedLink(app, email)).subject, en.mails.password_changed.subject);

    const again = await app.visit().post(path, { token, password: "ten grey dippers" });
    strictEqual(again.status, 400);
    assertShows(again, en.refusals.mail_link_spent.title);
  }));

Deno.test("POST /forgotten-password answers the same for an unknown e-mail and changes nothing", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const known = await app.visit().post("/forgotten-password", { email });
    const before = await digestTables(app.db);
    const unknown = await app.visit().post("/forgotten-password", { email: "no@example.org" });
    strictEqual(unknown.status, known.status);
    strictEqual(
      unknown.text.replaceAll("no@example.org", "…"),
      known.text.replaceAll(email, "…"),
    );
    strictEqual(await digestTables(app.db), before);
  }));

Deno.test("POST /reset-password refuses weak passwords with the reason and keeps the link", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    await app.visit().post("/forgotten-password", { email });
    const { path, token } = await mailedLink(app, email);
    const { too_short, common, is_email } = en.accounts.problems;
    const cases = [["short", too_short], ["password123", common], [email, is_email]];
    for (const [password, reason] of cases) {
      const answer = await app.visit().post(path, { token, password });
      strictEqual(answer.status, 422);
      assertShows(answer, reason);
      ok(answer.text.includes(token), "the form can be sent again");
    }
    strictEqual((await app.visit().post(path, { token, password: NEXT })).status, 303);
  }));

Deno.test("A reset by mail also confirms an e-mail that nobody had confirmed", () =>
  withApp({}, async (app) => {
    const email = "unconfirmed@example.org";
    await app.visit().post("/sign-up", { email, password: PASSWORD });
    const confirmation = await mailedLink(app, email);
    await app.visit().post("/forgotten-password", { email });
    const { path, token } = await mailedLink(app, email);
    const visitor = app.visit();
    await visitor.post(path, { token, password: NEXT });
    await visitor.post("/sign-in", { email, password: NEXT });
    strictEqual((await visitor.get("/account")).status, 200);
    const stale = await app.visit().get(`/confirm-email?token=${confirmation.token}`);
    strictEqual(stale.status, 400, "the confirmation is of no more use");
  }));

for (const way of ["reset", "change"] as const) {
  Deno.test(`A ${way} of the password ends an open change of e-mail: it may be a thief's`, () =>
    withApp({}, async (app) => {
      const { visitor, email } = await newRunner(app);
      await visitor.post("/account/email", { email: "thief@example.org", password: PASSWORD });
      const stolen = await mailedLink(app, "thief@example.org");
      await app.visit().post("/forgotten-password", { email });
      const { path, token } = await mailedLink(app, email);
      await visitor.post("/account/email", { email: "late@example.org", password: PASSWORD });

      if (way === "reset") await app.visit().post(path, { token, password: NEXT });
      else await visitor.post("/account/password", { current: PASSWORD, password: NEXT });
      await visitor.post("/sign-in", { email, password: NEXT });
      strictEqual((await visitor.post(stolen.path, { token: stolen.token })).status, 400);
      await app.drain();
      const late = app.mailbox.mails().find(({ to }) => to === "late@example.org");
      strictEqual(late, undefined, "nor does a mail that was still waiting go out");
    }));
}
