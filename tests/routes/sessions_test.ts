import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { uuidv7 } from "uuidv7";
import { sessions } from "@/db/schema/accounts.ts";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";

const FIREFOX = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0" };
const IPHONE = {
  "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
};

const { thisOne, unknown } = en.accounts.sessions;

Deno.test("GET /account/sessions names the runner's browsers and which one asks", () =>
  withApp({}, async (app) => {
    const { email, visitor: first } = await newRunner(app);
    await newRunner(app);
    const visitor = app.visit();
    await visitor.post("/sign-in", { email, password: PASSWORD }, FIREFOX);
    await app.visit().post("/sign-in", { email, password: PASSWORD }, IPHONE);
    const { text } = await visitor.get("/account/sessions");
    assertShows({ text }, `Firefox, Linux ${thisOne}`, "Safari, iOS", unknown);
    strictEqual(
      text.match(/action="\/account\/sessions\/[\w-]{36}"/g)?.length,
      3,
      "only their own",
    );
    assertShows(await first.get("/account/sessions"), `${unknown} ${thisOne}`);
  }));

Deno.test("POST /account/sessions/[id] signs out that browser alone", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const [mine] = await app.db.select().from(sessions);
    const other = app.visit();
    await other.post("/sign-in", { email, password: PASSWORD });
    const theirs = (await app.db.select().from(sessions)).find(({ id }) => id !== mine.id);
    const answer = await visitor.post(`/account/sessions/${theirs?.id}`);
    strictEqual(answer.location, "/account/sessions?done=1");
    assertShows(await visitor.get(answer.location), en.accounts.sessions.signedOut);
    strictEqual((await other.get("/account")).status, 303);
  }));

Deno.test("POST /account/sessions/[id] finds no session that is another runner's, unknown or junk", () =>
  withApp({}, async (app) => {
    const { visitor: owner } = await newRunner(app);
    const before = await app.db.select().from(sessions);
    const { visitor: stranger } = await newRunner(app);
    for (const id of [before[0].id, uuidv7()]) {
      strictEqual((await stranger.post(`/account/sessions/${id}`)).status, 404);
    }
    strictEqual((await owner.get("/account")).status, 200);
    const after = await app.db.select().from(sessions);
    deepStrictEqual(after.filter(({ id }) => id === before[0].id), before);
    for (const junk of ["1", "%00", "..%2f", "x".repeat(2000)]) {
      strictEqual((await stranger.post(`/account/sessions/${junk}`)).status, 404);
    }
    strictEqual((await app.db.select().from(sessions)).length, 2);
  }));

Deno.test("POST /account/sessions/all signs out every browser of this runner, and of no other", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const bystander = await newRunner(app);
    const other = app.visit();
    await other.post("/sign-in", { email, password: PASSWORD });
    strictEqual((await visitor.post("/account/sessions/all")).location, "/sign-in");
    strictEqual(visitor.cookies.size, 0);
    strictEqual((await other.get("/account")).status, 303);
    strictEqual((await bystander.visitor.get("/account")).status, 200);
    strictEqual((await app.db.select().from(sessions)).length, 1);
  }));

Deno.test("POST /sign-out ends the session in the table too, and GET does not", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    strictEqual((await visitor.get("/sign-out")).status, 404);
    strictEqual((await visitor.get("/account")).status, 200);
    const kept = new Map(visitor.cookies);
    strictEqual((await visitor.post("/sign-out")).location, "/");
    strictEqual(visitor.cookies.size, 0);
    const thief = app.visit();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    strictEqual((await thief.get("/account")).status, 303);
    strictEqual((await app.db.select().from(sessions)).length, 0);
    strictEqual((await app.visit().post("/sign-out")).location, "/", "for strangers too");
  }));
