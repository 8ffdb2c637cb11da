import { deepStrictEqual } from "node:assert/strict";
import { matchRuns } from "@/domain/training/plans/match.ts";

type Planned = [id: string, date: string, kind: string, meters: number];
type Done = [id: string, localDate: string, meters: number, effort?: "race" | "long" | "workout"];

function matched(planned: Planned[], done: Done[]): Record<string, string> {
  const found = matchRuns(
    planned.map(([id, date, kind, meters]) => ({
      ...{ id, date, kind, meters, fastMeters: 0, seconds: null },
    })),
    done.map(([id, localDate, distanceMeters, effort = null]) => ({
      ...{ id, localDate, distanceMeters, effort, movingSeconds: 0, fastShare: null },
    })),
  );
  return Object.fromEntries(found.map(({ plannedId, runId }) => [plannedId, runId]));
}

const WEEK: Planned[] = [
  ["tempo", "2026-05-05", "tempo", 6_000],
  ["easy", "2026-05-07", "easy", 5_000],
  ["short", "2026-05-09", "easy", 4_000],
  ["long", "2026-05-10", "long", 14_000],
];

Deno.test("matchRuns() finds each run on its day, and on the one beside it", () => {
  const done: Done[] = [
    ["a", "2026-05-05", 6_200],
    ["b", "2026-05-08", 5_100],
    ["c", "2026-05-10", 13_500],
  ];
  deepStrictEqual(matched(WEEK, done), { tempo: "a", easy: "b", long: "c" });
});

Deno.test("matchRuns() sees swapped days, two runs on a day, and what is none of the plan", () => {
  const swapped: Done[] = [["l", "2026-05-09", 14_200, "long"], ["s", "2026-05-10", 4_100]];
  deepStrictEqual(matched(WEEK, swapped), { long: "l", short: "s" });
  const two: Done[] = [["warm", "2026-05-05", 1_500], ["work", "2026-05-05", 6_100, "workout"]];
  deepStrictEqual(matched(WEEK, two), { tempo: "work" });
  deepStrictEqual(
    matched(WEEK, [["far", "2026-05-13", 6_000], ["ultra", "2026-05-07", 50_000]]),
    {},
  );
  deepStrictEqual(matched(WEEK, [["nothing", "2026-05-05", 0]]), {});
});

Deno.test("matchRuns() takes a run once, and a race for no other run", () => {
  const twice: Planned[] = [["one", "2026-05-05", "easy", 5_000], [
    "two",
    "2026-05-06",
    "easy",
    5_000,
  ]];
  deepStrictEqual(matched(twice, [["a", "2026-05-06", 5_000]]), { two: "a" });
  const race: Planned[] = [["race", "2026-05-10", "race", 21_097.5]];
  deepStrictEqual(matched(race, [["a", "2026-05-10", 21_300, "race"]]), { race: "a" });
  deepStrictEqual(matched(race, [["a", "2026-05-10", 12_000]]), {});
  deepStrictEqual(matched(race, [["a", "2026-05-09", 21_100]]), {});
});
