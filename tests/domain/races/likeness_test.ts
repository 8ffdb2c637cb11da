import { strictEqual } from "node:assert/strict";
import { areAlike } from "@/domain/races/likeness.ts";
import { RACE } from "@/tests/support/races.ts";

Deno.test("areAlike() sees through years, editions, accents and rounded distances, and no further", () => {
  const cases: [other: Partial<typeof RACE>, alike: boolean][] = [
    [{}, true],
    [{ name: "LYON AUTUMN RUN 2026" }, true],
    [{ name: "34th Lyon Autumn Run" }, true],
    [{ name: "34eme Lyon Autumn Run" }, true],
    [{ name: "Autumn run of Lyon" }, true],
    [{ name: "Lyon Autumn Run", distanceMeters: 10_100 }, true],
    [{ name: "Lyon Autumn Run", country: null, place: "" }, true],
    [{ name: "Run in Lyon in autumn", place: "LYÓN" }, true],
    // Another distance of the same event, and the same name elsewhere.
    [{ distanceMeters: 21_097.5 }, false],
    [{ country: "BE" }, false],
    [{ name: "Marseille Harbour Mile", place: "Marseille" }, false],
    [{ name: "Night race" }, false],
    // Names of digits alone say nothing.
    [{ name: "2026", place: "" }, false],
    [{ name: "!!!", place: "" }, false],
  ];
  for (const [changes, alike] of cases) {
    strictEqual(areAlike(RACE, { ...RACE, ...changes }), alike, JSON.stringify(changes));
  }
});

Deno.test("areAlike() takes one web site for one race, whatever the names", () => {
  const url = "https://race.example/";
  strictEqual(areAlike({ ...RACE, url }, { ...RACE, name: "X", place: "", url }), true);
  strictEqual(areAlike({ ...RACE, url }, { ...RACE, name: "X", place: "", url: null }), false);
});
