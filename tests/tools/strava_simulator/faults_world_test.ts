import { deepEqual, equal, notEqual, ok, rejects } from "node:assert/strict";
import { z } from "zod";
import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import { statusOf, under, withRunner } from "./fault_support.ts";
import { callApi, errorLine, listPage, postToken, refresh, tokenSchema } from "./support.ts";

Deno.test("a token can die early and access can end in the middle (F7, F8)", async () => {
  await withRunner(async (simulator, tokens) => {
    const dead = await under(simulator, tokens, { kind: "expire-token" });
    equal(await errorLine(dead), "401 Authorization Error Athlete/access_token/invalid");
    simulator.clearFaults();
    const renewed = tokenSchema.parse(
      await (await refresh(simulator, tokens.refresh_token)).json(),
    );
    notEqual(renewed.access_token, tokens.access_token);
    equal(await statusOf(simulator, renewed, "/athlete"), 200);
    const revoked = await under(simulator, renewed, { kind: "revoke" });
    equal(await errorLine(revoked), "401 Authorization Error Athlete/access_token/invalid");
    simulator.clearFaults();
    equal(
      await errorLine(await refresh(simulator, renewed.refresh_token)),
      "400 Bad Request RefreshToken/refresh_token/invalid",
    );
  });
});

Deno.test("a rotation whose answer is lost kills the old refresh token (F9)", async () => {
  await withRunner(async (simulator, tokens) => {
    await simulator.advanceClock(6 * 3_600_000);
    simulator.addFault({
      match: { path: "^/oauth/token$" },
      effect: { kind: "lose-answer" },
      times: 1,
    });
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 100);
    await rejects(fetch(`${simulator.oauthUrl}/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: simulator.clientId,
        client_secret: simulator.clientSecret,
        grant_type: "refresh_token",
        refresh_token: tokens.refresh_token,
      }),
      signal: abort.signal,
    }));
    clearTimeout(timer);
    equal(
      await errorLine(await refresh(simulator, tokens.refresh_token)),
      "400 Bad Request RefreshToken/refresh_token/invalid",
    );
  });
});

Deno.test("a cut connection is repeated by the runtime's fetch, so a rotation happens twice", async () => {
  await withRunner(async (simulator, tokens) => {
    await simulator.advanceClock(6 * 3_600_000);
    simulator.clearJournal();
    simulator.addFault({
      match: { path: "^/oauth/token$" },
      effect: { kind: "close", when: "after" },
      times: 1,
    });
    const answer = await refresh(simulator, tokens.refresh_token);
    equal(
      await errorLine(answer),
      "400 Bad Request RefreshToken/refresh_token/invalid",
    );
    deepEqual(simulator.journal().map((entry) => entry.status), [0, 400]);
  });
});

Deno.test("a code refused once and a full application (F10, F12)", async () => {
  await withRunner(async (simulator) => {
    simulator.addFault({ match: { family: "oauth" }, effect: { kind: "code-invalid" }, times: 1 });
    const exchange = () => postToken(simulator, { grant_type: "authorization_code", code: "x" });
    equal(await errorLine(await exchange()), "400 Bad Request AuthorizationCode/code/invalid");
    simulator.addFault({ match: { family: "oauth" }, effect: { kind: "over-capacity" }, times: 1 });
    const full = await exchange();
    equal(full.status, 403);
    await full.body?.cancel();
  });
});

Deno.test("the history changes between pages (F14, F15, F16, F17)", async () => {
  await withRunner(async (simulator, tokens) => {
    simulator.addFault({
      match: { path: "^/athlete/activities$", query: "page=1\\b" },
      effect: { kind: "change-history", when: "after", changes: [{ do: "insert" }] },
      times: 1,
    });
    const first = await listPage(simulator, tokens, "per_page=30&page=1");
    const second = await listPage(simulator, tokens, "per_page=30&page=2");
    equal(second[0]?.id, first[29]?.id, "F14: seen twice");
    simulator.clearFaults();
    simulator.addFault({
      match: { query: "page=1\\b" },
      effect: {
        kind: "change-history",
        when: "after",
        changes: [{ do: "delete", target: { index: 0 } }],
      },
    });
    const before = simulator.activities(77).map((each) => Number(each.id));
    const page1 = await listPage(simulator, tokens, "per_page=30&page=1");
    const page2 = await listPage(simulator, tokens, "per_page=30&page=2");
    ok(![...page1, ...page2].some((item) => item.id === before[30]), "F15: never seen");
    simulator.clearFaults();
    const late = simulator.insertActivity(77, { startAt: "2026-10-01T05:00:00Z" });
    const after = Date.parse("2026-11-01T00:00:00Z") / 1000;
    const recent = await listPage(simulator, tokens, `after=${after}&per_page=200`);
    ok(!recent.some((item) => item.id === Number(late.id)), "F16: behind the cursor");
    simulator.addFault({
      match: { nth: 1 },
      effect: {
        kind: "change-history",
        changes: [{
          do: "update",
          target: { id: late.id },
          change: { name: "Edited" },
          event: false,
        }],
      },
    });
    const detail = await callApi(simulator, tokens, `/activities/${late.id}`);
    equal(z.looseObject({ name: z.string() }).parse(await detail.json()).name, "Edited");
  });
});

Deno.test("answers wobble in type and shape but keep ids and times (F21)", async () => {
  await withRunner(async (simulator, tokens) => {
    const plain = await listPage(simulator, tokens, "per_page=90");
    const answer = await under(
      simulator,
      tokens,
      { kind: "wobble" },
      "/athlete/activities?per_page=90",
    );
    const items = z.array(z.looseObject({ id: z.number(), start_date: z.string() }))
      .parse(await answer.json());
    deepEqual(items.map((item) => item.id), plain.map((item) => item.id));
    ok(items.some((item) => typeof item.distance === "string"));
    ok(items.some((item) => !("total_elevation_gain" in item)));
    ok(items.every((item) => "fresh_field" in item));
    ok(items.some((item) => item.sport_type === "Quidditch"));
  });
});

Deno.test("the Date header is wrong, the clock jumps over the quarter hour (F22, F24)", async () => {
  await withRunner(async (simulator, tokens) => {
    const skewed = await under(simulator, tokens, { kind: "skew-date", seconds: -3600 });
    equal(skewed.headers.get("date"), "Sat, 21 Nov 2026 11:00:30 GMT");
    await skewed.body?.cancel();
    const jump = { kind: "advance-clock", when: "after", ms: 900_000 } as const;
    await (await under(simulator, tokens, jump)).body?.cancel();
    simulator.clearFaults();
    const next = await callApi(simulator, tokens, "/athlete");
    equal(next.headers.get("x-readratelimit-usage"), "1,3");
    await next.body?.cancel();
  });
});

Deno.test("a deleted account answers 401 and cannot refresh (F25)", async () => {
  await withRunner(async (simulator, tokens) => {
    const gone = await under(simulator, tokens, { kind: "delete-athlete" });
    equal(await errorLine(gone), "401 Authorization Error Athlete/access_token/invalid");
    simulator.clearFaults();
    const answer = await refresh(simulator, tokens.refresh_token);
    equal(answer.status, 400);
    await answer.body?.cancel();
  });
});

Deno.test("rules choose by turn, window, athlete and seeded chance", async () => {
  await withRunner(async (simulator, tokens) => {
    const ask = async (count: number) => {
      const statuses = [];
      for (let i = 0; i < count; i++) statuses.push(await statusOf(simulator, tokens, "/athlete"));
      return statuses;
    };
    const effect = { kind: "server-error" } as const;
    const withMatch = async (match: FaultInput["match"], count: number) => {
      simulator.clearFaults();
      simulator.addFault({ match, effect });
      return await ask(count);
    };
    deepEqual(await withMatch({ nth: 2 }, 3), [200, 500, 200]);
    deepEqual(await withMatch({ everyNth: 2 }, 4), [200, 500, 200, 500]);
    deepEqual(await withMatch({ skip: 1 }, 3), [200, 500, 500]);
    deepEqual(await withMatch({ athleteId: 78 }, 1), [200]);
    deepEqual(await withMatch({ athleteId: 77 }, 1), [500]);
    deepEqual(await withMatch({ method: "POST" }, 1), [200]);
    deepEqual(await withMatch({ until: "2026-11-21T12:00:00Z" }, 1), [200]);
    deepEqual(await withMatch({ from: "2026-11-21T12:00:00Z" }, 1), [500]);
    const drawn = await withMatch({ probability: 0.5 }, 30);
    const failures = drawn.filter((status) => status === 500).length;
    ok(failures > 5 && failures < 25, `${failures} of 30`);
    deepEqual(simulator.journal().at(-1)?.endpoint, "GET /athlete");
  });
});
