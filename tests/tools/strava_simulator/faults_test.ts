import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { z } from "zod";
import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import { statusOf, under, withRunner } from "./fault_support.ts";
import { callApi, errorLine } from "./support.ts";

const list = "/athlete/activities?per_page=30";

Deno.test("rate limit answers come in each shape (F1)", async () => {
  await withRunner(async (simulator, tokens) => {
    const short = await under(simulator, tokens, { kind: "rate-limit" });
    equal(short.headers.get("x-readratelimit-usage"), "101,1");
    equal(await errorLine(short), "429 Rate Limit Exceeded Application/rate limit/exceeded");
    const day = await under(simulator, tokens, { kind: "rate-limit", window: "day" });
    equal(day.headers.get("x-readratelimit-usage"), "102,1001");
    await day.body?.cancel();
    const odd = await under(simulator, tokens, {
      kind: "rate-limit",
      body: "string-errors",
      headers: "missing",
    });
    equal(odd.headers.get("x-ratelimit-usage"), null);
    equal(
      z.looseObject({ errors: z.string() }).parse(await odd.json()).errors,
      "Rate Limit Exceeded",
    );
    const comma = await under(simulator, tokens, { kind: "rate-limit", headers: "comma" });
    equal(comma.headers.get("x-readratelimit-usage"), ",");
    await comma.body?.cancel();
  });
});

Deno.test("server, gateway and exotic errors (F2, F3, F4, F11)", async () => {
  await withRunner(async (simulator, tokens) => {
    const broken = await under(simulator, tokens, { kind: "server-error" });
    deepEqual([broken.status, await broken.json()], [500, { message: "error" }]);
    for (const status of [502, 503, 504]) {
      const page = await under(simulator, tokens, { kind: "gateway-error", status });
      equal(page.status, status);
      equal(page.headers.get("content-type"), "text/html");
      equal(page.headers.get("x-ratelimit-usage"), null);
      ok((await page.text()).includes("<html>"));
    }
    const exotic = await under(simulator, tokens, { kind: "answer", status: 597 });
    deepEqual([exotic.status, await exotic.text()], [597, ""]);
    const inactive = await under(simulator, tokens, { kind: "app-inactive" });
    equal(await errorLine(inactive), "403 Forbidden Application/Status/Inactive");
  });
});

Deno.test("one poisoned activity answers 500 for ever while the list is fine (F2)", async () => {
  await withRunner(async (simulator, tokens) => {
    const [poisoned, healthy] = simulator.activities(77).map((each) => each.id);
    simulator.addFault({
      match: { path: `^/activities/${poisoned}` },
      effect: { kind: "server-error" },
    });
    const statuses = [];
    for (const path of [`/activities/${poisoned}`, `/activities/${healthy}`, list]) {
      for (let i = 0; i < 2; i++) statuses.push(await statusOf(simulator, tokens, path));
    }
    deepEqual(statuses, [500, 500, 200, 200, 200, 200]);
  });
});

Deno.test("the connection breaks before, during or after the answer (F5)", async () => {
  await withRunner(async (simulator, tokens) => {
    await rejects(under(simulator, tokens, { kind: "close" }));
    equal(simulator.journal().at(-1)?.status, 0);
    const half = await under(simulator, tokens, {
      kind: "close",
      when: "mid-body",
      afterBytes: 100,
    });
    equal(half.status, 200);
    await rejects(half.text());
    await simulator.refuseConnections();
    await rejects(callApi(simulator, tokens, "/athlete"));
    simulator.clearFaults();
    await simulator.acceptConnections();
    equal(await statusOf(simulator, tokens, "/athlete"), 200);
  });
});

Deno.test("slow headers and slow bodies outlast a client's patience, and stop() does not wait", async () => {
  await withRunner(async (simulator, tokens) => {
    for (const effect of [{ kind: "slow-headers" }, { kind: "slow-body" }] as const) {
      simulator.clearFaults();
      simulator.addFault({ effect });
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), 60);
      await rejects(
        fetch(`${simulator.apiUrl}/athlete`, {
          headers: { authorization: `Bearer ${tokens.access_token}` },
          signal: abort.signal,
        }).then((answer) => answer.text()),
      );
      clearTimeout(timer);
    }
    const quick = await under(simulator, tokens, { kind: "slow-headers", ms: 30 }, "/athlete");
    equal(quick.status, 200);
    await quick.body?.cancel();
    const steps = { kind: "slow-body", bytesPerStep: 400, stepMs: 5 } as const;
    const slow = await under(simulator, tokens, steps, "/athlete");
    z.looseObject({ id: z.literal(77) }).parse(await slow.json());
  });
});

Deno.test("bodies that end early or are no JSON (F5, F6)", async () => {
  await withRunner(async (simulator, tokens) => {
    const gzip = { kind: "truncate", encoding: "gzip" } as const;
    await rejects(under(simulator, tokens, gzip).then((answer) => answer.text()));
    const spoilt: FaultInput["effect"][] = [
      { kind: "truncate" },
      { kind: "mangle", as: "malformed-json" },
      { kind: "mangle", as: "truncated-json" },
      { kind: "mangle", as: "empty" },
      { kind: "mangle", as: "html" },
    ];
    for (const effect of spoilt) {
      const answer = await under(simulator, tokens, effect);
      equal(answer.status, 200);
      const text = await answer.text();
      await rejects(Promise.resolve().then(() => JSON.parse(text)));
    }
    const bom = await under(simulator, tokens, { kind: "mangle", as: "bom" });
    equal(new Uint8Array(await bom.arrayBuffer())[0], 0xef);
  });
});
