import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import type { NewRun } from "@/db/runs.ts";
import { bumpVersion } from "@/db/users.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";

const DAY_MS = 86_400_000;

Deno.test("GET /runs pages through every run once, in each order", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    // Many share a start, a distance and a pace: the order between them must still be one.
    await give(
      app,
      email,
      Array.from({ length: 95 }, (_, i) => ({
        title: `Run ${i}.`,
        startedAt: Date.UTC(2026, 0, 1) + Math.floor(i / 7) * DAY_MS,
        distanceMeters: i % 3 === 0 ? 0 : 1000.1 * (i % 5),
        // Prime, so that paces are numbers without end: a cursor that rounds them repeats runs.
        movingSeconds: i % 11 === 0 ? 0 : 2999 + 7 * Math.floor(i / 2),
        elevationGainMeters: i % 4 === 0 ? null : i % 10,
      })),
    );
    for (const sort of ["newest", "oldest", "longest", "fastest", "climb"]) {
      const titles = await readAllTitles(visitor, `/runs?sort=${sort}`);
      strictEqual(titles.length, 95, sort);
      strictEqual(new Set(titles).size, 95, sort);
    }
  }));

Deno.test("GET /runs filters by name, dates, distance and sport, and sums what is left", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, [
      { title: "100 % hilly_run", localDate: "2026-03-01", distanceMeters: 12_000 },
      { title: "Easy", localDate: "2026-03-02", distanceMeters: 5_000 },
      { title: "Long", localDate: "2026-03-31", distanceMeters: 30_000 },
      { title: "To work", sport: "Ride", isRun: false, distanceMeters: 9_000 },
    ]);
    const titles = async (query: string) =>
      titlesOf((await visitor.get(`/runs?${query}`)).text).sort();
    deepStrictEqual(await titles(""), ["100 % hilly_run", "Easy", "Long"]);
    deepStrictEqual(await titles("q=%25"), ["100 % hilly_run"], "% is a letter, not a wildcard");
    deepStrictEqual(await titles("q=HILLY_"), ["100 % hilly_run"]);
    deepStrictEqual(await titles("from=2026-03-02&to=2026-03-31"), ["Easy", "Long"]);
    deepStrictEqual(await titles("min=5&max=12"), ["100 % hilly_run", "Easy"]);
    deepStrictEqual(await titles("sport=all"), ["100 % hilly_run", "Easy", "Long", "To work"]);
    deepStrictEqual(await titles("sport=Ride"), ["To work"]);
    match((await visitor.get("/runs?min=5&max=12")).text, /<dd>17\.0\s*km<\/dd>/);
    match((await visitor.get("/runs?q=nothing+like+it")).text, /No runs match/);
  }));

Deno.test("GET /runs names what is wrong with a filter", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const cases: [string, RegExp][] = [
      ["from=yesterday", /Enter a date/],
      ["from=2026-05-02&to=2026-05-01", /From: Choose a day that is not after/],
      ["min=ten", /Enter a distance/],
      ["min=20&max=10", /At least: Enter a distance that is not above/],
      ["sort=prettiest", /Choose one/],
      [`q=${"x".repeat(101)}`, /at most 100/],
      [
        "min=20&max=10&sort=prettiest&from=2026-05-02&to=2026-05-01",
        /not after.*not above.*Choose one/,
      ],
    ];
    for (const [query, reason] of cases) {
      const answer = await visitor.get(`/runs?${query}`);
      strictEqual(answer.status, 422, query);
      match(answer.text, reason);
    }
    strictEqual(
      (await visitor.get("/runs?after=junk")).status,
      200,
      "a cursor that is none is the first page",
    );
  }));

Deno.test("GET /runs shows a change at once", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, [{ title: "First" }]);
    deepStrictEqual(titlesOf((await visitor.get("/runs")).text), ["First"]);
    await give(app, email, [{ title: "Second" }]);
    deepStrictEqual(titlesOf((await visitor.get("/runs")).text).sort(), ["First", "Second"]);
  }));

Deno.test("GET /runs/[id] shows the facts of a run, and to nobody else", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const [id] = await give(app, email, [{
      title: "<b>Bold</b> & slow",
      externalId: "9007199254740993",
      movingSeconds: 3000,
      elapsedSeconds: 3300,
      averageHr: 151.4,
      localTime: null,
    }]);
    const { text, status } = await visitor.get(`/runs/${id}`);
    strictEqual(status, 200);
    for (
      const fact of [
        /5:00/,
        /Moving time/,
        /50:00/,
        /Elapsed time/,
        /55:00/,
        /151/,
        /start time hidden/,
      ]
    ) match(text, fact);
    match(
      text,
      /href="https:\/\/www\.strava\.com\/activities\/9007199254740993"[^>]*>View on Strava</,
    );
    doesNotMatch(text, /<b>Bold/);
    const stranger = await newRunner(app);
    strictEqual((await stranger.visitor.get(`/runs/${id}`)).status, 404);
    strictEqual((await visitor.get("/runs/not-an-id")).status, 404);
  }));

async function give(app: TestApp, email: string, changes: Partial<NewRun>[]): Promise<string[]> {
  const userId = await userIdOf(app, email);
  const rows = changes.map((change) => newRun(userId, change));
  await app.db.transaction(async (tx) => {
    await upsertRuns(tx, rows);
    await bumpVersion(tx, userId);
  });
  return rows.map((row) => row.id);
}

function titlesOf(html: string): string[] {
  return [...html.matchAll(/class="run-link"[^>]*>([^<]*)</g)].map((found) => found[1]);
}

async function readAllTitles(
  visitor: { get(path: string): Promise<{ text: string }> },
  path: string,
): Promise<string[]> {
  const titles: string[] = [];
  let next: string | undefined = path;
  for (let page = 0; next; page++) {
    ok(page < 10, "the pages do not end");
    const { text } = await visitor.get(next);
    titles.push(...titlesOf(text));
    next = text.match(/href="(\/runs\?[^"]*)" rel="next"/)?.[1].replaceAll("&amp;", "&");
  }
  return titles;
}
