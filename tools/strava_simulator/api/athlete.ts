import { answerFault, answerJson, missingScope, unknownResource } from "../answers.ts";
import {
  describeAthlete,
  describeGear,
  describeWholeAthlete,
  heartrateZones,
} from "../athletes/profile.ts";
import { describeStats } from "../athletes/stats.ts";
import type { Archive } from "../activities/archive.ts";
import { archiveOf, type World } from "../world.ts";
import { localDate } from "../zone_time.ts";
import type { Access } from "./access.ts";

export function answerAthlete(world: World, { athlete, scopes }: Access): Response {
  if (!scopes.includes("profile:read_all")) return answerJson(describeAthlete(athlete));
  const archive = archiveOf(world, athlete.id);
  return answerJson(describeWholeAthlete(athlete, (gearId) => gearMeters(archive, gearId)));
}

export function answerStats(world: World, { athlete }: Access, id: string): Response {
  if (id !== String(athlete.id)) {
    return answerFault(403, "Forbidden", [
      { resource: "Athlete", field: "id", code: "unauthorized" },
    ]);
  }
  const nowMs = world.clock.now();
  const readable = [...archiveOf(world, athlete.id).activities.values()]
    .filter((activity) => activity.visibleAt <= nowMs);
  return answerJson(describeStats(readable, localDate(athlete.timeZone, nowMs / 1000)));
}

export function answerZones({ athlete, scopes }: Access): Response {
  if (!scopes.includes("profile:read_all")) return missingScope("profile:read_permission");
  return answerJson({ heart_rate: { custom_zones: false, zones: heartrateZones(athlete) } });
}

export function answerGear(world: World, { athlete }: Access, id: string): Response {
  const gear = athlete.gear.find((each) => each.id === id);
  if (!gear) return unknownResource("Gear", "id");
  const meters = gearMeters(archiveOf(world, athlete.id), id);
  return answerJson(describeGear(gear, meters, athlete.measurement));
}

const mileage = new WeakMap<Archive, { version: number; meters: Map<string, number> }>();

/** The mileage of a shoe is the sum of its activities, counted once per version of the archive. */
export function gearMeters(archive: Archive, gearId: string): number {
  let known = mileage.get(archive);
  if (!known || known.version !== archive.version) {
    known = { version: archive.version, meters: new Map() };
    for (const { gearId: used, distanceMeters } of archive.activities.values()) {
      if (used) known.meters.set(used, (known.meters.get(used) ?? 0) + distanceMeters);
    }
    mileage.set(archive, known);
  }
  return known.meters.get(gearId) ?? 0;
}
