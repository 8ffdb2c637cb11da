import { deepEqual, equal } from "node:assert/strict";
import { newRunner } from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, errorLine, refresh, type Tokens, withSimulator } from "./support.ts";

type Simulator = Parameters<typeof connect>[0];

const athlete = { athletes: [newRunner()] };
const athleteId = 9_100_002;

async function call(simulator: Simulator, tokens: Tokens) {
  const answer = await callApi(simulator, tokens, "/athlete");
  await answer.body?.cancel();
  return [answer.status, answer.headers.get("x-readratelimit-usage")];
}

Deno.test("usage climbs by one a call and starts anew at the quarter hour (C4)", async () => {
  await withSimulator(athlete, async (simulator) => {
    const tokens = await connect(simulator, { athleteId });
    deepEqual(await call(simulator, tokens), [200, "1,1"]);
    const answer = await callApi(simulator, tokens, "/athlete");
    await answer.body?.cancel();
    equal(answer.headers.get("x-ratelimit-limit"), "200,2000");
    equal(answer.headers.get("x-ratelimit-usage"), "2,2");
    equal(answer.headers.get("x-readratelimit-limit"), "100,1000");
    equal(answer.headers.get("date"), "Sat, 21 Nov 2026 12:00:30 GMT");
    await simulator.setClock("2026-11-21T12:14:59Z");
    deepEqual(await call(simulator, tokens), [200, "3,3"]);
    await simulator.setClock("2026-11-21T12:15:00Z");
    deepEqual(await call(simulator, tokens), [200, "1,4"]);
  });
});

Deno.test("the limit itself is allowed, the next call is not, and it counts for the day", async () => {
  await withSimulator(athlete, async (simulator) => {
    const tokens = await connect(simulator, { athleteId });
    simulator.burnQuota(99);
    deepEqual(await call(simulator, tokens), [200, "100,100"]);
    const refused = await callApi(simulator, tokens, "/athlete");
    equal(refused.headers.get("x-readratelimit-usage"), "101,101");
    equal(await errorLine(refused), "429 Rate Limit Exceeded Application/rate limit/exceeded");
    await simulator.setClock("2026-11-21T12:15:00Z");
    deepEqual(await call(simulator, tokens), [200, "1,102"]);
  });
});

Deno.test("a spent day stays spent until midnight UTC", async () => {
  await withSimulator(athlete, async (simulator) => {
    const tokens = await connect(simulator, { athleteId });
    simulator.burnQuota(1000);
    await simulator.setClock("2026-11-21T23:59:59Z");
    const again = await refresh(simulator, tokens.refresh_token);
    const fresh: Tokens = await again.json();
    deepEqual(await call(simulator, fresh), [429, "1,1001"]);
    await simulator.setClock("2026-11-22T00:00:00Z");
    deepEqual(await call(simulator, fresh), [200, "1,1"]);
  });
});

Deno.test("wrong calls count, unless the switch says not", async () => {
  await withSimulator(athlete, async (simulator) => {
    const tokens = await connect(simulator, { athleteId });
    await (await callApi(simulator, tokens, "/activities/1")).body?.cancel();
    deepEqual(await call(simulator, tokens), [200, "2,2"]);
    simulator.setBehaviour({ countClientErrors: false });
    await (await callApi(simulator, tokens, "/activities/1")).body?.cancel();
    deepEqual(await call(simulator, tokens), [200, "3,3"]);
  });
});

Deno.test("bodies, headers and tiers follow their switches", async () => {
  await withSimulator(athlete, async (simulator) => {
    const tokens = await connect(simulator, { athleteId });
    simulator.burnQuota(150);
    simulator.setBehaviour({ rateLimitBody: "specific" });
    const line = async () => await errorLine(await callApi(simulator, tokens, "/athlete"));
    equal(await line(), "429 Rate Limit Exceeded Application/read rate limit/exceeded");
    simulator.setBehaviour({ rateLimitBody: "string-errors", rateHeaders: "comma" });
    const odd = await callApi(simulator, tokens, "/athlete");
    equal(odd.headers.get("x-readratelimit-usage"), ",");
    deepEqual(await odd.json(), {
      errors: "Rate Limit Exceeded",
      status: 429,
      message: "Too Many Requests",
    });
    simulator.setBehaviour({ rateHeaders: "not-on-errors" });
    deepEqual(await call(simulator, tokens), [429, null]);
    simulator.setApp({ limits: "upgraded" });
    deepEqual(await call(simulator, tokens), [200, "154,154"]);
    simulator.setApp({
      limits: { overall: { quarterHour: 5, day: 5 }, read: { quarterHour: 5, day: 5 } },
    });
    equal((await call(simulator, tokens))[0], 429);
  });
});
