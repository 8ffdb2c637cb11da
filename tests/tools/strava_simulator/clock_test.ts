import { deepEqual, equal } from "node:assert/strict";
import { createClock } from "@/tools/strava_simulator/clock.ts";

Deno.test("advance() runs what falls due in order, each at its own time, and waits for it", async () => {
  const clock = createClock(() => 1000);
  const seen: [string, number][] = [];
  clock.schedule(5000, () => void seen.push(["late", clock.now()]));
  clock.schedule(3000, async () => {
    await Promise.resolve();
    seen.push(["early", clock.now()]);
    clock.schedule(4000, () => void seen.push(["added", clock.now()]));
  });
  const cancel = clock.schedule(3500, () => void seen.push(["cancelled", 0]));
  cancel();
  await clock.advance(9000);
  deepEqual(seen, [["early", 3000], ["added", 4000], ["late", 5000]]);
  equal(clock.now(), 10_000);
  await clock.set(2000);
  equal(clock.now(), 2000);
  await clock.close();
});
