import { deepEqual, equal, notEqual, rejects } from "node:assert/strict";
import { demoRunner, newRunner } from "@/tools/strava_simulator/mod.ts";
import {
  callApi,
  connect,
  noonMs,
  obtainCode,
  postToken,
  refresh,
  startReceiver,
  subscribe,
  tokenSchema,
  withSimulator,
} from "./support.ts";

async function withFile(test: (stateFile: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(`${folder}/state.json`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("grants, tokens, codes, the subscription and the clock survive a restart", async () => {
  const receiver = startReceiver();
  await withFile(async (stateFile) => {
    const options = { athletes: [newRunner()], stateFile };
    let tokens = { access_token: "", refresh_token: "" };
    let code = "";
    await withSimulator(options, async (simulator) => {
      tokens = await connect(simulator, { athleteId: 9_100_002 });
      code = await obtainCode(simulator, { athleteId: 9_100_002 });
      await (await subscribe(simulator, receiver.url)).body?.cancel();
      await simulator.advanceClock(120_000);
    });
    await withSimulator(options, async (simulator) => {
      equal(simulator.now(), noonMs + 120_000);
      equal(simulator.subscription()?.callbackUrl, receiver.url);
      const answer = await callApi(simulator, tokens, "/athlete");
      equal(answer.status, 200);
      await answer.body?.cancel();
      const again = await refresh(simulator, tokens.refresh_token);
      tokenSchema.parse(await again.json());
      const exchanged = await postToken(simulator, { grant_type: "authorization_code", code });
      const fresh = tokenSchema.parse(await exchanged.json());
      notEqual(fresh.access_token, tokens.access_token);
    });
  });
  await receiver.stop();
});

Deno.test("a restart days later keeps every activity and adds the days between", async () => {
  await withFile(async (stateFile) => {
    const options = { athletes: [demoRunner()], stateFile };
    let before: string[] = [];
    await withSimulator(options, (simulator) => {
      before = simulator.ledger().activities.map((row) => row.id);
      return Promise.resolve();
    });
    const later = { ...options, now: () => noonMs + 14 * 86_400_000 };
    await withSimulator(later, (simulator) => {
      const after = simulator.ledger().activities.map((row) => row.id);
      deepEqual(before.filter((id) => !after.includes(id)), []);
      equal(after.length > before.length, true);
      return Promise.resolve();
    });
  });
});

Deno.test("a damaged state file stops the start and says what to do", async () => {
  await withFile(async (stateFile) => {
    await Deno.writeTextFile(stateFile, "{");
    await rejects(
      withSimulator({ stateFile }, () => Promise.resolve()),
      /delete the file to start afresh/,
    );
  });
});
