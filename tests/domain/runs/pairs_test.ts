import { strictEqual } from "node:assert/strict";
import { looksLikeOne } from "@/domain/runs/pairs.ts";

type Row = Parameters<typeof looksLikeOne>[0];

const run: Row = {
  id: "a",
  source: "strava",
  externalId: "1",
  isRun: true,
  startedAt: Date.UTC(2026, 4, 3, 6),
  localDate: "2026-05-03",
  localTime: "08:00:00",
  distanceMeters: 10_000,
  movingSeconds: 3_000,
  elapsedSeconds: 3_060,
};
const other: Row = { ...run, id: "b", externalId: "2" };

Deno.test("looksLikeOne() knows one run by time, distance and duration", () => {
  const late = (seconds: number) => ({ startedAt: run.startedAt + seconds * 1000 });
  const cases: [string, Partial<Row>, boolean][] = [
    ["the same again", {}, true],
    ["from another source under the same id", { source: "file", externalId: "1" }, true],
    ["started two minutes later", late(120), true],
    ["started late, yet most of it together", late(1_500), true],
    ["most of it apart", late(1_560), false],
    ["the next one", late(3_060), false],
    ["5 % shorter", { distanceMeters: 9_500 }, true],
    ["6 % shorter", { distanceMeters: 9_400 }, false],
    ["5 % longer under way", { movingSeconds: 3_157 }, true],
    ["6 % longer under way", { movingSeconds: 3_200 }, false],
    ["no run", { isRun: false }, false],
    ["hidden start, same day", { localTime: null, ...late(-28_799) }, true],
    ["hidden start, another day", { localTime: null, localDate: "2026-05-02" }, false],
  ];
  for (const [name, change, expected] of cases) {
    strictEqual(looksLikeOne(run, { ...other, ...change }), expected, name);
    strictEqual(looksLikeOne({ ...other, ...change }, run), expected, `${name}, the other way`);
  }
  strictEqual(looksLikeOne(run, run), false);
  strictEqual(looksLikeOne(run, { ...run, id: "b" }), false, "the same id of the same source");
  const minute = { elapsedSeconds: 60, movingSeconds: 60, distanceMeters: 200 };
  strictEqual(
    looksLikeOne({ ...run, ...minute }, { ...other, ...minute, ...late(110) }),
    false,
    "sprints one after the other",
  );
});
