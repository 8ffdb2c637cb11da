import { deepEqual, ok } from "node:assert/strict";
import { inSlices } from "@/domain/take_turns.ts";

Deno.test("inSlices() gives all of the list, in order, and lets others run in between", async () => {
  let turns = 0;
  const clock = setInterval(() => turns++, 0);
  const slices: number[][] = [];
  await inSlices([1, 2, 3, 4, 5], 2, (slice) => void slices.push(slice));
  clearInterval(clock);
  deepEqual(slices, [[1, 2], [3, 4], [5]]);
  ok(turns >= 2, `others had ${turns} turns`);
});

Deno.test("inSlices() does nothing with an empty list", async () => {
  await inSlices([], 2, () => {
    throw new Error("called");
  });
});
