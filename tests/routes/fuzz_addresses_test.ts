import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { writeCursor } from "@/http/run_filters.ts";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { junk, query, secret } from "@/tests/support/fuzz.ts";
import { giveHistory } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { askStrava, withStravaApp } from "@/tests/support/strava.ts";
import { digestTables } from "@/tests/support/tables.ts";

const RUNS = { numRuns: 200, seed: 20_260_504, endOnFailure: true };

type Pair = [name: string, value: string];
const noise = fc.array(
  fc.tuple(fc.constantFrom("x", "__proto__", "after", "from[]", "q[0]"), junk),
  {
    maxLength: 3,
  },
);
const wrong = (text: string) => `!${text}`;

/** One filter that cannot be, among others that can. */
const filters = fc.oneof<fc.Arbitrary<Pair[]>[]>(
  junk.map((text): Pair[] => [["q", `${"x".repeat(101)}${text}`]]),
  junk.map((text): Pair[] => [["q", `a\u0000${text}b`]]),
  fc.tuple(fc.constantFrom("from", "to", "sport", "min", "max", "sort"), junk.map(wrong))
    .map((pair): Pair[] => [pair]),
  fc.tuple(fc.constantFrom("from", "to", "min", "max", "sort"), junk.map(wrong), junk)
    .map(([name, first, second]): Pair[] => [[name, first], [name, second]]),
  fc.tuple(fc.integer({ min: 2001, max: 2050 }), fc.integer({ min: 1900, max: 2000 }))
    .map(([from, to]): Pair[] => [["from", `${from}-01-01`], ["to", `${to}-01-01`]]),
  fc.tuple(fc.integer({ min: 51, max: 99 }), fc.integer({ min: 0, max: 50 }))
    .map(([min, max]): Pair[] => [["min", String(min)], ["max", String(max)]]),
);

function cut(pairs: Pair[]): Pair[] {
  return pairs.map(([name, value]) => [name, value.toWellFormed().slice(0, 4000)]);
}

Deno.test("GET /runs refuses 200 fuzzed filters with a message and changes nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveHistory(app, email);
    const before = await digestTables(app.db);
    await fc.assert(
      fc.asyncProperty(filters, noise, fc.boolean(), async (pairs, more, broken) => {
        const answer = await visitor.get(`/runs?${query(cut([...pairs, ...more]), broken)}`);
        strictEqual(answer.status, 422);
        match(answer.text, /id="errors"/);
        doesNotMatch(answer.text, /<script>|<img src=x|Morning run/);
        strictEqual(await digestTables(app.db), before);
      }),
      RUNS,
    );
  }));

Deno.test("GET /runs shows the first page for 200 cursors that are none", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveHistory(app, email);
    const cursors = fc.oneof(
      junk,
      fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string())
        .map(([value, id]) => writeCursor([value, encodeURIComponent(id)])),
      fc.json().map((text) => btoa(encodeURIComponent(text))),
    );
    const ways = fc.constantFrom("after", "before");
    const sorts = fc.constantFrom("newest", "oldest", "longest", "fastest", "climb");
    await fc.assert(
      fc.asyncProperty(cursors, ways, sorts, async (cursor, way, sort) => {
        const answer = await visitor.get(
          `/runs?${query(cut([[way, cursor], ["sort", sort]]), false)}`,
        );
        strictEqual(answer.status, 200);
      }),
      RUNS,
    );
  }));

Deno.test("GET /strava/callback refuses 200 fuzzed answers with a message and changes nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveHistory(app, email);
    await visitor.post("/strava/connect");
    const before = await digestTables(app.db);
    const names = fc.constantFrom("state", "code", "scope", "error", "state[]", "__proto__");
    const pairs = fc.array(fc.tuple(names, junk), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pairs, fc.boolean(), async (sent, broken) => {
        const answer = await visitor.get(`/strava/callback?${query(cut(sent), broken)}`);
        strictEqual(answer.status, 400);
        assertShows(answer, en.refusals.strava_state_unknown.title);
        doesNotMatch(answer.text, /<script>|<img src=x/);
        strictEqual(await digestTables(app.db), before);
      }),
      RUNS,
    );
    ok(app.logged.every(({ level }) => level === "info"));
  }));

/** What Strava never sends beside a state that is good: a code of its own for a scope that we need. */
const answers = fc.tuple(
  fc.record({
    code: junk,
    scope: fc.oneof(junk, fc.constant("read,activity:read_all")),
    error: fc.oneof(junk, fc.constant("access_denied")),
  }, { requiredKeys: [] }),
  noise,
);

Deno.test("GET /strava/callback spends a living state on 200 fuzzed answers, and links nobody", () =>
  withStravaApp({}, async (app) => {
    app.strava.setApp({ limits: "unlimited" });
    const { visitor, email } = await newRunner(app);
    await giveHistory(app, email);
    const digest = () => digestTables(app.db, ["throttles", "strava_states"]);
    const before = await digest();
    const statuses = { first: new Set<number>(), again: new Set<number>() };
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), async ([sent, more], broken) => {
        const state = new URL(await askStrava(visitor)).searchParams.get("state") ?? "";
        const pairs = cut([["state", state], ...Object.entries(sent), ...more]);
        const path = `/strava/callback?${query(pairs, broken)}`;
        for (const which of ["first", "again"] as const) {
          const answer = await visitor.get(path);
          statuses[which].add(answer.status);
          match(answer.text, /<h1>[^<]+<\/h1><p class="lead">[^<]+</);
          doesNotMatch(answer.text, /<script>|<img src=x/);
        }
        strictEqual(await digest(), before);
      }),
      RUNS,
    );
    // What is too long to be read spends nothing, so it is as wrong the second time.
    deepStrictEqual(statuses.first, new Set([400, 403]));
    deepStrictEqual(statuses.again, new Set([400, 409]));
    ok(app.strava.calls()["POST /oauth/token"] > 0, "some codes were tried");
    ok(app.logged.every(({ level }) => level === "info"));
  }));

Deno.test("GET /change-email shows a living link whatever stands beside it, and changes nothing", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const next = "next@example.org";
    await visitor.post("/account/email", { email: next, password: PASSWORD });
    const { path, token } = await mailedLink(app, next);
    const before = await digestTables(app.db);
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async (more, broken) => {
        const pairs = cut([["token", token], ...more]);
        const answer = await visitor.get(`${path}?${query(pairs, broken)}`);
        strictEqual(answer.status, 200);
        assertShows(answer, next);
        doesNotMatch(answer.text, /<script>|<img src=x/);
        strictEqual(await digestTables(app.db), before);
      }),
      { ...RUNS, numRuns: 100 },
    );
  }));

for (const path of ["/confirm-email", "/reset-password", "/change-email"]) {
  Deno.test(`GET ${path} refuses 200 fuzzed links with a message and changes nothing`, () =>
    withApp({}, async (app) => {
      const { email } = await newRunner(app);
      await app.visit().post("/forgotten-password", { email });
      await app.drain();
      const before = await digestTables(app.db);
      const visitor = app.visit();
      const tokens = fc.oneof(junk, secret)
        .filter((text) => text !== "");
      await fc.assert(
        fc.asyncProperty(tokens, noise, fc.boolean(), async (token, more, broken) => {
          const pairs = cut([["token", token], ...more]);
          const answer = await visitor.get(`${path}?${query(pairs, broken)}`);
          strictEqual(answer.status, 400);
          assertShows(answer, en.refusals.mail_link_spent.title);
          doesNotMatch(answer.text, /<script>|<img src=x/);
          strictEqual(await digestTables(app.db), before);
        }),
        RUNS,
      );
    }));
}
