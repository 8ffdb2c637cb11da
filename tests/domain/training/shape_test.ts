import { ok, strictEqual } from "node:assert/strict";
import { fastShare } from "@/domain/training/shape.ts";

const kilometers = (...paces: number[]) => paces.map((seconds) => ({ meters: 1000, seconds }));

Deno.test("fastShare() is nought for an even run, hills and a slow end included", () => {
  strictEqual(fastShare(kilometers(345, 350, 348, 340, 352)), 0);
  strictEqual(fastShare(kilometers(345, 375, 348, 340, 380)), 0);
});

Deno.test("fastShare() finds a tempo between easy kilometers, and repeats among slow ones", () => {
  strictEqual(fastShare(kilometers(350, 352, 265, 262, 268, 264, 355, 350)), 0.5);
  const repeats = [
    { meters: 2000, seconds: 700 },
    ...Array.from({ length: 5 }, () => [{ meters: 800, seconds: 188 }, {
      meters: 400,
      seconds: 170,
    }]).flat(),
    { meters: 2000, seconds: 710 },
  ];
  const share = fastShare(repeats) ?? 0;
  ok(Math.abs(share - 4000 / 10_000) < 1e-9, String(share));
});

Deno.test("fastShare() says nothing of two stretches, or of ones without length or time", () => {
  strictEqual(fastShare([]), null);
  strictEqual(fastShare(kilometers(300, 300)), null);
  strictEqual(fastShare([...kilometers(300, 300), { meters: 0, seconds: 9 }]), null);
});
