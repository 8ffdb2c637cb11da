import { answerJson, unknownResource } from "../answers.ts";
import type { Activity } from "../activities/activity.ts";
import { drawStreams, hidePositions, type Streams } from "../activities/streams.ts";
import type { World } from "../world.ts";
import type { Access } from "./access.ts";
import { positionRule } from "./positions.ts";

const streamKinds = [
  "time",
  "distance",
  "latlng",
  "altitude",
  "velocity_smooth",
  "heartrate",
  "cadence",
  "watts",
  "temp",
  "moving",
  "grade_smooth",
] as const;

/** GET /activities/{id}/streams at full resolution; a sensor that was not there has no key. */
export function answerStreams(
  world: World,
  access: Access,
  activity: Activity,
  params: URLSearchParams,
): Response {
  const byType = params.get("key_by_type") === "true";
  const none = (way: "not-found" | "empty") =>
    way === "empty" ? answerJson(byType ? {} : []) : unknownResource("Stream", "");
  const isReady = activity.streamsAt <= world.clock.now();
  if (!isReady) return none(world.state.behaviour.unreadyStreams);
  const streams = drawStreams(activity);
  if (!streams) return none(world.state.behaviour.missingStreams);
  const chosen = chooseStreams(hideWhere(world, access, streams), params.get("keys"));
  const described = chosen.map(([type, data]) => ({
    type,
    data,
    series_type: "distance",
    original_size: streams.time.length,
    resolution: "high",
  }));
  if (!byType) return answerJson(described);
  return answerJson(
    Object.fromEntries(described.map(({ type, ...stream }) => [type, stream])),
  );
}

/** `distance` always comes along: it is what the others are sampled by. */
function chooseStreams(streams: Streams, keys: string | null): [string, unknown[]][] {
  const asked = new Set((keys ?? "").split(","));
  return streamKinds.flatMap((kind): [string, unknown[]][] => {
    const data = streams[kind];
    return data && (kind === "distance" || asked.has(kind)) ? [[kind, data]] : [];
  });
}

function hideWhere(world: World, access: Access, streams: Streams): Streams {
  const { hidden } = positionRule(world, access, "full");
  if (!hidden || !streams.latlng) return streams;
  const latlng = hidePositions(streams.latlng, hidden);
  return { ...streams, latlng: latlng.length > 0 ? latlng : undefined };
}
