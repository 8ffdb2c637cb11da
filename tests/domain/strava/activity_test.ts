import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { fingerprint, stravaActivity, toRunFacts } from "@/domain/strava/activity.ts";

const raw = {
  id: 9_100_000_123,
  name: "Footing",
  sport_type: "TrailRun",
  type: "Run",
  start_date: "2026-05-03T22:30:00Z",
  start_date_local: "2026-05-04T00:30:00Z",
  timezone: "(GMT+01:00) Europe/Paris",
  distance: 10_000.4,
  moving_time: 3000,
  elapsed_time: 3010.6,
};
const factsOf = (changes: Record<string, unknown> = {}) =>
  toRunFacts(stravaActivity.parse({ ...raw, ...changes }));

Deno.test("toRunFacts() cuts the local date and time, whose Z is false", () => {
  const facts = factsOf();
  deepStrictEqual([facts.localDate, facts.localTime, facts.timeZone], [
    "2026-05-04",
    "00:30:00",
    "Europe/Paris",
  ]);
  strictEqual(facts.startedAt, Date.UTC(2026, 4, 3, 22, 30));
});

Deno.test("toRunFacts() takes the date from the instant where no time zone explains the local time", () => {
  const facts = factsOf({ start_date_local: "2006-01-01T08:00:00Z" });
  deepStrictEqual([facts.localDate, facts.localTime], ["2026-05-03", "22:30:00"]);
  strictEqual(factsOf({ start_date_local: "2026-05-04T12:30:00Z" }).localTime, "12:30:00");
});

Deno.test("toRunFacts() knows the sports that are running, and keeps the others by name", () => {
  for (const sport of ["Run", "TrailRun", "VirtualRun"]) ok(factsOf({ sport_type: sport }).isRun);
  deepStrictEqual([
    factsOf({ sport_type: "Quidditch" }).sport,
    factsOf({ sport_type: "Quidditch" }).isRun,
  ], ["Quidditch", false]);
  strictEqual(
    factsOf({ sport_type: undefined }).sport,
    "Run",
    "the legacy type, where there is no other",
  );
});

Deno.test("toRunFacts() doubles the cadence of runs, which counts one leg", () => {
  strictEqual(factsOf({ average_cadence: 86 }).cadence, 172);
  strictEqual(factsOf({ sport_type: "Ride", average_cadence: 86 }).cadence, 86);
});

Deno.test("toRunFacts() takes absent for null, and a hidden start for no time", () => {
  const facts = factsOf();
  deepStrictEqual([facts.averageHr, facts.cadence, facts.elevationGainMeters, facts.polyline], [
    null,
    null,
    null,
    "",
  ]);
  strictEqual(factsOf({ start_date_local: "2026-05-04T00:00:01Z" }).localTime, null);
  strictEqual(factsOf({ private: true }).visibility, "only_me");
  strictEqual(factsOf({ workout_type: 1 }).effort, "race");
});

Deno.test("Dates and times that do not exist are refused, so that no page breaks on them", () => {
  for (
    const text of [
      "2026-13-45T08:00:00Z",
      "2026-02-31T08:00:00Z",
      "2026-05-04T25:00:00Z",
      "yesterday",
      "",
    ]
  ) {
    ok(!stravaActivity.safeParse({ ...raw, start_date_local: text }).success, text);
  }
});

Deno.test("fingerprint() changes with what is kept, and not with kudos", () => {
  strictEqual(fingerprint(factsOf({ kudos_count: 5 })), fingerprint(factsOf({ kudos_count: 6 })));
  notStrictEqual(fingerprint(factsOf({ name: "Race" })), fingerprint(factsOf()));
});
