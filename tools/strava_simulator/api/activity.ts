import { answerFault, answerJson, unknownActivity, unknownResource } from "../answers.ts";
import type { Activity } from "../activities/activity.ts";
import { detailActivity } from "../activities/detail.ts";
import { describeLaps } from "../activities/laps.ts";
import { drawStreams } from "../activities/streams.ts";
import { describeActivityZones } from "../activities/zones.ts";
import { archiveOf, type World } from "../world.ts";
import { type Access, seesEverything } from "./access.ts";
import { gearMeters } from "./athlete.ts";
import { positionRule } from "./positions.ts";
import { answerStreams } from "./streams.ts";

/** /activities/{id} and what lies below it; somebody else's activity is as good as none. */
export function answerActivity(
  world: World,
  access: Access,
  path: { id: string; part?: string; params: URLSearchParams },
): Response {
  const activity = findReadable(world, access, path.id);
  if (!activity) return unknownActivity(world.state.behaviour);
  switch (path.part) {
    case undefined:
      return answerDetail(world, access, activity);
    case "laps":
      return answerLaps(activity);
    case "zones":
      return answerActivityZones(world, access, activity);
    case "streams":
      return answerStreams(world, access, activity, path.params);
    default:
      return unknownResource("Activity", "path");
  }
}

function findReadable(world: World, access: Access, id: string): Activity | undefined {
  const activity = archiveOf(world, access.athlete.id).activities.get(id);
  if (!activity || activity.visibleAt > world.clock.now()) return undefined;
  const isHidden = activity.visibility === "only_me" && !seesEverything(access);
  return isHidden ? undefined : activity;
}

function answerDetail(world: World, access: Access, activity: Activity): Response {
  const archive = archiveOf(world, access.athlete.id);
  return answerJson(detailActivity(activity, {
    athlete: access.athlete,
    rule: positionRule(world, access, "full"),
    gearMeters: (gearId) => gearMeters(archive, gearId),
  }));
}

function answerLaps(activity: Activity): Response {
  const streams = drawStreams(activity);
  return answerJson(streams ? describeLaps(activity, streams) : []);
}

function answerActivityZones(world: World, access: Access, activity: Activity): Response {
  const { activityZones } = world.state.behaviour;
  if (activityZones === "payment-required") {
    return answerFault(402, "Payment Required", [
      { resource: "Athlete", field: "summit", code: "required" },
    ]);
  }
  if (activityZones === "empty") return answerJson([]);
  return answerJson(describeActivityZones(activity, access.athlete, drawStreams(activity)));
}
