import { createRoute, z } from "@hono/zod-openapi";
import { getDetails } from "@/db/run_details.ts";
import { getRunOf } from "@/db/runs.ts";
import { RefusedError } from "@/domain/errors.ts";
import { unpackStreams } from "@/domain/runs/pack.ts";
import type { StravaStreams } from "@/domain/strava/details.ts";
import { answerTagged } from "@/http/api/answer.ts";
import { apiRouter, common, idPath, needs, notModified, readHeaders } from "@/http/api/openapi.ts";
import { idParam } from "@/http/params.ts";

const samples = z.array(z.number()).optional();

const streams = z.object({
  state: z.enum(["ready", "waiting", "none"]).openapi({
    description: "waiting: not read from the source yet. none: the run has no samples.",
  }),
  timeSeconds: samples,
  distanceMeters: samples,
  altitudeMeters: samples,
  speedMetersPerSecond: samples,
  heartRateBpm: samples,
  cadenceStepsPerMinute: samples,
  powerWatts: samples,
  temperatureCelsius: samples,
  latitudeDegrees: samples,
  longitudeDegrees: samples,
}).openapi("Streams", { description: "Samples by sensor, all of the same length." });

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getRunStreams",
  summary: "Read a run's samples",
  tags: ["Runs"],
  ...needs("runs:read"),
  request: { params: idPath, headers: readHeaders },
  responses: {
    200: {
      description: "Each sensor's samples.",
      content: { "application/json": { schema: streams } },
    },
    ...notModified,
    ...common(404),
  },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const run = await getRunOf(db, viewer, idParam(c));
  if (!run) throw new RefusedError("not_found");
  const known = await getDetails(db, viewer.userId, run.id);
  if (known?.streams) {
    return answerTagged(c, toStreams(await unpackStreams(known.streams)));
  }
  const mayCome = run.source === "strava" && known?.streamState === "waiting";
  return answerTagged(c, { state: mayCome ? "waiting" as const : "none" as const });
});

function toStreams(read: StravaStreams): z.output<typeof streams> {
  return {
    state: "ready",
    timeSeconds: read.time,
    distanceMeters: read.distance,
    altitudeMeters: read.altitude,
    speedMetersPerSecond: read.velocity_smooth,
    heartRateBpm: read.heartrate,
    // Strava counts the steps of one leg.
    cadenceStepsPerMinute: read.cadence?.map((steps) => 2 * steps),
    powerWatts: read.watts,
    temperatureCelsius: read.temp,
    latitudeDegrees: read.latlng?.map(([latitude]) => latitude),
    longitudeDegrees: read.latlng?.map(([, longitude]) => longitude),
  };
}
