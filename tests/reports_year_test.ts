import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { judgeYear, liveYear, type Year } from "@/tests/support/report_year/year.ts";

Deno.test("Over a year of crashes every report that is due comes once, none early and none late", async () => {
  const year = await liveYear({
    ...{ runners: 24, seed: 20260101 },
    ...{ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 11, 31) },
  });
  ok(year.expected.size > 500, `${year.expected.size} reports are due`);
  ok(year.crashes > 50, `${year.crashes} deaths`);
  deepStrictEqual(judgeYear(year).problems, []);
});

Deno.test("A report that is missing, early, late, doubled or not due is found", () => {
  const hour = 3_600_000;
  const delivered: Year["delivered"] = new Map([
    ["right", { times: 1, at: 10 * hour }],
    ["excused", { times: 1, at: 15 * hour }],
    ["early", { times: 1, at: 10 * hour - 1 }],
    ["late", { times: 1, at: 11 * hour + 1 }],
    ["doubled", { times: 2, at: 10 * hour }],
    ["unasked", { times: 1, at: 10 * hour }],
  ]);
  const names = ["right", "excused", "early", "late", "doubled", "missing"];
  const expected = new Map(names.map((name) => [name, 10 * hour]));
  expected.set("excused", 11.5 * hour);
  const outages: Year["outages"] = [[12 * hour, 15 * hour]];
  const { problems } = judgeYear({ expected, delivered, outages, crashes: 0 });
  const words = ["early came early", "late came late", "doubled came 2 times"];
  deepStrictEqual(problems, [...words, "missing never came", "unasked was not due"]);
  strictEqual(judgeYear({ expected, delivered, outages: [], crashes: 0 }).problems.length, 6);
});
