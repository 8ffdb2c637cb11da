import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { sessions } from "@/db/schema/accounts.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { en } from "@/locales/en/mod.ts";
import { BASE_URL, withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { readTables } from "@/tests/support/tables.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

for (
  const [baseUrl, name, secure] of [
    [BASE_URL, "session", false],
    ["https://runnerly.example", "__Host-session", true],
  ] as const
) {
  Deno.test(`The session's cookie is bound to its host on ${baseUrl}`, () =>
    withApp({ baseUrl }, async (app) => {
      const { email } = await newRunner(app);
      const visitor = app.visit();
      const answer = await visitor.post("/sign-in", { email, password: PASSWORD });
      const [cookie, ...others] = answer.headers.getSetCookie();
      strictEqual(others.length, 0);
      const [pair, ...attributes] = cookie.split("; ");
      match(pair, new RegExp(`^${name}=[\\w-]{43}$`));
      deepStrictEqual(
        attributes.sort(),
        ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax", ...secure ? ["Secure"] : []],
      );

      const out = await visitor.post("/sign-out");
      const [gone] = out.headers.getSetCookie();
      match(gone, new RegExp(`^${name}=; Max-Age=0; Path=/${secure ? "; Secure" : ""}$`));
      strictEqual((await visitor.get("/account")).status, 303);
    }));
}

Deno.test("A cookie set without the prefix opens nothing on https", () =>
  withApp({ baseUrl: "https://runnerly.example" }, async (app) => {
    const { visitor } = await newRunner(app);
    const planted = app.visit();
    planted.cookies.set("session", visitor.cookies.get("__Host-session") ?? "");
    strictEqual((await planted.get("/account")).status, 303);
  }));

Deno.test("The tables keep the hash of a session's secret and nothing else of it", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const secret = visitor.cookies.get("session") ?? "";
    const [row] = await app.db.select().from(sessions);
    strictEqual(row.tokenHash, hashSecret(secret));
    ok(!JSON.stringify([...await readTables(app.db)]).includes(secret));

    const thief = app.visit();
    thief.cookies.set("session", row.tokenHash);
    strictEqual((await thief.get("/account")).status, 303, "a stolen hash opens nothing");
    thief.cookies.set("session", row.id);
    strictEqual((await thief.get("/account")).status, 303);
  }));

Deno.test("A session's end slides with each visit, at most every five minutes", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const began = app.clock.now();
    app.clock.advance(5 * MINUTE - 1);
    const soon = await visitor.get("/account");
    strictEqual(soon.headers.get("set-cookie"), null);
    strictEqual((await app.db.select().from(sessions))[0].expiresAt, began + 30 * DAY);

    app.clock.advance(1);
    const later = await visitor.get("/account");
    match(later.headers.get("set-cookie") ?? "", /^session=.+Max-Age=2592000/);
    const [row] = await app.db.select().from(sessions);
    strictEqual(row.lastSeenAt, began + 5 * MINUTE);
    strictEqual(row.expiresAt, began + 5 * MINUTE + 30 * DAY);

    app.clock.advance(30 * DAY - 1);
    strictEqual((await visitor.get("/account")).status, 200);
    app.clock.advance(30 * DAY - 1);
    strictEqual((await visitor.get("/account")).status, 200, "a regular runner stays signed in");
  }));

Deno.test("A session ends 30 days after the last visit", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    app.clock.advance(30 * DAY);
    const answer = await visitor.get("/account/profile");
    strictEqual(answer.location, "/sign-in?next=%2Faccount%2Fprofile");
    assertShows(await visitor.get("/"), en.landing.start);
  }));
