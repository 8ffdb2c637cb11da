import { deepEqual, equal, ok } from "node:assert/strict";
import { z } from "zod";
import { demoRunner } from "@/tools/strava_simulator/mod.ts";
import type { Activity } from "@/tools/strava_simulator/activities/activity.ts";
import { callApi, connect, errorLine, type Tokens, withSimulator } from "./support.ts";

type Simulator = Parameters<typeof connect>[0];

const stretchSchema = z.looseObject({
  distance: z.number(),
  moving_time: z.int(),
  elapsed_time: z.int(),
});

const detailSchema = z.looseObject({
  resource_state: z.literal(3),
  description: z.string().nullable(),
  calories: z.number(),
  splits_metric: z.array(stretchSchema).optional(),
  splits_standard: z.array(stretchSchema).optional(),
  laps: z.array(stretchSchema).optional(),
  best_efforts: z.array(stretchSchema.extend({ name: z.string() })),
  segment_efforts: z.tuple([]),
  photos: z.looseObject({ count: z.int() }),
  embed_token: z.string(),
  available_zones: z.array(z.string()),
  map: z.strictObject({
    id: z.string(),
    polyline: z.string(),
    summary_polyline: z.string(),
    resource_state: z.literal(3),
  }),
});

const streamSchema = z.object({
  series_type: z.literal("distance"),
  original_size: z.int(),
  resolution: z.literal("high"),
});
const numbers = streamSchema.extend({ data: z.array(z.number()) });
const streamsSchema = z.strictObject({
  time: numbers,
  distance: numbers,
  moving: streamSchema.extend({ data: z.array(z.boolean()) }),
  velocity_smooth: numbers,
  latlng: streamSchema.extend({ data: z.array(z.tuple([z.number(), z.number()])) }),
  altitude: numbers,
  grade_smooth: numbers,
  heartrate: numbers,
  cadence: numbers,
  watts: numbers,
  temp: numbers,
}).partial();

const everyKey = "time,distance,latlng,altitude,velocity_smooth,heartrate,cadence,watts,temp," +
  "moving,grade_smooth";

Deno.test("splits, laps and streams add up to the summary for every kind of activity", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    simulator.setApp({ limits: "unlimited" });
    const tokens = await connect(simulator);
    for (const activity of pickKinds(simulator.activities(9_100_001))) {
      const detail = detailSchema.parse(
        await (await callApi(simulator, tokens, `/activities/${activity.id}`)).json(),
      );
      const stretches = [detail.splits_metric, detail.splits_standard, detail.laps]
        .filter((list) => list !== undefined && list.length > 0);
      for (const list of stretches) checkSums(activity, list ?? []);
      await checkStreams(simulator, tokens, activity);
    }
  });
});

function checkSums(activity: Activity, stretches: z.infer<typeof stretchSchema>[]): void {
  const sum = (of: (stretch: z.infer<typeof stretchSchema>) => number) =>
    stretches.reduce((total, stretch) => total + of(stretch), 0);
  ok(Math.abs(sum((each) => each.distance) - activity.distanceMeters) < 0.05, activity.id);
  const moving = Math.min(activity.movingSeconds, activity.elapsedSeconds);
  equal(sum((each) => each.moving_time), moving, activity.id);
  equal(sum((each) => each.elapsed_time), activity.elapsedSeconds, activity.id);
}

async function checkStreams(simulator: Simulator, tokens: Tokens, activity: Activity) {
  const path = `/activities/${activity.id}/streams?keys=${everyKey}&key_by_type=true`;
  const streams = streamsSchema.parse(await (await callApi(simulator, tokens, path)).json());
  const { time, distance, moving, heartrate, altitude, latlng } = streams;
  const lengths = new Set(Object.values(streams).map((stream) => stream.data.length));
  equal(lengths.size, 1, "all arrays are equally long");
  equal(time?.data.at(-1), activity.elapsedSeconds);
  equal(distance?.data.at(-1), activity.distanceMeters);
  let movingSeconds = 0;
  time?.data.forEach((second, i) => {
    if (i > 0) ok(second > (time.data[i - 1] ?? 0), "time rises");
    if (i > 0 && moving?.data[i]) movingSeconds += second - (time.data[i - 1] ?? 0);
  });
  equal(movingSeconds, Math.min(activity.movingSeconds, activity.elapsedSeconds));
  equal(heartrate !== undefined, activity.averageHeartrate !== undefined);
  if (heartrate) {
    const mean = heartrate.data.reduce((sum, beat) => sum + beat, 0) / heartrate.data.length;
    ok(Math.abs(mean - (activity.averageHeartrate ?? 0)) < 1.5, `${activity.id}: ${mean}`);
    ok(Math.max(...heartrate.data) <= (activity.maxHeartrate ?? 0));
  }
  equal(latlng !== undefined, activity.route !== undefined);
  if (altitude && activity.elevationGainMeters > 20) {
    const climbed = altitude.data.reduce(
      (sum, meters, i) => sum + Math.max(0, meters - (altitude.data[i - 1] ?? meters)),
      0,
    );
    const error = Math.abs(climbed - activity.elevationGainMeters) / activity.elevationGainMeters;
    ok(error < 0.05, `${activity.id}: climbed ${climbed} of ${activity.elevationGainMeters}`);
  }
}

/** One activity of each kind: sports, races, workouts, indoors, no heart rate, holidays. */
function pickKinds(activities: readonly Activity[]): Activity[] {
  const kinds = new Map<string, Activity>();
  for (const activity of activities) {
    if (activity.manual) continue;
    const { sportType, effort, trainer, averageHeartrate, timeZone, hiddenStart } = activity;
    const short = activity.elapsedSeconds < activity.movingSeconds;
    const facts = [sportType, effort.kind, trainer, averageHeartrate === undefined, hiddenStart];
    kinds.set([...facts, timeZone, short].join(" "), activity);
  }
  return [...kinds.values()];
}

Deno.test("best efforts cover each standard distance once, slower as they get longer", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const tokens = await connect(simulator);
    const marathon = simulator.activities(9_100_001).find((each) =>
      each.workoutType === 1 && each.distanceMeters > 42_400
    );
    const answer = await callApi(simulator, tokens, `/activities/${marathon?.id}`);
    const efforts = detailSchema.parse(await answer.json()).best_efforts;
    deepEqual(efforts.map((effort) => effort.name), [
      ...["400m", "1/2 mile", "1K", "1 mile", "2 mile", "5K", "10K", "15K", "10 mile", "20K"],
      ...["Half-Marathon", "30K", "Marathon"],
    ]);
    let last = Infinity;
    for (const effort of efforts) {
      const speed = effort.distance / effort.elapsed_time;
      ok(speed <= last * 1.02, `${effort.name}: ${speed} after ${last}`);
      last = speed;
    }
    ok((efforts.at(-1)?.elapsed_time ?? 0) <= (marathon?.elapsedSeconds ?? 0));
  });
});

Deno.test("streams come by type or as a list, only distance without keys, 404 when manual", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const tokens = await connect(simulator);
    const activities = simulator.activities(9_100_001);
    const recorded = activities.find((each) => each.route)?.id;
    const manual = activities.find((each) => each.manual)?.id;
    const typed = z.array(z.looseObject({ type: z.string() }));
    for (
      const [query, kinds] of [
        ["", ["distance"]],
        ["?keys=nonsense", ["distance"]],
        ["?keys=time,heartrate", ["time", "distance", "heartrate"]],
      ] as const
    ) {
      const answer = await callApi(simulator, tokens, `/activities/${recorded}/streams${query}`);
      deepEqual(typed.parse(await answer.json()).map((each) => each.type), kinds);
    }
    const none = await callApi(simulator, tokens, `/activities/${manual}/streams?keys=time`);
    equal(await errorLine(none), "404 Resource Not Found Stream//not found");
    simulator.setBehaviour({ missingStreams: "empty" });
    const path = `/activities/${manual}/streams?keys=time&key_by_type=true`;
    deepEqual(await (await callApi(simulator, tokens, path)).json(), {});
    const detail = await callApi(simulator, tokens, `/activities/${manual}`);
    const body = detailSchema.parse(await detail.json());
    ok(!("laps" in body) && !("splits_metric" in body));
    equal(body.map.polyline, "");
  });
});

Deno.test("an activity can be told before it is readable, and its streams later still (F19)", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const tokens = await connect(simulator);
    const options = { visibleAfterSeconds: 30, streamsAfterSeconds: 300 };
    const { id } = simulator.insertActivity(9_100_001, {}, options);
    const status = async (path: string) => {
      const answer = await callApi(simulator, tokens, path);
      return [answer.status, (await answer.text()).slice(0, 2)];
    };
    const streams = `/activities/${id}/streams?keys=time&key_by_type=true`;
    equal((await status(`/activities/${id}`))[0], 404);
    await simulator.advanceClock(31_000);
    equal((await status(`/activities/${id}`))[0], 200);
    deepEqual(await status(streams), [200, "{}"]);
    simulator.setBehaviour({ unreadyStreams: "not-found" });
    equal((await status(streams))[0], 404);
    await simulator.advanceClock(300_000);
    deepEqual(await status(streams), [200, '{"']);
  });
});

Deno.test("without read_all the ends near home are cut from lines and streams", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const run = simulator.activities(9_100_001).find((each) =>
      each.route?.kind === "loop" && each.visibility === "everyone" &&
      each.timeZone === "Europe/Paris" && each.sportType === "Run"
    );
    const starts = [];
    for (const scope of ["activity:read_all", "activity:read"]) {
      const tokens = await connect(simulator, { scopes: ["read", scope] });
      const path = `/activities/${run?.id}/streams?keys=latlng&key_by_type=true`;
      const streams = streamsSchema.parse(await (await callApi(simulator, tokens, path)).json());
      starts.push(streams.latlng?.data[0] ?? [0, 0]);
    }
    const [open, cut] = starts;
    const distance = Math.hypot(
      (open?.[0] ?? 0) - (cut?.[0] ?? 0),
      (open?.[1] ?? 0) - (cut?.[1] ?? 0),
    );
    ok(distance * 111_000 > 100, `moved by ${distance}°`);
  });
});
