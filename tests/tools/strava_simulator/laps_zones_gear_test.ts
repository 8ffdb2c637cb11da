import { deepEqual, equal, ok } from "node:assert/strict";
import { z } from "zod";
import { demoRunner } from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, withSimulator } from "./support.ts";

const detailSchema = z.looseObject({ laps: z.array(z.unknown()) });

Deno.test("laps, zones and gear answer by themselves", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const tokens = await connect(simulator);
    const session = simulator.activities(9_100_001).find((each) =>
      each.effort.kind === "intervals" && each.gearId
    );
    const path = `/activities/${session?.id}`;
    const detail = detailSchema.parse(await (await callApi(simulator, tokens, path)).json());
    const laps: unknown = await (await callApi(simulator, tokens, `${path}/laps`)).json();
    deepEqual(laps, detail.laps);
    const zoneSchema = z.array(z.looseObject({
      type: z.enum(["heartrate", "pace"]),
      distribution_buckets: z.array(z.object({ min: z.number(), max: z.number(), time: z.int() })),
    }));
    const zones = zoneSchema.parse(
      await (await callApi(simulator, tokens, `${path}/zones`)).json(),
    );
    for (const zone of zones) {
      const time = zone.distribution_buckets.reduce((sum, bucket) => sum + bucket.time, 0);
      equal(time, session?.movingSeconds);
    }
    const gear = await callApi(simulator, tokens, `/gear/${session?.gearId}`);
    const shoe = z.looseObject({ resource_state: z.literal(3), distance: z.int() })
      .parse(await gear.json());
    ok(shoe.distance > 100_000);
    simulator.setBehaviour({ activityZones: "payment-required" });
    const paid = await callApi(simulator, tokens, `${path}/zones`);
    equal(paid.status, 402);
    await paid.body?.cancel();
  });
});
