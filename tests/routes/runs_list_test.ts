import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { type NewRun, upsertRuns } from "@/db/runs.ts";
import { deleteRunsOf } from "@/db/runs.ts";
import { getLatestImport, updateImport } from "@/db/imports.ts";
import { bumpVersion } from "@/db/users.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory, newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows, textOf } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import type { Visitor } from "@/tests/support/visitor.ts";

const MINUTE_MS = 60_000;
const SORTS = ["newest", "oldest", "longest", "fastest", "climb"];

Deno.test("GET /runs leads back page by page to where one came from, in each order", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, many(95));
    for (const sort of SORTS) {
      const forth = await readPages(visitor, `/runs?sort=${sort}`, "next");
      deepStrictEqual(forth.map(partOf), [
        "1–30 of 95",
        "31–60 of 95",
        "61–90 of 95",
        "91–95 of 95",
      ]);
      const back = await readPages(visitor, forth[3].path, "prev");
      deepStrictEqual(
        back.map(({ titles }) => titles),
        forth.map(({ titles }) => titles).toReversed(),
        sort,
      );
      deepStrictEqual(back.map(partOf), forth.map(partOf).toReversed());
      const again = await readPages(visitor, back[2].path, "next");
      deepStrictEqual(again[1].titles, forth[2].titles, "next of previous is the same page, too");
    }
  }));

Deno.test("GET /runs shows the first page in full when runs before a page are gone", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, many(40));
    const [first, second] = await readPages(visitor, "/runs", "next");
    const userId = await userIdOf(app, email);
    await app.db.transaction((tx) => deleteRunsOf(tx, userId, "strava"));
    await give(app, email, many(15));
    const previous = await visitor.get(linkTo(second.text, "prev") ?? "");
    strictEqual(titlesOf(previous.text).length, 15);
    strictEqual(linkTo(previous.text, "prev"), undefined);
    ok(linkTo(first.text, "next"));
    const beyond = (await visitor.get(linkTo(first.text, "next") ?? "")).text;
    ok(linkTo(beyond, "prev"), "a page that has no runs any more still leads back");
  }));

Deno.test("GET /runs/[id] leads back to the list it was opened from, and to no other place", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, many(40));
    const path = "/runs?q=Run&sort=longest";
    const [, second] = await readPages(visitor, path, "next");
    const back = async (run: string) =>
      unescape((await visitor.get(run)).text.match(/href="([^"]*)">All runs</)?.[1]);
    const opened = second.text.match(/class="run-link" href="([^"]*)"/)?.[1] ?? "";
    strictEqual(await back(unescape(opened) ?? ""), second.path);
    const [plain] = (await visitor.get("/runs")).text.match(/\/runs\/[0-9a-f-]{36}/) ?? [];
    strictEqual(await back(`${plain}`), "/runs");
    const elsewhere = ["//evil.example", "https://evil.example/runs", "/account", "/runsx", "/"];
    for (const list of [...elsewhere, "/runs/../account", "/runs\\", "javascript:1"]) {
      strictEqual(await back(`${plain}?${new URLSearchParams({ list })}`), "/runs", list);
    }
  }));

Deno.test("GET /runs names its totals by the sport, with a pace for what is running", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await give(app, email, [
      {},
      { sport: "TrailRun", distanceMeters: 10_000, movingSeconds: 4_200 },
      { sport: "Ride", isRun: false, distanceMeters: 30_000, elevationGainMeters: 200 },
      { sport: "Yoga", isRun: false, distanceMeters: 0, elevationGainMeters: 0 },
    ]);
    const totals = async (sport: string) => {
      const { text } = await visitor.get(`/runs?sport=${sport}`);
      return textOf(text.match(/<dl class="totals.*?<\/dl>/s)?.[0] ?? "").trim();
    };
    match(await totals("TrailRun"), /^Trail run 1 .*Pace 7:00 \/km$/);
    match(await totals("runs"), /^Runs 2 .*Pace 6:00 \/km$/);
    match(await totals("Ride"), /^Ride 1 Distance 30\.0 km Moving time 50m Climb 200 m$/);
    match(await totals("Yoga"), /^Yoga 1 Moving time 50m$/);
    match(await totals("all"), /^All activities 4 .*Climb 200 m$/);
  }));

Deno.test("a sport without distance has neither speed nor climb, in the list and on its page", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const yoga = { sport: "Yoga", isRun: false, distanceMeters: 0, elevationGainMeters: 0 };
    const [id] = await give(app, email, [yoga]);
    const { text } = await visitor.get("/runs?sport=all");
    strictEqual(text.match(/class="is-missing"/g)?.length, 4);
    assertShows({ text }, "Speed – Distance – Time 50:00 Climb – Heart rate –");
    const page = textOf((await visitor.get(`/runs/${id}`)).text);
    match(page, /Moving time 50:00/);
    doesNotMatch(page, /Speed|Distance|Climb/);
  }));

Deno.test("GET /runs says why there is nothing, and has no filters while there is nothing to filter", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const show = async (path = "/runs") => {
      await bumpVersion(app.db, userId);
      const { text } = await visitor.get(path);
      doesNotMatch(text, /No runs match/);
      return text;
    };
    match(await show(), /No runs yet.*href="\/strava\/connect"/s);
    match(await show("/runs?q=x"), /No runs yet/);
    doesNotMatch(await show(), /class="filters"/);
    await giveHistory(app, email);
    await app.db.transaction((tx) => deleteRunsOf(tx, userId, "strava"));
    const { id = "" } = await getLatestImport(app.db, userId) ?? {};
    match(await show(), /on their way.*listed here as they come in.*See the import/s);
    await updateImport(app.db, userId, id, { state: "failed", problem: "strava_unavailable" });
    match(await show(), /The import stopped/);
    await updateImport(app.db, userId, id, { state: "done" });
    match(await show(), /No runs so far.*no activity of yours/s);
    await give(app, email, [{ sport: "Ride", isRun: false }]);
    match(await show(), /No runs so far.*See all activities/s);
    match(await show("/runs?sport=all"), /class="filters"/);
  }));

Deno.test("GET /runs?q= finds a name however it is spelled with accents and capitals", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const titles = ["Côte des Écoles", "COTE D AZUR", "Пробежка у реки", "清晨慢跑", "100 % flat"];
    await give(app, email, titles.map((title) => ({ title })));
    const found = async (q: string) => {
      const { text } = await visitor.get(`/runs?q=${encodeURIComponent(q)}`);
      return titles.filter((title) => text.includes(title));
    };
    deepStrictEqual(await found("cote"), titles.slice(0, 2));
    deepStrictEqual(await found("CÔTE"), titles.slice(0, 2));
    deepStrictEqual(await found("école"), titles.slice(0, 1));
    deepStrictEqual(await found("ПРОБЕЖКА"), titles.slice(2, 3));
    deepStrictEqual(await found("慢跑"), titles.slice(3, 4));
    deepStrictEqual(await found("0 %"), titles.slice(4));
  }));

Deno.test("the list and the heading mark every run that is no plain one, in the facts' own words", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const [trail, virtual] = await give(app, email, [
      { sport: "TrailRun", effort: "long", startedAt: 4 },
      { sport: "VirtualRun", indoor: true, startedAt: 3 },
      { sport: "Run", indoor: true, startedAt: 2 },
      { sport: "Run", startedAt: 1 },
    ]);
    const list = (await visitor.get("/runs")).text;
    const rows = list.split('class="run-row"').slice(1).map(badgesIn);
    deepStrictEqual(rows, [["Trail run", "Long run"], ["Virtual run"], ["Indoor"], []]);
    assertShows({ text: list }, "All running", "Ordinary run", "Run and date Pace Distance Time");
    for (const [id, badges] of [[trail, rows[0]], [virtual, rows[1]]] as const) {
      const page = await visitor.get(`/runs/${id}`);
      deepStrictEqual(badgesIn(page.text), badges);
      assertShows(page, `Sport ${badges[0]}`);
    }
  }));

Deno.test("the receipt says how many of the activities are runs, where the list says less than it", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveHistory(app, email);
    const userId = await userIdOf(app, email);
    const { id = "" } = await getLatestImport(app.db, userId) ?? {};
    await updateImport(app.db, userId, id, { state: "done", seen: 1, added: 1 });
    doesNotMatch((await visitor.get("/account/strava")).text, /kept here/);
    await give(app, email, [{}, { sport: "Ride", isRun: false }]);
    const receipt = await visitor.get("/account/strava");
    assertShows(receipt, "Runs among the 3 activities kept here: 2. See all activities");
    match(receipt.text, /href="\/runs\?sport=all">See all activities/);
  }));

Deno.test("times of day are on one clock in each language", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const [id] = await give(app, email, [{ localTime: "18:29:40" }]);
    for (const path of ["/", "/runs", `/runs/${id}`]) {
      assertShows(await visitor.get(path), "2026, 6:29 PM");
    }
  }));

function many(count: number): Partial<NewRun>[] {
  return Array.from({ length: count }, (_, i) => ({
    title: `Run ${i}.`,
    startedAt: Date.UTC(2026, 0, 1) + Math.floor(i / 7) * MINUTE_MS,
    distanceMeters: i % 3 === 0 ? 0 : 1000.1 * (i % 5),
    movingSeconds: i % 11 === 0 ? 0 : 2999 + 7 * Math.floor(i / 2),
    elevationGainMeters: i % 4 === 0 ? null : i % 10,
  }));
}

async function give(app: TestApp, email: string, changes: Partial<NewRun>[]): Promise<string[]> {
  const userId = await userIdOf(app, email);
  const rows = changes.map((change) => newRun(userId, change));
  await app.db.transaction(async (tx) => {
    await upsertRuns(tx, rows);
    await bumpVersion(tx, userId);
  });
  return rows.map((row) => row.id);
}

/** The pages from this one on, as their links lead. */
async function readPages(visitor: Visitor, path: string, rel: "next" | "prev") {
  const pages: { path: string; text: string; titles: string[] }[] = [];
  for (let at: string | undefined = path; at;) {
    ok(pages.length < 10, "the pages do not end");
    const { text } = await visitor.get(at);
    pages.push({ path: at, text, titles: titlesOf(text) });
    at = linkTo(text, rel);
  }
  return pages;
}

function partOf({ text }: { text: string }): string | undefined {
  return text.match(/class="pager-part[^>]*>([^<]*)</)?.[1];
}

function badgesIn(html: string): string[] {
  return [...html.matchAll(/class="badge">([^<]*)</g)].map(([, badge]) => badge);
}

function linkTo(html: string, rel: "next" | "prev"): string | undefined {
  return unescape(html.match(new RegExp(`href="(/runs[^"]*)" rel="${rel}"`))?.[1]);
}

function unescape(text: string | undefined): string | undefined {
  return text?.replaceAll("&amp;", "&");
}

function titlesOf(html: string): string[] {
  return [...html.matchAll(/class="run-link"[^>]*>([^<]*)</g)].map((found) => found[1]);
}
