import { deepEqual, equal, ok } from "node:assert/strict";
import { z } from "zod";
import { demoRunner } from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, errorLine, withSimulator } from "./support.ts";

const number = z.number();
const text = z.string();
const flag = z.boolean();
const position = z.union([z.tuple([number, number]), z.tuple([])]);

/** Keys that every SummaryActivity has. */
const always = {
  resource_state: z.literal(2),
  athlete: z.strictObject({ id: number, resource_state: number }),
  name: text,
  distance: number,
  moving_time: z.int(),
  elapsed_time: z.int(),
  total_elevation_gain: number,
  type: text,
  sport_type: text,
  id: z.int(),
  start_date: z.iso.datetime(),
  start_date_local: z.iso.datetime(),
  timezone: text.regex(/^\(GMT[+-]\d\d:\d\d\) \w+/),
  utc_offset: number,
  location_city: z.null(),
  location_state: z.null(),
  location_country: z.null(),
  achievement_count: z.int(),
  kudos_count: z.int(),
  comment_count: z.int(),
  athlete_count: z.int(),
  photo_count: z.int(),
  map: z.strictObject({ id: text, summary_polyline: text, resource_state: number }),
  trainer: flag,
  commute: flag,
  manual: flag,
  private: flag,
  visibility: z.enum(["everyone", "followers_only", "only_me"]),
  flagged: flag,
  gear_id: text.nullable(),
  start_latlng: position,
  end_latlng: position,
  average_speed: number,
  max_speed: number,
  has_heartrate: flag,
  heartrate_opt_out: flag,
  display_hide_heartrate_option: flag,
  upload_id: z.int().nullable(),
  external_id: text.nullable(),
  from_accepted_tag: flag,
  pr_count: z.int(),
  total_photo_count: z.int(),
  has_kudoed: flag,
};

/** Keys that are absent, not null, when there is nothing to say. */
const sometimes = {
  workout_type: z.int().nullable(),
  average_cadence: number,
  average_temp: number,
  average_heartrate: number,
  max_heartrate: number,
  suffer_score: number,
  elev_high: number,
  elev_low: number,
  upload_id_str: text,
  device_name: text,
  average_watts: number,
  kilojoules: number,
  device_watts: flag,
};

const summarySchema = z.strictObject({ ...always, ...z.object(sometimes).partial().shape });

Deno.test("every summary has exactly Strava's keys and types, present or absent (C2)", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const items = await readAll(simulator);
    ok(items.length > 1000);
    for (const key of Object.keys(sometimes)) {
      const present = items.filter((item) => key in item).length;
      ok(present > 0 && present < items.length, `${key} is in ${present} of ${items.length}`);
    }
    for (const item of items) {
      const withHeart = item.has_heartrate;
      for (const key of ["average_heartrate", "max_heartrate", "suffer_score"]) {
        equal(key in item, withHeart);
      }
      equal("upload_id_str" in item, !item.manual);
      equal(item.private, item.visibility === "only_me");
      if (item.manual) equal(item.map.summary_polyline, "");
    }
  });
});

Deno.test("local times follow the zone although the label names the standard offset", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    const items = await readAll(simulator);
    let summer = 0;
    for (const item of items) {
      const hidden = item.start_date === item.start_date_local && item.utc_offset !== 0;
      const shift = (Date.parse(item.start_date_local) - Date.parse(item.start_date)) / 1000;
      if (!hidden) equal(shift, item.utc_offset);
      const label = item.timezone.slice(4, 7);
      if (Number(label) * 3600 !== Math.floor(item.utc_offset / 3600) * 3600) summer++;
    }
    ok(summer > 300, `${summer} labels differ from the offset`);
    const zones = new Set(items.map((item) => item.timezone.split(") ")[1]));
    for (const zone of ["Europe/Paris", "Indian/Reunion", "EST5EDT", "America/New_York"]) {
      ok(zones.has(zone), zone);
    }
  });
});

Deno.test("a race's average speed is over the elapsed time, every other one's over the moving", async () => {
  await withSimulator({ athletes: [demoRunner()] }, async (simulator) => {
    for (const item of await readAll(simulator)) {
      const seconds = item.workout_type === 1 ? item.elapsed_time : item.moving_time;
      if (seconds > 0) {
        ok(Math.abs(item.average_speed - item.distance / seconds) < 0.001);
      }
    }
  });
});

Deno.test("the API refuses in Strava's words (C5)", async () => {
  await withSimulator({}, async (simulator) => {
    const badToken = { access_token: "0".repeat(40) };
    const line = async (tokens: { access_token: string }, path: string) =>
      await errorLine(await callApi(simulator, tokens, path));
    const tokens = await connect(simulator);
    equal(
      await line(badToken, "/athlete"),
      "401 Authorization Error Athlete/access_token/invalid",
    );
    equal(await line(tokens, "/activities/1"), "404 Record Not Found Activity/id/invalid");
    equal(await line(tokens, "/clubs/1/activities"), "404 Record Not Found resource/path/invalid");
    equal(await line(tokens, "/gear/g1"), "404 Resource Not Found Gear/id/not found");
    const foreign = simulator.activities(9_100_003)[0]?.id;
    equal(await line(tokens, `/activities/${foreign}`), "404 Record Not Found Activity/id/invalid");
    equal((await callApi(simulator, tokens, "/athletes/9100003/stats").then(drain)).status, 403);
    const profileOnly = await connect(simulator, { scopes: ["read"] });
    equal(
      await line(profileOnly, "/athlete/activities"),
      "401 Authorization Error AccessToken/activity:read_permission/missing",
    );
    equal(
      await line(profileOnly, "/athlete/zones"),
      "401 Authorization Error AccessToken/profile:read_permission/missing",
    );
    simulator.setBehaviour({ badTokenBody: "application", notFoundBody: "empty" });
    equal(await line(badToken, "/athlete"), "401 Authorization Error Application//invalid");
    const tokens2 = await connect(simulator);
    const empty = await callApi(simulator, tokens2, "/activities/1");
    equal(empty.status, 404);
    equal(await empty.text(), "");
    simulator.setApp({ status: "inactive" });
    equal(await line(tokens2, "/athlete"), "403 Forbidden Application/Status/Inactive");
  });
});

Deno.test("a token in the query is taken with a warning until it is refused", async () => {
  await withSimulator({}, async (simulator) => {
    const { access_token } = await connect(simulator);
    const ask = () => fetch(`${simulator.apiUrl}/athlete?access_token=${access_token}`);
    equal((await drain(await ask())).status, 200);
    deepEqual(simulator.journal().at(-1)?.warnings, ["access token in the query"]);
    simulator.setBehaviour({ tokenOutsideHeader: "refuse" });
    equal((await drain(await ask())).status, 401);
  });
});

async function readAll(simulator: Parameters<typeof connect>[0]) {
  const tokens = await connect(simulator);
  const items = [];
  for (let page = 1;; page++) {
    const path = `/athlete/activities?per_page=200&page=${page}`;
    const answer = await callApi(simulator, tokens, path);
    const list = z.array(summarySchema).parse(await answer.json());
    if (list.length === 0) return items;
    items.push(...list);
  }
}

async function drain(answer: Response): Promise<Response> {
  await answer.body?.cancel();
  return answer;
}
