import type { Activity } from "../activities/activity.ts";
import { type PositionRule, summariseActivity } from "../activities/summary.ts";
import type { World } from "../world.ts";
import { type Access, seesEverything } from "./access.ts";

/** What a reader may know of where: without read_all the home's surroundings are cut off. */
export function positionRule(world: World, access: Access, part: "summary" | "full"): PositionRule {
  const { privacyZoneMeters, privacyZoneInSummary, noPositionAs } = world.state.behaviour;
  const hides = !seesEverything(access) && privacyZoneMeters > 0 &&
    (part === "full" || privacyZoneInSummary);
  return {
    noPositionAs,
    ...(hides ? { hidden: { around: access.athlete.home, radiusMeters: privacyZoneMeters } } : {}),
  };
}

const texts = new WeakMap<Activity, Map<string, string>>();

/** The JSON of a summary, written once per activity and kind of reader. */
export function summaryText(world: World, access: Access, activity: Activity): string {
  const rule = positionRule(world, access, "summary");
  const key = `${rule.noPositionAs} ${rule.hidden?.radiusMeters ?? ""}`;
  let byReader = texts.get(activity);
  if (!byReader) texts.set(activity, byReader = new Map());
  let text = byReader.get(key);
  if (text === undefined) {
    text = JSON.stringify(summariseActivity(activity, rule));
    byReader.set(key, text);
  }
  return text;
}
