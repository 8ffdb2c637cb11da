import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { openStrava } from "@/adapters/strava.ts";
import { type Strava, StravaError, type StravaProblem } from "@/domain/strava/strava.ts";

type Reply = { status?: number; body?: BodyInit | null; headers?: Record<string, string> };
type Call = "list" | "exchange" | "refresh" | "revoke";

const fault = (message: string, ...errors: [string, string, string][]) =>
  JSON.stringify({
    message,
    errors: errors.map(([resource, field, code]) => ({ resource, field, code })),
  });
const invalid = (resource: string, field: string) =>
  fault("Bad Request", [resource, field, "invalid"]);
const HTML = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

/** What Strava has been seen to answer, and what it means to Runnerly. */
const errors: [Call, number, string | null, StravaProblem][] = [
  ["exchange", 400, invalid("AuthorizationCode", "code"), "code_refused"],
  ["exchange", 400, invalid("RequestToken", "code"), "code_refused"],
  ["exchange", 400, invalid("Application", "client_id"), "unavailable"],
  ["exchange", 400, invalid("Application", "redirect_uri"), "unavailable"],
  ["exchange", 401, fault("Authorization Error", ["Application", "", "invalid"]), "unavailable"],
  ["exchange", 403, fault("Limit of connected athletes exceeded"), "full"],
  ["exchange", 403, "Error 403: Limit of connected athletes exceeded", "full"],
  ["exchange", 403, fault("Forbidden", ["Application", "Status", "Inactive"]), "inactive"],
  ["refresh", 400, invalid("RefreshToken", "refresh_token"), "refresh_refused"],
  ["refresh", 401, fault("Authorization Error", ["Application", "", "invalid"]), "unavailable"],
  ["refresh", 403, fault("Forbidden", ["Application", "Status", "Inactive"]), "inactive"],
  ["refresh", 500, '{"message":"error"}', "unavailable"],
  [
    "list",
    401,
    fault("Authorization Error", ["Athlete", "access_token", "invalid"]),
    "token_refused",
  ],
  ["list", 401, fault("Authorization Error", ["Application", "", "invalid"]), "token_refused"],
  ["list", 401, "", "token_refused"],
  [
    "list",
    401,
    fault("Authorization Error", ["AccessToken", "activity:read_permission", "missing"]),
    "scope_missing",
  ],
  ["list", 403, fault("Forbidden", ["Application", "Status", "Inactive"]), "inactive"],
  ["list", 403, HTML, "unavailable"],
  ["list", 400, invalid("Application", "after"), "unavailable"],
  ["list", 404, fault("Record Not Found", ["Activity", "id", "invalid"]), "not_found"],
  ["list", 404, fault("Record Not Found", ["resource", "path", "invalid"]), "not_found"],
  ["list", 404, null, "not_found"],
  [
    "list",
    429,
    fault("Rate Limit Exceeded", ["Application", "rate limit", "exceeded"]),
    "rate_limited",
  ],
  [
    "list",
    429,
    fault("Rate Limit Exceeded", ["Application", "read rate limit", "exceeded"]),
    "rate_limited",
  ],
  [
    "list",
    429,
    '{"errors":"Rate Limit Exceeded","status":429,"message":"Too Many Requests"}',
    "rate_limited",
  ],
  ["list", 429, HTML, "rate_limited"],
  ["list", 500, '{"message":"error"}', "unavailable"],
  ["list", 500, '{"message":"error","errors":[null,"text",7]}', "unavailable"],
  ["list", 502, HTML, "unavailable"],
  ["list", 597, HTML, "unavailable"],
  ["list", 410, HTML, "unavailable"],
  ["list", 302, null, "unavailable"],
  ["revoke", 401, '{"message":"Authorization Error","errors":[]}', "token_refused"],
  ["revoke", 503, HTML, "unavailable"],
];

for (const [call, status, body, problem] of errors) {
  const said = (body ?? "nothing").slice(0, 100);
  Deno.test(`a ${call} answered ${status} with ${said} is ${problem}`, () =>
    withStrava({ status, body, headers: { location: "/" } }, async (strava) => {
      const error = await failureOf(strava, call);
      strictEqual(error.problem, problem);
      match(error.message, /Strava (answered|could not be reached)/);
    }));
}

const unreadable: [string, Call, BodyInit | null][] = [
  ["HTML", "list", HTML],
  ["nothing", "list", null],
  ["JSON cut short", "list", '[{"id":1,'],
  ["an object", "list", '{"message":"hello"}'],
  ["HTML", "exchange", HTML],
  ["nothing", "exchange", null],
  [
    "a grant without an athlete",
    "exchange",
    '{"access_token":"a","refresh_token":"r","expires_at":1}',
  ],
  ["a token without its end", "refresh", '{"access_token":"a","refresh_token":"r"}'],
  ["an empty token", "refresh", '{"access_token":"","refresh_token":"r","expires_at":1}'],
];

for (const [said, call, body] of unreadable) {
  Deno.test(`a ${call} answered 200 with ${said} is unreadable`, () =>
    withStrava({ body }, async (strava) => {
      strictEqual((await failureOf(strava, call)).problem, "unreadable");
    }));
}

Deno.test("an answer that never ends is given up, whatever length it promises", () =>
  withStrava({ body: endless() }, async (strava) => {
    const error = await failureOf(strava, "list");
    strictEqual(error.problem, "unreadable");
    match(error.message, /too large/);
  }));

Deno.test("a byte order mark does no harm", () =>
  withStrava({ body: "\uFEFF[]" }, async (strava) => {
    deepStrictEqual((await strava.listActivities("t", { page: 1 })).activities, []);
  }));

Deno.test("a revocation is answered with nothing", () =>
  withStrava({ body: null }, (strava) => strava.revoke("t")));

Deno.test("the limits are read from the answer, the read limits first, and may be missing", async () => {
  const overall = { "x-ratelimit-limit": "200,2000", "x-ratelimit-usage": "70,303" };
  const read = { "x-readratelimit-limit": "100,1000", "x-readratelimit-usage": "100,333" };
  const quota = (shortLimit: number, dailyLimit: number, shortUsed: number, dailyUsed: number) => ({
    shortLimit,
    dailyLimit,
    shortUsed,
    dailyUsed,
  });
  const cases = [
    [{ ...overall, ...read }, quota(100, 1000, 100, 333)],
    [overall, quota(200, 2000, 70, 303)],
    [{ ...overall, ...read, "x-readratelimit-usage": "," }, quota(200, 2000, 70, 303)],
    [{ "x-ratelimit-limit": "0,0", "x-ratelimit-usage": "0,0" }, undefined],
    [{ "x-ratelimit-limit": "200,2000" }, undefined],
    [{}, undefined],
  ] as const;
  for (const [headers, expected] of cases) {
    await withStrava({ body: "[]", headers }, async (strava) => {
      deepStrictEqual((await strava.listActivities("t", { page: 1 })).quota, expected);
    });
    await withStrava({ status: 429, body: "{}", headers }, async (strava) => {
      deepStrictEqual((await failureOf(strava, "list")).quota, expected);
    });
  }
});

Deno.test("one activity that cannot be read is named, and the others are read", () => {
  const fine = { start_date: "2026-05-04T08:00:00Z", start_date_local: "2026-05-04T10:00:00Z" };
  const list = [{ id: 1, ...fine }, { id: 2, ...fine, distance: "far" }, null, { id: 3 }, "text"];
  return withStrava({ body: JSON.stringify(list) }, async (strava) => {
    const { activities } = await strava.listActivities("t", { page: 1 });
    const read = activities.map((item) => item.ok ? item.activity.id : item.externalId);
    deepStrictEqual(read.map((id) => id.split(" ")[0]), ["1", "2", "unknown", "3", "unknown"]);
    strictEqual(new Set(read).size, read.length, "two without an id are two");
    const [, far] = activities;
    ok(!far.ok && far.startedAt === Date.UTC(2026, 4, 4, 8) && /^distance: /.test(far.reason));
  });
});

Deno.test("Strava is given up when it takes too long, to begin or to end", async () => {
  const hanging = new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(1)) });
  for (const reply of [{ body: hanging }, { body: "[]", headers: { "x-wait": "1000" } }]) {
    await withStrava(reply, async (strava) => {
      strictEqual((await failureOf(strava, "list")).problem, "unavailable");
    });
  }
});

Deno.test("Strava is given up when the step that asks is told to end", () =>
  withStrava({ body: "[]", headers: { "x-wait": "1000" } }, async (strava) => {
    const signal = AbortSignal.timeout(20);
    const error = await strava.listActivities("t", { page: 1 }, signal).catch((error) => error);
    ok(error instanceof StravaError && error.problem === "unavailable");
  }));

Deno.test("a host that does not exist is unavailable", async () => {
  const url = "http://runnerly.invalid";
  const strava = openStrava({ apiUrl: url, oauthUrl: url, clientId: "1", clientSecret: "s" });
  strictEqual((await failureOf(strava, "list")).problem, "unavailable");
});

async function failureOf(strava: Strava, call: Call): Promise<StravaError> {
  const calls: Record<Call, () => Promise<unknown>> = {
    list: () => strava.listActivities("token", { page: 1, before: 5 }),
    exchange: () => strava.exchangeCode("code"),
    refresh: () => strava.refresh("token"),
    revoke: () => strava.revoke("token"),
  };
  const error = await calls[call]().then(() => undefined, (error: unknown) => error);
  ok(error instanceof StravaError, `expected a StravaError, got ${error}`);
  return error;
}

/** A server that always answers alike; `x-wait` makes it think for so many milliseconds. */
async function withStrava(reply: Reply, test: (strava: Strava) => Promise<void>): Promise<void> {
  const { status = 200, body = null, headers = {} } = reply;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async () => {
    const { "x-wait": wait, ...rest } = headers;
    if (wait) await new Promise((resolve) => setTimeout(resolve, Number(wait)));
    return new Response(body, { status, headers: rest });
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  const access = { clientId: "1", clientSecret: "s", codeRetryMs: 1, timeoutMs: 300 };
  try {
    await test(openStrava({ apiUrl: url, oauthUrl: url, ...access }));
  } finally {
    await server.shutdown();
  }
}

function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(1_000_000).fill(32);
  return new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
}
