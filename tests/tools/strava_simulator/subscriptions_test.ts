import { deepEqual, equal } from "node:assert/strict";
import { z } from "zod";
import { newRunner } from "@/tools/strava_simulator/mod.ts";
import { echoChallenge, errorLine, startReceiver, subscribe, withSimulator } from "./support.ts";

Deno.test("a subscription is made by the challenge, listed, unique and deleted (C7)", async () => {
  const seen: URL[] = [];
  const receiver = startReceiver((url) => {
    seen.push(url);
    return echoChallenge(url);
  });
  await withSimulator({ athletes: [newRunner()] }, async (simulator) => {
    const created = await subscribe(simulator, receiver.url);
    equal(created.status, 201);
    const body = z.strictObject({
      id: z.int(),
      resource_state: z.literal(2),
      application_id: z.literal(12345),
      callback_url: z.literal(receiver.url),
      created_at: z.string(),
      updated_at: z.string(),
    }).parse(await created.json());
    equal(seen[0]?.searchParams.get("hub.mode"), "subscribe");
    equal(seen[0]?.searchParams.get("hub.verify_token"), "verify-1");
    const second = await subscribe(simulator, receiver.url);
    equal(await errorLine(second), "400 Bad Request PushSubscription//already exists");
    const credentials = `client_id=12345&client_secret=${simulator.clientSecret}`;
    const base = `${simulator.apiUrl}/push_subscriptions`;
    deepEqual(await (await fetch(`${base}?${credentials}`)).json(), [body]);
    const deleted = await fetch(`${base}/${body.id}?${credentials}`, { method: "DELETE" });
    equal(deleted.status, 204);
    deepEqual(await (await fetch(`${base}?${credentials}`)).json(), []);
  });
  await receiver.stop();
});

Deno.test("a callback that does not prove itself is refused", async () => {
  const line = (code: string) => `400 Bad Request PushSubscription/callback url/${code}`;
  const callbacks: [(url: URL) => Response | Promise<Response>, string][] = [
    [() => new Response(null, { status: 403 }), line("GET to callback URL does not return 200")],
    [() => Response.json({ "hub.challenge": "no" }), line("not verifiable")],
    [() => new Response("<html>"), line("not verifiable")],
  ];
  for (const [answer, expected] of callbacks) {
    const receiver = startReceiver(answer);
    await withSimulator({ athletes: [newRunner()] }, async (simulator) => {
      equal(await errorLine(await subscribe(simulator, receiver.url)), expected);
      const wrong = await subscribe(simulator, receiver.url, { client_secret: "wrong" });
      equal(await errorLine(wrong), "401 Authorization Error Application//invalid");
      const long = await subscribe(simulator, `${receiver.url}/${"x".repeat(255)}`);
      equal(await errorLine(long), line("too long"));
    });
    await receiver.stop();
  }
});

Deno.test("a callback slower than the limit is refused", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => release = resolve);
  const receiver = startReceiver(async (url) => {
    await held;
    return echoChallenge(url);
  });
  await withSimulator({ athletes: [newRunner()] }, async (simulator) => {
    simulator.setBehaviour({ webhookTimeoutMs: 50 });
    const answer = await subscribe(simulator, receiver.url);
    equal(
      await errorLine(answer),
      "400 Bad Request PushSubscription/callback url/not verifiable",
    );
  });
  release();
  await receiver.stop();
});
