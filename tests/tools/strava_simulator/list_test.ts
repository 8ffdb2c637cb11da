import { deepEqual, equal, ok } from "node:assert/strict";
import {
  edgeCaseAthlete,
  edgeCaseAthleteId,
  syntheticAthlete,
} from "@/tools/strava_simulator/mod.ts";
import { callApi, connect, errorLine, listPage, type Tokens, withSimulator } from "./support.ts";

type Simulator = Parameters<typeof connect>[0];

const load = syntheticAthlete({ id: 77, activities: 450, seed: 5 });

Deno.test("the list is newest first in pages and ends with an empty array", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const pages = [];
    for (let page = 1; page <= 4; page++) {
      pages.push(await listPage(simulator, tokens, `per_page=200&page=${page}`));
    }
    deepEqual(pages.map((page) => page.length), [200, 200, 50, 0]);
    const starts = pages.flat().map((item) => item.start_date);
    deepEqual(starts, [...starts].sort().reverse());
    equal(new Set(pages.flat().map((item) => item.id)).size, 450);
    equal((await listPage(simulator, tokens, "")).length, 30);
  });
});

Deno.test("after alone is oldest first, every other combination newest first (C6)", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const all = simulator.ledger(77).activities.map((row) => Date.parse(row.startAt) / 1000);
    const [low, high] = [all[100] ?? 0, all[200] ?? 0];
    const starts = async (query: string) =>
      (await listPage(simulator, tokens, `per_page=200&${query}`))
        .map((item) => Date.parse(item.start_date) / 1000);
    const inside = all.slice(101, 200);
    deepEqual(await starts(`after=${low}`), all.slice(101, 301));
    deepEqual(await starts(`after=${low}&before=${high}`), [...inside].reverse());
    deepEqual(await starts(`before=${low}`), all.slice(0, 100).reverse());
    simulator.setBehaviour({ beforeOnlyOrder: "ascending" });
    deepEqual(await starts(`before=${low}`), all.slice(0, 100));
  });
});

Deno.test("milliseconds in after are refused as the future", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const answer = await callApi(simulator, tokens, `/athlete/activities?after=${simulator.now()}`);
    equal(await errorLine(answer), "400 Bad Request Application/after/future");
    const junk = await callApi(simulator, tokens, "/athlete/activities?page=one");
    equal(await errorLine(junk), "400 Bad Request Application/page/invalid");
  });
});

Deno.test("per_page above 200 is clamped or refused, by the switch", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    equal((await listPage(simulator, tokens, "per_page=500")).length, 200);
    simulator.setBehaviour({ perPageAboveMaximum: "refuse" });
    const refused = await callApi(simulator, tokens, "/athlete/activities?per_page=500");
    equal(refused.status, 400);
    await refused.body?.cancel();
  });
});

Deno.test("short pages are not the end and lose nothing (F20)", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    simulator.setBehaviour({ shortPageEvery: 7 });
    const pages = await readAllPages(simulator, tokens);
    deepEqual(pages.map((page) => page.length), [172, 171, 107, 0]);
    equal(new Set(pages.flat().map((item) => item.id)).size, 450);
  });
});

Deno.test("without activity:read_all what only the athlete sees is missing", async () => {
  await withSimulator({}, async (simulator) => {
    const limited = await connect(simulator, { scopes: ["read", "activity:read"] });
    const ledger = simulator.ledger(undefined, { visibility: ["everyone", "followers_only"] });
    const pages = await readAllPages(simulator, limited);
    equal(pages.flat().length, ledger.activities.length);
    ok(ledger.activities.length < simulator.ledger().activities.length);
    simulator.setBehaviour({ visibilityFilter: "after-paging" });
    const gappy = await readAllPages(simulator, limited);
    deepEqual(gappy.flat().map((item) => item.id), pages.flat().map((item) => item.id));
    ok(gappy.slice(0, -2).some((page) => page.length < 200));
  });
});

Deno.test("a hidden start is ordered by what is shown or by what is true", async () => {
  await withSimulator({ athletes: [edgeCaseAthlete()] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: edgeCaseAthleteId });
    const shown = await listPage(simulator, tokens, "per_page=200");
    const hidden = shown.filter((item) => item.name.startsWith("Hidden"));
    deepEqual(hidden.map((item) => item.start_date.slice(11)), ["00:00:01Z", "00:00:01Z"]);
    deepEqual(hidden.map((item) => item.start_date_local), hidden.map((item) => item.start_date));
    const dayStart = Date.parse(hidden[0]?.start_date ?? "") / 1000;
    const query = `before=${dayStart + 1}&after=${dayStart - 1}`;
    equal((await listPage(simulator, tokens, query)).length, 2);
    simulator.setBehaviour({ hiddenStartOrder: "true" });
    equal((await listPage(simulator, tokens, query)).length, 0);
  });
});

Deno.test("250 activities on one second and ids beyond 2^53 come through whole", async () => {
  await withSimulator({ athletes: [edgeCaseAthlete()] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: edgeCaseAthleteId });
    const texts = [];
    for (const page of [1, 2]) {
      const path = `/athlete/activities?per_page=200&page=${page}`;
      texts.push(await (await callApi(simulator, tokens, path)).text());
    }
    const ids = texts.join("").matchAll(/"id":(\d+),"start_date"/g);
    const found = new Set([...ids].map((match) => match[1]));
    equal(found.size, simulator.ledger().activities.length);
    ok(found.has("9007199254740993") && found.has("9007199254740995"));
    const detail = await callApi(simulator, tokens, "/activities/9007199254740993");
    equal(detail.status, 200);
    ok((await detail.text()).includes('"id":9007199254740993,'));
  });
});

Deno.test("the list is live: an insert moves an item to the next page, a deletion skips one", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const first = await listPage(simulator, tokens, "per_page=10&page=1");
    const added = simulator.insertActivity(77);
    const drifted = await listPage(simulator, tokens, "per_page=10&page=2");
    equal(drifted[0]?.id, first[9]?.id);
    simulator.deleteActivity(added.id);
    simulator.deleteActivity(String(first[0]?.id));
    const skipped = await listPage(simulator, tokens, "per_page=10&page=2");
    ok(skipped.every((item) => !first.some((before) => before.id === item.id)));
    equal(skipped[0]?.id, drifted[2]?.id);
  });
});

Deno.test("both API bases serve the same", async () => {
  await withSimulator({ athletes: [load] }, async (simulator) => {
    const tokens = await connect(simulator, { athleteId: 77 });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const today = await (await fetch(`${simulator.apiUrl}/athlete`, { headers })).text();
    const next = await (await fetch(`${simulator.nextApiUrl}/athlete`, { headers })).text();
    equal(next, today);
  });
});

async function readAllPages(simulator: Simulator, tokens: Tokens) {
  const pages = [];
  for (let page = 1; page < 20; page++) {
    pages.push(await listPage(simulator, tokens, `per_page=200&page=${page}`));
    if (pages.at(-1)?.length === 0) break;
  }
  return pages;
}
