import { equal, ok } from "node:assert/strict";
import { syntheticAthlete } from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, withSimulator } from "./support.ts";

Deno.test("pages of 200 out of 10,000 activities come in a few milliseconds once written", async () => {
  const athletes = [syntheticAthlete({ id: 77, activities: 10_000, seed: 5 })];
  await withSimulator({ athletes }, async (simulator) => {
    simulator.setApp({ limits: "unlimited" });
    const tokens = await connect(simulator, { athleteId: 77 });
    const readAll = async () => {
      const started = performance.now();
      let bytes = 0;
      for (let page = 1; page <= 50; page++) {
        const path = `/athlete/activities?per_page=200&page=${page}`;
        bytes += (await (await callApi(simulator, tokens, path)).arrayBuffer()).byteLength;
      }
      return { ms: performance.now() - started, bytes };
    };
    const cold = await readAll();
    const warm = await readAll();
    equal(warm.bytes, cold.bytes);
    ok(warm.ms / 50 < 60, `${warm.ms / 50} ms a page`);
  });
});
