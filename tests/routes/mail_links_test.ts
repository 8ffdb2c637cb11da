import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { openComposer } from "@/components/mails/compose.tsx";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { pictures } from "@/tests/support/pictures.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";

const HOUR = 3_600_000;
const NEXT = "nine blue kestrels";

/** Each kind of link: how to ask for one, how to use it, and how long it lives. */
const LINKS = {
  confirm: {
    lives: 24 * HOUR,
    async ask(app: TestApp) {
      const email = "confirm@example.org";
      await app.visit().post("/sign-up", { email, password: PASSWORD });
      return { ...await mailedLink(app, email), visitor: app.visit() };
    },
    use: (token: string) => ({ token, password: PASSWORD }),
  },
  reset: {
    lives: HOUR,
    async ask(app: TestApp) {
      const email = "reset@example.org";
      const known = app.mailbox.mails().some(({ to }) => to === email);
      if (!known) await newRunner(app, email);
      await app.visit().post("/forgotten-password", { email });
      return { ...await mailedLink(app, email), visitor: app.visit() };
    },
    use: (token: string) => ({ token, password: NEXT }),
  },
  change_email: {
    lives: 24 * HOUR,
    async ask(app: TestApp) {
      const email = "next@example.org";
      const known = app.mailbox.mails().some(({ to }) => to === "mover@example.org");
      if (!known) await newRunner(app, "mover@example.org");
      const visitor = app.visit();
      await visitor.post("/sign-in", { email: "mover@example.org", password: PASSWORD });
      await visitor.post("/account/email", { email, password: PASSWORD });
      return { ...await mailedLink(app, email), visitor };
    },
    use: (token: string) => ({ token }),
  },
};

for (const [kind, { lives, ask, use }] of Object.entries(LINKS)) {
  Deno.test(`A ${kind} link works until ${lives / HOUR} h have passed, and not then`, () =>
    withApp({}, async (app) => {
      const { path, token, visitor } = await ask(app);
      app.clock.advance(lives - 1);
      strictEqual((await visitor.get(`${path}?token=${token}`)).status, 200);
      app.clock.advance(1);
      const page = await visitor.get(`${path}?token=${token}`);
      for (const answer of [page, await visitor.post(path, use(token))]) {
        strictEqual(answer.status, 400);
        assertShows(answer, en.refusals.mail_link_spent.text);
      }
    }));

  Deno.test(`A new ${kind} mail ends the link in the one before`, () =>
    withApp({}, async (app) => {
      const first = await ask(app);
      app.clock.advance(1000);
      const second = await ask(app);
      strictEqual((await second.visitor.post(first.path, use(first.token))).status, 400);
      strictEqual((await second.visitor.post(second.path, use(second.token))).status, 303);
    }));

  Deno.test(`A ${kind} link counts once, even when it is used several times at once`, () =>
    withApp({}, async (app) => {
      const { path, token, visitor } = await ask(app);
      const uses = Array.from({ length: 5 }, () => visitor.post(path, use(token)));
      const statuses = (await Promise.all(uses)).map(({ status }) => status).sort();
      deepStrictEqual(statuses, [303, 400, 400, 400, 400]);
    }));

  Deno.test(`A ${kind} link opens nothing on the pages of the other kinds`, () =>
    withApp({}, async (app) => {
      const { path, token, visitor } = await ask(app);
      for (const other of ["/confirm-email", "/reset-password", "/change-email"]) {
        if (other === path) continue;
        const signedIn = other === "/change-email" ? (await newRunner(app)).visitor : visitor;
        strictEqual((await signedIn.get(`${other}?token=${token}`)).status, 400, other);
        const answer = await signedIn.post(other, { token, password: NEXT });
        strictEqual(answer.status, 400, other);
      }
      strictEqual((await visitor.post(path, use(token))).status, 303);
    }));
}

Deno.test("The mails carry both parts, one link, and headers that keep robots quiet", () =>
  withApp({}, async (app) => {
    const { token } = await LINKS.confirm.ask(app);
    const [mail] = app.mailbox.mails();
    strictEqual(mail.from, "hello@runnerly.example");
    strictEqual(mail.headers.get("auto-submitted"), "auto-generated");
    const links = mail.html.match(/href="[^"]+"/g) ?? [];
    strictEqual(new Set(links).size, 1);
    strictEqual(links[0], `href="${app.deps.baseUrl}/confirm-email?token=${token}"`);
  }));

Deno.test("A link that no longer works leads to where a new one is asked for", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const unconfirmed = app.visit();
    const email = "waiting@example.org";
    await unconfirmed.post("/sign-up", { email, password: PASSWORD });
    await unconfirmed.post("/sign-in", { email, password: PASSWORD });
    const { newLink, signInForLink, home } = en.errors;
    const cases = [
      [app.visit(), "/reset-password", "/forgotten-password", newLink],
      [visitor, "/change-email", "/account/email", newLink],
      [unconfirmed, "/confirm-email", "/confirm-email", newLink],
      [app.visit(), "/confirm-email", "/sign-in", signInForLink],
      [visitor, "/confirm-email", "/", home],
    ] as const;
    for (const [who, path, href, label] of cases) {
      const answer = await who.get(`${path}?token=spent`);
      strictEqual(answer.status, 400);
      ok(answer.text.includes(`<a class="button" href="${href}">${label}</a>`), `${path} ${href}`);
    }
  }));

Deno.test("The mail about a changed e-mail leads to the account, and asks for no answer", async () => {
  const compose = openComposer({ baseUrl: "https://runnerly.example", png: pictures.png });
  for (const locale of ["en", "fr", "zh"] as const) {
    const mail = await compose({
      kind: "email_changed",
      locale,
      name: null,
    });
    ok(mail.text.includes("https://runnerly.example/account"), locale);
    ok(mail.html.includes('href="https://runnerly.example/account"'), locale);
  }
});
