import { integerJson } from "../json.ts";
import { nextSequence, type World } from "../world.ts";
import { postWithin } from "./post.ts";
import type { Attempt, Delivery, WebhookEvent } from "./subscription.ts";
import type { WebhookFault } from "./fault.ts";

export type EventFacts = Omit<WebhookEvent, "subscription_id" | "event_time">;

/** Puts an event on its way to the one subscription; without one it is never sent. */
export function enqueueEvent(world: World, facts: EventFacts, delayMs = 0): Delivery | undefined {
  const { subscription } = world.state;
  if (!subscription) return undefined;
  const nowMs = world.clock.now();
  const delivery: Delivery = {
    id: nextSequence(world),
    event: {
      ...facts,
      subscription_id: subscription.id,
      event_time: Math.floor(nowMs / 1000),
    },
    callbackUrl: subscription.callbackUrl,
    firstDueMs: nowMs + delayMs,
    nextDueMs: nowMs + delayMs,
    attempts: [],
    state: "pending",
    faults: [],
  };
  queueWithFaults(world, delivery);
  return delivery;
}

/** Sends any body at all to the subscriber, as a forger would. */
export function enqueueForgery(world: World, body: string, callbackUrl?: string): Delivery {
  const url = callbackUrl ?? world.state.subscription?.callbackUrl;
  if (!url) throw new Error("Cannot send an event: there is no subscription and no callback URL.");
  const nowMs = world.clock.now();
  const delivery: Delivery = {
    id: nextSequence(world),
    event: {
      object_type: "activity",
      object_id: "0",
      aspect_type: "update",
      updates: {},
      owner_id: 0,
      subscription_id: 0,
      event_time: Math.floor(nowMs / 1000),
    },
    body,
    callbackUrl: url,
    firstDueMs: nowMs,
    nextDueMs: nowMs,
    attempts: [],
    state: "pending",
    faults: ["forged"],
  };
  queue(world, delivery);
  return delivery;
}

/** Schedules what a restart or a restored snapshot left undelivered. */
export function rearmDeliveries(world: World): void {
  for (const delivery of world.state.deliveries) {
    if (delivery.state === "pending") schedule(world, delivery);
  }
}

function queueWithFaults(world: World, delivery: Delivery): void {
  const fault = world.state.webhookFaults.find((each) => isFor(each, delivery.event));
  if (!fault) return queue(world, delivery);
  fault.fired++;
  delivery.faults.push(fault.name);
  const { effect } = fault;
  if (effect.kind === "reverse") return holdForReverse(world, delivery, fault, effect.count);
  if (effect.kind === "lose") {
    world.state.deliveries.push({ ...delivery, state: "lost" });
    return world.saved();
  }
  if (effect.kind === "duplicate") {
    for (let copy = 0; copy < effect.copies; copy++) {
      queue(world, { ...delivery, id: nextSequence(world), attempts: [] });
    }
  }
  queue(world, bend(delivery, effect));
}

/** The delivery as the fault changes it. */
function bend(delivery: Delivery, effect: WebhookFault["effect"]): Delivery {
  const { event } = delivery;
  if (effect.kind === "delay") {
    const dueMs = delivery.nextDueMs + effect.seconds * 1000;
    return { ...delivery, firstDueMs: dueMs, nextDueMs: dueMs };
  }
  if (effect.kind === "wrong-subscription") {
    return { ...delivery, event: { ...event, subscription_id: effect.subscriptionId } };
  }
  if (effect.kind === "unknown-owner") {
    return { ...delivery, event: { ...event, owner_id: effect.ownerId } };
  }
  if (effect.kind === "oversize") {
    const padded = { ...event, updates: { ...event.updates, title: "x".repeat(effect.bytes) } };
    return { ...delivery, body: writeEvent(padded) };
  }
  return delivery;
}

/** Waits for enough events of this fault, then lets the last one go first. */
function holdForReverse(
  world: World,
  delivery: Delivery,
  fault: WebhookFault,
  count: number,
): void {
  delivery.state = "held";
  world.state.deliveries.push(delivery);
  const held = world.state.deliveries.filter((each) =>
    each.state === "held" && each.faults.includes(fault.name)
  );
  if (held.length < count) return world.saved();
  held.reverse().forEach((each, place) => {
    each.state = "pending";
    each.nextDueMs = world.clock.now() + place * 50;
    schedule(world, each);
  });
  world.saved();
}

function isFor(fault: WebhookFault, event: WebhookEvent): boolean {
  const { match, times, fired } = fault;
  if (times !== undefined && fired >= times) return false;
  if (match.objectType !== undefined && match.objectType !== event.object_type) return false;
  if (match.aspect !== undefined && match.aspect !== event.aspect_type) return false;
  if (match.ownerId !== undefined && match.ownerId !== event.owner_id) return false;
  return match.objectId === undefined || match.objectId === event.object_id;
}

function queue(world: World, delivery: Delivery): void {
  world.state.deliveries.push(delivery);
  schedule(world, delivery);
  world.saved();
}

function schedule(world: World, delivery: Delivery): void {
  world.clock.schedule(delivery.nextDueMs, () => attempt(world, delivery));
}

/** One of at most three attempts; after the last one the event is gone for ever. */
async function attempt(world: World, delivery: Delivery): Promise<void> {
  if (delivery.state !== "pending" || !world.state.deliveries.includes(delivery)) return;
  const at = new Date(world.clock.now()).toISOString();
  const body = delivery.body ?? writeEvent(delivery.event);
  const answer = await postWithin(
    delivery.callbackUrl,
    body,
    world.state.behaviour.webhookTimeoutMs,
  );
  settleAttempt(world, delivery, { at, ...answer });
  if (delivery.state === "pending" && world.state.deliveries.includes(delivery)) {
    schedule(world, delivery);
  }
  world.saved();
}

function settleAttempt(world: World, delivery: Delivery, attempt: Attempt): void {
  delivery.attempts.push(attempt);
  if (attempt.status === 200) {
    delivery.state = "delivered";
    return;
  }
  const waitSeconds = world.state.behaviour.webhookRetrySeconds[delivery.attempts.length - 1];
  if (waitSeconds === undefined) delivery.state = "failed";
  else delivery.nextDueMs = delivery.firstDueMs + waitSeconds * 1000;
}

function writeEvent(event: WebhookEvent): string {
  return JSON.stringify({ ...event, object_id: integerJson(event.object_id) });
}
