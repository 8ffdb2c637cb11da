import { deepEqual, equal, match, ok } from "node:assert/strict";
import { z } from "zod";
import { newRunner, syntheticAthlete } from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, listPage, withSimulator } from "./support.ts";

type Simulator = Parameters<typeof connect>[0];

const athletes = [syntheticAthlete({ id: 77, activities: 12, seed: 5 })];

async function control(simulator: Simulator, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${simulator.controlUrl}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: answer.status, json };
}

Deno.test("control over HTTP moves the clock, switches behaviour and sets faults", async () => {
  await withSimulator({ athletes }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const clock = await control(simulator, "POST", "/clock", { advanceSeconds: 90 });
    deepEqual(clock.json, { now: "2026-11-21T12:02:00.000Z", ms: simulator.now() });
    await control(simulator, "POST", "/clock", { at: "2026-11-21T12:10:00Z" });
    equal(simulator.now(), Date.parse("2026-11-21T12:10:00Z"));
    await control(simulator, "PATCH", "/behaviour", { refreshRotation: "never" });
    await control(simulator, "PATCH", "/behaviour", { shortPageEvery: 3 });
    equal(simulator.behaviour().refreshRotation, "never");
    equal((await listPage(simulator, tokens, "per_page=6")).length, 4);
    const rule = await control(simulator, "POST", "/faults", {
      match: { path: "^/athlete$" },
      effect: { kind: "answer", status: 418, json: { short: "stout" } },
    });
    const { id } = z.looseObject({ id: z.string() }).parse(rule.json);
    equal((await drain(await callApi(simulator, tokens, "/athlete"))).status, 418);
    equal((await control(simulator, "DELETE", `/faults/${id}`)).status, 204);
    equal((await drain(await callApi(simulator, tokens, "/athlete"))).status, 200);
    await control(simulator, "PATCH", "/app", { limits: "upgraded", capacity: 3 });
    equal(simulator.app().limits.read.quarterHour, 200);
    await control(simulator, "POST", "/usage", { calls: 500 });
    equal((await drain(await callApi(simulator, tokens, "/athlete"))).status, 429);
  });
});

Deno.test("control over HTTP writes the history and reads the truth", async () => {
  await withSimulator({ athletes }, async (simulator) => {
    const inserted = await control(simulator, "POST", "/athletes/77/activities", {
      activity: { name: "By hand", startLocal: "2026-11-20T07:00:00", distanceMeters: 5000 },
    });
    equal(inserted.status, 201);
    const { id } = z.looseObject({ id: z.string() }).parse(inserted.json);
    await control(simulator, "PATCH", `/activities/${id}`, { change: { distanceMeters: 4000.5 } });
    const path = "/ledger/77?from=2026-11-20&to=2026-11-20";
    const ledger = z.looseObject({ runs: z.looseObject({ distanceMeters: z.number() }) })
      .parse((await control(simulator, "GET", path)).json);
    const before = simulator.ledger(77, { from: "2026-11-20", to: "2026-11-20" });
    equal(ledger.runs.distanceMeters, before.runs.distanceMeters);
    ok(before.activities.some((row) => row.id === id && row.distanceMeters === 4000.5));
    equal((await control(simulator, "DELETE", `/activities/${id}`, {})).status, 204);
    equal((await control(simulator, "GET", `/activities/${id}`)).status, 404);
    const added = await control(simulator, "POST", "/athletes", { id: 78, activities: 3 });
    equal(added.status, 201);
    equal(simulator.ledger(78).runs.count, 3);
    equal((await control(simulator, "DELETE", "/athletes/78")).status, 204);
    equal(simulator.athletes().length, 1);
  });
});

Deno.test("control over HTTP shows the journal, the calls and the budget", async () => {
  await withSimulator({ athletes }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    await control(simulator, "DELETE", "/journal");
    await listPage(simulator, tokens, "page=1");
    await drain(await callApi(simulator, tokens, "/activities/1"));
    const calls = await control(simulator, "GET", "/calls");
    deepEqual(calls.json, { "GET /athlete/activities": 1, "GET /activities/{id}": 1 });
    const budget = await control(simulator, "POST", "/budget", { "GET /activities/{id}": 0 });
    deepEqual(budget.json, {
      isWithin: false,
      over: { "GET /activities/{id}": { calls: 1, allowed: 0 } },
    });
    const journal = z.array(z.looseObject({ status: z.int(), athleteId: z.literal(77) }))
      .parse((await control(simulator, "GET", "/journal")).json);
    deepEqual(journal.map((entry) => entry.status), [200, 404]);
  });
});

Deno.test("a snapshot brings back the history, the tokens, the switches and the time", async () => {
  await withSimulator({ athletes }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const { json } = await control(simulator, "POST", "/snapshots");
    const { id } = z.object({ id: z.string() }).parse(json);
    const [newest] = simulator.activities(77);
    simulator.deleteActivity(newest?.id ?? "");
    simulator.revokeAccess(77);
    simulator.setBehaviour({ deauthorize: "gone" });
    await simulator.advanceClock(3_600_000);
    equal((await drain(await callApi(simulator, tokens, "/athlete"))).status, 401);
    equal((await control(simulator, "POST", `/snapshots/${id}/restoration`)).status, 204);
    equal((await listPage(simulator, tokens, "")).length, 12);
    equal(simulator.behaviour().deauthorize, "available");
    equal(new Date(simulator.now()).toISOString(), "2026-11-21T12:00:30.000Z");
  });
});

Deno.test("a scenario sets the stage at once", async () => {
  await withSimulator({ athletes }, async (simulator) => {
    const answer = await control(simulator, "POST", "/scenarios", {
      clock: "2026-12-01T00:00:00Z",
      behaviour: { refreshRotation: "always" },
      app: { limits: "unlimited" },
      faults: [{ effect: { kind: "server-error" }, times: 1 }],
      webhookFaults: [{ effect: { kind: "lose" } }],
      changes: [{ do: "insert", activity: { name: "Staged" } }],
    });
    equal(answer.status, 204);
    equal(simulator.activities(77)[0]?.name, "Staged");
    equal(simulator.faults().length, 1);
    equal(simulator.webhookFaults().length, 1);
  });
});

Deno.test("control says what is wrong and lists what it offers", async () => {
  await withSimulator({ athletes: [newRunner()] }, async (simulator) => {
    const unknown = await control(simulator, "PATCH", "/behaviour", { noSuchSwitch: 1 });
    equal(unknown.status, 400);
    match(JSON.stringify(unknown.json), /noSuchSwitch/);
    equal((await control(simulator, "POST", "/faults", { effect: { kind: "magic" } })).status, 400);
    equal((await control(simulator, "GET", "/nowhere")).status, 404);
    const { endpoints } = z.object({ endpoints: z.array(z.string()) })
      .parse((await control(simulator, "GET", "/")).json);
    ok(endpoints.includes("POST /faults"));
  });
});

Deno.test("the listener refuses and accepts again by control", async () => {
  await withSimulator({ athletes }, async (simulator) => {
    await control(simulator, "PUT", "/listener", { state: "refusing" });
    const refused = await fetch(simulator.url).then(() => false, () => true);
    ok(refused);
    await control(simulator, "PUT", "/listener", { state: "open" });
    equal((await drain(await fetch(simulator.url))).status, 200);
  });
});

async function drain(answer: Response): Promise<Response> {
  await answer.body?.cancel();
  return answer;
}
