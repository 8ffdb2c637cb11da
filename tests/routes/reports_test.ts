import { ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { giveWeeks } from "@/tests/support/report_runs.ts";
import { newRunner } from "@/tests/support/runner.ts";

Deno.test("A report adds up its week and tells how", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveWeeks(app, await userIdOf(app, email), "2026-05-03");
    const { status, text } = await visitor.get("/reports/2026-04-27");
    strictEqual(status, 200);
    for (
      const said of [
        "Week 18",
        '<span class="stat-value">37.0',
        "1.41 times the longest run of the 30 days before",
        "the longest run you ever did",
        "16 weeks with a run",
        'href="#how-distance"',
        'id="how-distance"',
      ]
    ) ok(text.includes(said), said);
  }));

Deno.test("Each number of a report leads to how it was computed", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveWeeks(app, await userIdOf(app, email), "2026-05-03");
    const { text } = await visitor.get("/reports/2026-04-27");
    const links = [...text.matchAll(/href="#(how-\w+)"/g)].map(([, id]) => id);
    ok(links.length >= 9, `${links}`);
    for (const id of links) ok(text.includes(`id="${id}"`), id);
  }));

Deno.test("The archive goes back to the first run, page by page, and names each week once", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const runs = ["2025-03-05", "2026-05-01"].map((localDate) => newRun(userId, { localDate }));
    await app.db.transaction((tx) => upsertRuns(tx, runs));
    const named: string[] = [];
    let address: string | undefined = "/reports";
    for (let pages = 0; address && pages < 9; pages++) {
      const { text } = await visitor.get(address);
      named.push(...[...text.matchAll(/href="\/reports\/([\d-]+)"/g)].map(([, name]) => name));
      address = text.match(/href="([^"]+)" rel="next"/)?.[1].replaceAll("&amp;", "&");
    }
    strictEqual(named[0], "2026-05-04", "the week of today");
    strictEqual(named.at(-1), "2025-03-03", "the week of the first run");
    strictEqual(named.length, 62);
    strictEqual(new Set(named).size, 62);
  }));

Deno.test("Who never ran has no archive, and is told what brings one", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const { text } = await visitor.get("/reports");
    ok(text.includes("Reports come with your first run"));
    ok((await visitor.get("/reports/2026-04-27")).text.includes("The first one begins the story"));
  }));

Deno.test("What is no period, and what is still to come, is not found", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    for (const name of ["2026-05-11", "2026-06", "2026-02-30", "junk", "2026-5"]) {
      strictEqual((await visitor.get(`/reports/${name}`)).status, 404, name);
    }
  }));
