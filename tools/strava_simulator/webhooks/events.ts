import type { Activity } from "../activities/activity.ts";
import type { World } from "../world.ts";
import { enqueueEvent } from "./deliver.ts";
import type { WebhookEvent } from "./subscription.ts";

type Aspect = WebhookEvent["aspect_type"];

/** A new activity, once it can be read. */
export function announceCreation(world: World, activity: Activity): void {
  if (!mayHear(world, activity)) return;
  const delayMs = world.state.behaviour.createEventDelaySeconds * 1000;
  send(world, activity, "create", {}, delayMs);
}

export function announceDeletion(world: World, activity: Activity): void {
  if (mayHear(world, activity)) send(world, activity, "delete", {});
}

/** Only a title, a type or the private flag is told; crop, distance, date or gear edits are not. */
export function announceEdit(world: World, before: Activity, after: Activity): void {
  const sawBefore = mayHear(world, before);
  const seesAfter = mayHear(world, after);
  if (sawBefore && !seesAfter) return send(world, after, "delete", {});
  if (!sawBefore && seesAfter) return send(world, after, "create", {});
  if (!seesAfter) return;
  const updates: Record<string, string> = {};
  if (before.name !== after.name) updates.title = after.name;
  if (before.type !== after.type || before.sportType !== after.sportType) {
    updates.type = after.type;
  }
  const isPrivate = after.visibility === "only_me";
  if ((before.visibility === "only_me") !== isPrivate) updates.private = String(isPrivate);
  if (Object.keys(updates).length > 0) send(world, after, "update", updates);
}

export function announceDeauthorization(world: World, athleteId: number): void {
  enqueueEvent(world, {
    object_type: "athlete",
    object_id: String(athleteId),
    aspect_type: "update",
    updates: { authorized: "false" },
    owner_id: athleteId,
  });
}

/** An application hears of what its grant lets it read. */
function mayHear(world: World, activity: Activity): boolean {
  const scopes = world.state.grants.get(activity.athleteId)?.scopes ?? [];
  if (scopes.includes("activity:read_all")) return true;
  return scopes.includes("activity:read") && activity.visibility !== "only_me";
}

function send(
  world: World,
  activity: Activity,
  aspect: Aspect,
  updates: Record<string, string>,
  delayMs = 0,
): void {
  enqueueEvent(world, {
    object_type: "activity",
    object_id: activity.id,
    aspect_type: aspect,
    updates,
    owner_id: activity.athleteId,
  }, delayMs);
}
