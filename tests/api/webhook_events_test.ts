import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory, userIdOf } from "@/tests/support/history.ts";
import { grantApp, registerApp, registerService, serviceToken } from "@/tests/support/oauth.ts";
import { isSigned, withReceiver } from "@/tests/support/receiver.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { makeWebhook, readDeliveries, RUN, typesIn } from "@/tests/support/webhooks.ts";

Deno.test("A run that is added, changed and removed is told to the webhook, signed", () =>
  withReceiver(({ url, received }) =>
    withApp({}, async (app) => {
      const { email } = await newRunner(app);
      const script = await scriptOf(app, email);
      const { id: webhookId, secret } = await makeWebhook(script, url);
      const { id: runId } = expectStatus(await script.post("/runs", RUN), 201);
      await app.drain();
      app.clock.advance(60_000);
      const edit = { method: "PATCH", body: { title: "By the sea" } };
      expectStatus(await script.send(`/runs/${runId}`, edit), 200);
      await app.drain();
      app.clock.advance(60_000);
      expectStatus(await script.send(`/runs/${runId}`, { method: "DELETE" }), 204);
      await app.drain();

      const deliveries = await readDeliveries(app);
      const at = (minute: number) => `2026-05-04T08:0${minute}:00Z`;
      deepStrictEqual(
        received.map(({ body }) => JSON.parse(body)),
        ["run.created", "run.updated", "run.deleted"].map((type, i) => ({
          id: deliveries[i].id,
          createdAt: at(i),
          events: [{ type, runId, occurredAt: at(i) }],
        })),
      );
      for (const [i, message] of received.entries()) {
        ok(isSigned(secret, message));
        strictEqual(message.headers.get("webhook-id"), deliveries[i].id);
        strictEqual(message.headers.get("webhook-timestamp"), String(Date.parse(at(i)) / 1000));
        strictEqual(message.headers.get("content-type"), "application/json");
        strictEqual(message.headers.get("user-agent"), "Runnerly");
        ok(!message.body.includes("river"), "no run's data");
      }
      const { items } = expectStatus(await script.get(`/webhooks/${webhookId}/deliveries`), 200);
      deepStrictEqual(items[0], {
        id: deliveries[2].id,
        state: "delivered",
        attempts: 1,
        status: 204,
        problem: null,
        createdAt: at(2),
        settledAt: at(2),
        events: [{ type: "run.deleted", runId, occurredAt: at(2) }],
      });
    })
  ));

Deno.test("A message that was tampered with is not signed, nor one under another secret", () =>
  withReceiver(({ url, received }) =>
    withApp({}, async (app) => {
      const { email } = await newRunner(app);
      const script = await scriptOf(app, email);
      const { secret } = await makeWebhook(script, url);
      const other = await makeWebhook(script, `${url}/other`);
      expectStatus(await script.post("/runs", RUN), 201);
      await app.drain();
      const message = received.find(({ path }) => path === "/hook");
      ok(message && isSigned(secret, message));
      ok(!isSigned(other.secret, message));
      const body = message.body.replace("run.created", "run.deleted");
      ok(!isSigned(secret, { ...message, body }));
      for (const name of ["webhook-id", "webhook-timestamp"]) {
        const headers: Headers = new Headers(message.headers);
        headers.set(name, `${headers.get(name)}1`);
        ok(!isSigned(secret, { ...message, headers }), name);
      }
    })
  ));

Deno.test("What a service stores is told as created, then as updated, and nothing as unchanged", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    await makeWebhook(script, "https://app.example/hook");
    const service = apiClient(app, await serviceToken(app, await registerService(app)));
    const userId = await userIdOf(app, email);
    const runs = (title: string) =>
      ["a", "b", "c"].map((sourceId, i) => {
        return { ...RUN, title: i === 2 ? title : `Run ${i}`, userId, sourceId };
      });
    for (const title of ["Once", "Twice", "Twice"]) {
      expectStatus(await service.post("/ingestions", { runs: runs(title) }), 200);
      app.clock.advance(1_000);
    }
    const deliveries = await readDeliveries(app);
    deepStrictEqual(deliveries.map((each) => typesIn([each])), [
      ["run.created", "run.created", "run.created"],
      ["run.updated"],
    ]);
    const stored = expectStatus(await script.get("/runs"), 200).items
      .map(({ id }: { id: string }) => id);
    deepStrictEqual(deliveries[0].events.map(({ runId }) => runId).sort(), stored.sort());
  }));

/** A runner with a run of Strava's, and webhooks of a script, of an app and of a part of Runnerly. */
async function withThreeWebhooks(app: TestApp) {
  const { email, visitor } = await newRunner(app);
  const { runId } = await giveHistory(app, email);
  const script = await scriptOf(app, email);
  const own = await makeWebhook(script, "https://own.example/");
  const tokenOf = async (firstParty: boolean) => {
    const registered = await registerApp(app, { firstParty });
    return (await grantApp(app, registered, visitor)).accessToken;
  };
  const part = await makeWebhook(apiClient(app, await tokenOf(true)), "https://part.example/");
  const others = await makeWebhook(apiClient(app, await tokenOf(false)), "https://app.example/");
  return { script, runId, own, part, others };
}

Deno.test("Somebody else's app hears nothing of what came from Strava, and all of the rest", () =>
  withApp({}, async (app) => {
    const { script, runId, own, part, others } = await withThreeWebhooks(app);
    const heard = async () => {
      const deliveries = await readDeliveries(app);
      return [own, part, others].map(({ id }) =>
        typesIn(deliveries.filter(({ webhookId }) => webhookId === id))
      );
    };
    const edit = { method: "PATCH", body: { title: "By the sea" } };
    expectStatus(await script.send(`/runs/${runId}`, edit), 200);
    deepStrictEqual(await heard(), [["run.updated"], ["run.updated"], []]);
    app.clock.advance(1_000);
    expectStatus(await script.send(`/runs/${runId}`, { method: "DELETE" }), 204);
    deepStrictEqual((await heard())[2], []);
    app.clock.advance(1_000);
    expectStatus(await script.post("/runs", RUN), 201);
    const all = ["run.updated", "run.deleted", "run.created"];
    deepStrictEqual(await heard(), [all, all, ["run.created"]]);
  }));
