import { deepEqual, equal, match, ok } from "node:assert/strict";
import { z } from "zod";
import { newRunner } from "@/tools/strava_simulator/mod.ts";
import { connect, type Receiver, startReceiver, subscribe, withSimulator } from "./support.ts";

type Simulator = Parameters<typeof connect>[0];

const athleteId = 9_100_002;

const eventSchema = z.strictObject({
  object_type: z.enum(["activity", "athlete"]),
  object_id: z.int(),
  aspect_type: z.enum(["create", "update", "delete"]),
  updates: z.record(z.string(), z.string()),
  owner_id: z.int(),
  subscription_id: z.int(),
  event_time: z.int(),
});

/** A simulator with one connected athlete and a subscriber. */
async function withSubscriber(
  scopes: readonly string[],
  test: (simulator: Simulator, receiver: Receiver) => Promise<void>,
): Promise<void> {
  const receiver = startReceiver();
  try {
    await withSimulator({ athletes: [newRunner()] }, async (simulator) => {
      await connect(simulator, { athleteId, scopes });
      await (await subscribe(simulator, receiver.url)).body?.cancel();
      await test(simulator, receiver);
    });
  } finally {
    await receiver.stop();
  }
}

const fullScopes = ["read", "activity:read_all"];

/** What has arrived after so many virtual milliseconds, briefly. */
async function arrivals(simulator: Simulator, receiver: Receiver, ms = 0) {
  await simulator.advanceClock(ms);
  await simulator.settle();
  const events = receiver.events.splice(0).map((event) => eventSchema.parse(event));
  return events.map((event) => [event.aspect_type, event.updates]);
}

Deno.test("create, edits of title, type and privacy, and deletion are told; others are not", async () => {
  await withSubscriber(fullScopes, async (simulator, receiver) => {
    const { id } = simulator.insertActivity(athleteId);
    deepEqual(await arrivals(simulator, receiver), [["create", {}]]);
    simulator.updateActivity(id, { name: "New name", sportType: "Ride" });
    deepEqual(await arrivals(simulator, receiver), [[
      "update",
      { title: "New name", type: "Ride" },
    ]]);
    simulator.updateActivity(id, { visibility: "only_me" });
    simulator.updateActivity(id, { visibility: "followers_only" });
    const flips = await arrivals(simulator, receiver);
    deepEqual(flips.map((flip) => flip[1]).sort(byText), [{ private: "false" }, {
      private: "true",
    }]);
    simulator.updateActivity(id, {
      distanceMeters: 1000,
      startAt: "2026-11-20T10:00:00Z",
      description: "cropped",
      gearId: null,
    });
    deepEqual(await arrivals(simulator, receiver), []);
    simulator.updateActivity(id, { name: "Silent" }, { event: false });
    deepEqual(await arrivals(simulator, receiver), [], "F17: an edit without its event");
    simulator.deleteActivity(id);
    deepEqual(await arrivals(simulator, receiver), [["delete", {}]]);
  });
});

Deno.test("an application with activity:read sees a flip as delete and create", async () => {
  await withSubscriber(["read", "activity:read"], async (simulator, receiver) => {
    const { id } = simulator.insertActivity(athleteId);
    await arrivals(simulator, receiver);
    simulator.updateActivity(id, { visibility: "only_me" });
    deepEqual(await arrivals(simulator, receiver), [["delete", {}]]);
    simulator.updateActivity(id, { name: "Hidden work" });
    deepEqual(await arrivals(simulator, receiver), []);
    simulator.updateActivity(id, { visibility: "everyone" });
    deepEqual(await arrivals(simulator, receiver), [["create", {}]]);
  });
});

Deno.test("withdrawn access is told once and then nothing more", async () => {
  await withSubscriber(fullScopes, async (simulator, receiver) => {
    simulator.revokeAccess(athleteId);
    await simulator.advanceClock(0);
    const [event] = receiver.events.splice(0).map((each) => eventSchema.parse(each));
    equal(event?.object_type, "athlete");
    equal(event?.object_id, event?.owner_id);
    deepEqual(event?.updates, { authorized: "false" });
    simulator.insertActivity(athleteId);
    deepEqual(await arrivals(simulator, receiver), []);
  });
});

Deno.test("three attempts, a minute and two after the first, then the event is lost", async () => {
  await withSubscriber(fullScopes, async (simulator, receiver) => {
    receiver.answers.push(500, 503, 404);
    simulator.insertActivity(athleteId);
    equal((await arrivals(simulator, receiver)).length, 1);
    equal((await arrivals(simulator, receiver, 59_000)).length, 0);
    equal((await arrivals(simulator, receiver, 1000)).length, 1);
    equal((await arrivals(simulator, receiver, 60_000)).length, 1);
    equal((await arrivals(simulator, receiver, 3_600_000)).length, 0);
    const [delivery] = simulator.deliveries();
    equal(delivery?.state, "failed");
    deepEqual(delivery?.attempts.map(({ at, status }) => [at.slice(11, 19), status]), [
      ["12:00:30", 500],
      ["12:01:30", 503],
      ["12:02:30", 404],
    ]);
    receiver.answers.push(500);
    simulator.insertActivity(athleteId);
    await arrivals(simulator, receiver, 60_000);
    equal(simulator.deliveries().at(-1)?.state, "delivered");
  });
});

Deno.test("events come twice, late, backwards, lost, or for somebody unknown (F18)", async () => {
  await withSubscriber(fullScopes, async (simulator, receiver) => {
    const insert = () => simulator.insertActivity(athleteId).id;
    simulator.addWebhookFault({ effect: { kind: "duplicate", copies: 2 }, times: 1 });
    insert();
    equal((await arrivals(simulator, receiver)).length, 3);
    simulator.addWebhookFault({ effect: { kind: "lose" }, times: 1 });
    insert();
    deepEqual(await arrivals(simulator, receiver, 600_000), []);
    simulator.addWebhookFault({ effect: { kind: "delay", seconds: 7200 }, times: 1 });
    insert();
    deepEqual(await arrivals(simulator, receiver, 7_199_000), []);
    equal((await arrivals(simulator, receiver, 1000)).length, 1);
    simulator.addWebhookFault({ effect: { kind: "reverse" }, times: 2 });
    const id = insert();
    deepEqual(await arrivals(simulator, receiver, 1000), []);
    simulator.deleteActivity(id);
    const order = await arrivals(simulator, receiver, 1000);
    deepEqual(order.map(([aspect]) => aspect), ["delete", "create"]);
    simulator.addWebhookFault({ effect: { kind: "unknown-owner", ownerId: 4 }, times: 1 });
    simulator.addWebhookFault({ effect: { kind: "wrong-subscription" }, times: 1 });
    insert();
    insert();
    await simulator.advanceClock(0);
    await simulator.settle();
    const strange = receiver.events.splice(0).map((event) => eventSchema.parse(event));
    ok(strange.some((event) => event.owner_id === 4));
    ok(strange.some((event) => event.subscription_id === 1));
    simulator.clearWebhookFaults();
    simulator.forgeEvent("not even JSON");
    simulator.addWebhookFault({ effect: { kind: "oversize", bytes: 100_000 }, times: 1 });
    insert();
    await simulator.advanceClock(0);
    await simulator.settle();
    ok(receiver.events.includes("not even JSON"));
    match(JSON.stringify(receiver.events), /x{100000}/);
  });
});

Deno.test("a burst of 100 events all arrive", async () => {
  await withSubscriber(fullScopes, async (simulator, receiver) => {
    simulator.sendEvent({
      object_type: "activity",
      object_id: "1",
      aspect_type: "update",
      updates: { title: "x" },
      owner_id: athleteId,
    }, 100);
    equal((await arrivals(simulator, receiver)).length, 100);
  });
});

Deno.test("without a subscription nothing is sent, and real time delivers too", async () => {
  const receiver = startReceiver();
  await withSimulator({ athletes: [newRunner()], now: Date.now }, async (simulator) => {
    await connect(simulator, { athleteId });
    simulator.insertActivity(athleteId);
    equal(simulator.deliveries().length, 0);
    await (await subscribe(simulator, receiver.url)).body?.cancel();
    simulator.insertActivity(athleteId);
    for (let i = 0; i < 100 && receiver.events.length === 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    equal(receiver.events.length, 1);
  });
  await receiver.stop();
});

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
