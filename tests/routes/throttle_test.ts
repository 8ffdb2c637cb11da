import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { throttles } from "@/db/schema/accounts.ts";
import { throttleKey } from "@/domain/accounts/throttle.ts";
import { createApp } from "@/http/app.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { openVisitor } from "@/tests/support/visitor.ts";

const MINUTE = 60_000;
const WRONG = "not my password";

async function fail(app: TestApp, email: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    strictEqual((await app.visit().post("/sign-in", { email, password: WRONG })).status, 422);
  }
}

Deno.test("POST /sign-in refuses an account after ten wrong passwords, and says how long", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const other = await newRunner(app);
    await fail(app, email, 10);
    app.clock.advance(5 * MINUTE);
    const refused = await app.visit().post("/sign-in", { email, password: PASSWORD });
    strictEqual(refused.status, 429);
    strictEqual(refused.headers.get("retry-after"), "600");
    assertShows(refused, en.refusals.too_many_attempts.title);
    assertShows(refused, "Try again in 10 minutes.");
    app.clock.advance(9 * MINUTE + 1);
    const soon = await app.visit().post("/sign-in", { email, password: PASSWORD });
    assertShows(soon, "Try again in 1 minute.");
    const french = { "accept-language": "fr" };
    const frenchForm = await app.visit().post("/sign-in", { email, password: PASSWORD }, french);
    assertShows(frenchForm, "Réessayez dans 1 minute.");
    const chinese = { "accept-language": "zh" };
    const chineseForm = await app.visit().post("/sign-in", { email, password: PASSWORD }, chinese);
    assertShows(chineseForm, "请在1分钟后再试。");
    strictEqual(refused.headers.get("set-cookie"), null, "the right password opens nothing now");

    const unknown = { email: "nobody@example.org", password: WRONG };
    await fail(app, unknown.email, 10);
    strictEqual((await app.visit().post("/sign-in", unknown)).status, 429, "as an unknown e-mail");
    const free = await app.visit().post("/sign-in", { email: other.email, password: PASSWORD });
    strictEqual(free.status, 303);

    app.clock.advance(MINUTE - 1);
    strictEqual((await app.visit().post("/sign-in", { email, password: PASSWORD })).status, 303);
  }));

Deno.test("A throttle outlives the process and holds for every process", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    await fail(app, email, 10);
    const restarted = openVisitor(createApp({ ...app.deps }), app.deps.baseUrl);
    strictEqual((await restarted.post("/sign-in", { email, password: PASSWORD })).status, 429);
  }));

Deno.test("POST /sign-in counts attempts that come at the same time", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const attempts = Array.from(
      { length: 14 },
      () => app.visit().post("/sign-in", { email, password: WRONG }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
    deepStrictEqual(statuses, [...Array(10).fill(422), ...Array(4).fill(429)]);
  }));

Deno.test("POST /sign-in forgets an account's failures when its runner signs in", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    await fail(app, email, 9);
    strictEqual((await app.visit().post("/sign-in", { email, password: PASSWORD })).status, 303);
    await fail(app, email, 10);
    strictEqual((await app.visit().post("/sign-in", { email, password: PASSWORD })).status, 429);
  }));

Deno.test("POST /sign-in refuses an address that tries many accounts", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    for (let i = 0; i < 60; i++) await fail(app, `guess${i}@example.org`, 1);
    const refused = await app.visit().post("/sign-in", { email, password: PASSWORD });
    strictEqual(refused.status, 429);
    strictEqual(refused.headers.get("retry-after"), "900");
    const elsewhere = openVisitor(app.app, app.deps.baseUrl, "198.51.100.7");
    strictEqual((await elsewhere.post("/sign-in", { email, password: PASSWORD })).status, 303);
  }));

Deno.test("The address counts as the proxy tells it, and never as the client claims", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const ask = (trustProxy: boolean, forwarded: string) =>
      openVisitor(createApp({ ...app.deps, trustProxy }), app.deps.baseUrl)
        .post("/sign-in", { email, password: PASSWORD }, {
          "x-forwarded-for": forwarded,
        });
    const count = async (address: string) =>
      (await app.db.select().from(throttles)
        .where(eq(throttles.key, throttleKey("sign_in_address", address)))).at(0)?.hits;
    await ask(false, "203.0.113.9");
    deepStrictEqual([await count("192.0.2.1"), await count("203.0.113.9")], [1, undefined]);
    await ask(true, "10.0.0.1, 203.0.113.9");
    deepStrictEqual([await count("192.0.2.1"), await count("203.0.113.9")], [1, 1]);
    strictEqual(await count("10.0.0.1"), undefined);
  }));

Deno.test("POST /sign-in counts every address of an IPv6 network as one", () =>
  withApp({}, async (app) => {
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i++) {
      const visitor = openVisitor(app.app, app.deps.baseUrl, `2001:db8:1:2::${i.toString(16)}`);
      const email = `guess${i}@example.org`;
      statuses.add((await visitor.post("/sign-in", { email, password: WRONG })).status);
    }
    deepStrictEqual([...statuses], [422, 429]);
    const neighbour = openVisitor(app.app, app.deps.baseUrl, "2001:db8:1:3::1");
    const form = { email: "guess@example.org", password: WRONG };
    strictEqual((await neighbour.post("/sign-in", form)).status, 422);
  }));

Deno.test("What is counted rests under a hash: no e-mail and no address stands in the table", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    await app.visit().post("/forgotten-password", { email });
    await fail(app, email, 1);
    await fail(app, "nobody@example.org", 1);
    const rows = await app.db.select().from(throttles);
    ok(rows.length > 4);
    for (const { key } of rows) match(key, /^[a-z_]+:[\w-]{43}$/);
  }));

Deno.test("POST /forgotten-password sends one mail box at most five mails an hour", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const before = app.mailbox.mails().length;
    for (let i = 0; i < 4; i++) {
      strictEqual((await app.visit().post("/forgotten-password", { email })).status, 200);
    }
    const refused = await app.visit().post("/forgotten-password", { email });
    strictEqual(refused.status, 429, "the mail of sign-up counted too");
    strictEqual(refused.headers.get("retry-after"), "3600");
    await app.drain();
    strictEqual(app.mailbox.mails().length, before + 4);
  }));

Deno.test("POST /account/password asks for the current password ten times, not more", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    for (let i = 0; i < 9; i++) {
      const wrong = { current: WRONG, password: "another good secret" };
      strictEqual((await visitor.post("/account/password", wrong)).status, 422);
    }
    const refused = await visitor.post("/account/delete", { password: WRONG });
    strictEqual(refused.status, 429, "one count for every page that asks");
  }));
