import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { z } from "zod";
import {
  callApi,
  connect,
  errorLine,
  obtainCode,
  postToken,
  refresh,
  tokenSchema,
  withSimulator,
} from "./support.ts";

Deno.test("POST /oauth/token answers six hours of access and the athlete", async () => {
  await withSimulator({}, async (simulator) => {
    const code = await obtainCode(simulator);
    const answer = await postToken(simulator, { grant_type: "authorization_code", code });
    equal(answer.headers.get("x-ratelimit-limit"), null);
    const body: unknown = await answer.json();
    const tokens = tokenSchema.extend({ athlete: z.looseObject({ resource_state: z.literal(2) }) })
      .parse(body);
    equal(tokens.expires_in, 21_600);
    equal(tokens.expires_at, Math.floor(simulator.now() / 1000) + 21_600);
    ok(typeof body === "object" && body !== null && !("scope" in body));
  });
});

Deno.test("a code works once, within ten minutes, and not before the switch says (F10)", async () => {
  await withSimulator({}, async (simulator) => {
    const invalid = "400 Bad Request AuthorizationCode/code/invalid";
    const exchange = (code: string) =>
      postToken(simulator, { grant_type: "authorization_code", code });
    const code = await obtainCode(simulator);
    await (await exchange(code)).body?.cancel();
    equal(await errorLine(await exchange(code)), invalid);
    const late = await obtainCode(simulator);
    await simulator.advanceClock(601_000);
    equal(await errorLine(await exchange(late)), invalid);
    simulator.setBehaviour({ codeValidAfterSeconds: 2 });
    const early = await obtainCode(simulator);
    equal(await errorLine(await exchange(early)), invalid);
    await simulator.advanceClock(2000);
    tokenSchema.parse(await (await exchange(early)).json());
  });
});

Deno.test("POST /oauth/token refuses in Strava's words", async () => {
  await withSimulator({}, async (simulator) => {
    const client = "400 Bad Request Application/client_id/invalid";
    const refusals: [Record<string, string>, string][] = [
      [{ client_id: "77", grant_type: "refresh_token" }, client],
      [{ grant_type: "password" }, client],
      [{}, client],
      [
        { grant_type: "refresh_token", client_secret: "wrong" },
        "401 Authorization Error Application//invalid",
      ],
      [
        { grant_type: "authorization_code", code: "nonsense" },
        "400 Bad Request AuthorizationCode/code/invalid",
      ],
      [
        { grant_type: "refresh_token", refresh_token: "nonsense" },
        "400 Bad Request RefreshToken/refresh_token/invalid",
      ],
      [{ grant_type: "refresh_token" }, "400 Bad Request RefreshToken/refresh_token/invalid"],
    ];
    for (const [fields, line] of refusals) {
      equal(await errorLine(await postToken(simulator, fields)), line);
    }
    simulator.setBehaviour({ codeErrorResource: "RequestToken" });
    const answer = await postToken(simulator, { grant_type: "authorization_code", code: "x" });
    equal(await errorLine(answer), "400 Bad Request RequestToken/code/invalid");
  });
});

Deno.test("a refresh gives the same token while more than an hour is left, else a new pair", async () => {
  await withSimulator({}, async (simulator) => {
    const first = await connect(simulator);
    await simulator.advanceClock(3_600_000);
    const same = tokenSchema.parse(await (await refresh(simulator, first.refresh_token)).json());
    equal(same.access_token, first.access_token);
    equal(same.refresh_token, first.refresh_token);
    equal(same.expires_in, 18_000);
    await simulator.advanceClock(4 * 3_600_000);
    const fresh = tokenSchema.parse(await (await refresh(simulator, first.refresh_token)).json());
    notEqual(fresh.access_token, first.access_token);
    notEqual(fresh.refresh_token, first.refresh_token);
    equal(
      await errorLine(await refresh(simulator, first.refresh_token)),
      "400 Bad Request RefreshToken/refresh_token/invalid",
    );
    equal(await callApiStatus(simulator, first), 200);
    await simulator.advanceClock(3_600_000);
    equal(await callApiStatus(simulator, first), 401);
    equal(await callApiStatus(simulator, fresh), 200);
  });
});

Deno.test("the rotation switch decides whether the refresh token changes", async () => {
  const rotated: Record<string, boolean> = {};
  for (const refreshRotation of ["always", "when-new", "never"] as const) {
    await withSimulator({}, async (simulator) => {
      simulator.setBehaviour({ refreshRotation });
      const first = await connect(simulator);
      const early = tokenSchema.parse(await (await refresh(simulator, first.refresh_token)).json());
      rotated[`${refreshRotation} early`] = early.refresh_token !== first.refresh_token;
      await simulator.advanceClock(6 * 3_600_000);
      const late = tokenSchema.parse(await (await refresh(simulator, early.refresh_token)).json());
      rotated[`${refreshRotation} late`] = late.refresh_token !== early.refresh_token;
    });
  }
  deepEqual(rotated, {
    "always early": true,
    "always late": true,
    "when-new early": false,
    "when-new late": true,
    "never early": false,
    "never late": false,
  });
});

Deno.test("of ten refreshes at once exactly one wins", async () => {
  await withSimulator({}, async (simulator) => {
    const tokens = await connect(simulator);
    await simulator.advanceClock(6 * 3_600_000);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refresh(simulator, tokens.refresh_token)),
    );
    for (const answer of answers) await answer.body?.cancel();
    equal(answers.filter((answer) => answer.status === 200).length, 1);
    equal(answers.filter((answer) => answer.status === 400).length, 9);
  });
});

Deno.test("POST /oauth/revoke ends both tokens by either of them", async () => {
  await withSimulator({}, async (simulator) => {
    for (const kind of ["access_token", "refresh_token"] as const) {
      const tokens = await connect(simulator);
      const answer = await revoke(simulator, { token: tokens[kind] });
      equal(answer.status, 200);
      equal(await answer.text(), "");
      equal(await callApiStatus(simulator, tokens), 401);
      equal((await discard(await refresh(simulator, tokens.refresh_token))).status, 400);
    }
    equal((await discard(await revoke(simulator, { token: "unknown" }))).status, 200);
    equal((await discard(await revoke(simulator, {}))).status, 400);
    const stranger = await revoke(simulator, { token: "x" }, "12345:wrong");
    equal(stranger.status, 401);
    deepEqual(await stranger.json(), { message: "Authorization Error", errors: [] });
  });
});

Deno.test("POST /oauth/deauthorize works until it is switched off", async () => {
  await withSimulator({}, async (simulator) => {
    const tokens = await connect(simulator);
    const deauthorize = () =>
      fetch(`${simulator.oauthUrl}/deauthorize`, {
        method: "POST",
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
    simulator.setBehaviour({ deauthorize: "gone" });
    equal((await discard(await deauthorize())).status, 404);
    simulator.setBehaviour({ deauthorize: "available" });
    deepEqual(await (await deauthorize()).json(), { access_token: tokens.access_token });
    equal(
      await errorLine(await deauthorize()),
      "401 Authorization Error Athlete/access_token/invalid",
    );
  });
});

type Simulator = Parameters<typeof connect>[0];

async function revoke(
  simulator: Simulator,
  fields: Record<string, string>,
  basic = `${simulator.clientId}:${simulator.clientSecret}`,
): Promise<Response> {
  return await fetch(`${simulator.oauthUrl}/revoke`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(basic)}` },
    body: new URLSearchParams(fields),
  });
}

async function callApiStatus(
  simulator: Simulator,
  tokens: { access_token: string },
): Promise<number> {
  return (await discard(await callApi(simulator, tokens, "/athlete"))).status;
}

async function discard(answer: Response): Promise<Response> {
  await answer.body?.cancel();
  return answer;
}
