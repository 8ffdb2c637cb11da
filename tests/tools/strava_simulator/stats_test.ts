import { deepEqual, equal, ok } from "node:assert/strict";
import { z } from "zod";
import { demoRunner } from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, withSimulator } from "./support.ts";

const totals = z.looseObject({
  count: z.int(),
  distance: z.number(),
  moving_time: z.number(),
  elapsed_time: z.number(),
  elevation_gain: z.number(),
});
const statsSchema = z.looseObject({
  recent_run_totals: totals,
  ytd_run_totals: totals,
  all_run_totals: totals,
});

Deno.test("stats count what everyone sees: 28 days to yesterday, the year, all (C3)", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const tokens = await connect(simulator);
    const answer = await callApi(simulator, tokens, "/athletes/9100001/stats");
    const stats = statsSchema.parse(await answer.json());
    const runs = (from?: string, to?: string) => {
      const { runs } = simulator.ledger(undefined, { from, to, visibility: ["everyone"] });
      return [runs.count, runs.distanceMeters, runs.movingSeconds, runs.elevationGainMeters];
    };
    const row = (t: z.infer<typeof totals>) => [
      t.count,
      t.distance,
      t.moving_time,
      t.elevation_gain,
    ];
    deepEqual(row(stats.recent_run_totals), runs("2026-10-24", "2026-11-20"));
    deepEqual(row(stats.ytd_run_totals), runs("2026-01-01"));
    deepEqual(row(stats.all_run_totals), runs());
    ok(stats.all_run_totals.count < simulator.ledger().runs.count);
    equal("achievement_count" in stats.recent_run_totals, true);
    equal("achievement_count" in stats.ytd_run_totals, false);
  });
});
