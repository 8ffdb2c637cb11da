import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { jobs } from "@/db/schema/jobs.ts";
import { webhookDeliveries, webhooks } from "@/db/schema/tokens.ts";
import { type ApiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { isSigned, type Receiver, withReceiver } from "@/tests/support/receiver.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { type MadeWebhook, makeWebhook, readDeliveries, RUN } from "@/tests/support/webhooks.ts";

const HOUR = 3_600_000;

interface Scene extends Receiver {
  app: TestApp;
  script: ApiClient;
  webhook: MadeWebhook;
}

/** A runner's script with a webhook to a receiver, to which one message is owed. */
async function withOwed(
  test: (scene: Scene) => Promise<void>,
  { urlOf = (url: string) => url, timeoutMs = 2_000 } = {},
): Promise<void> {
  await withReceiver((receiver) =>
    withApp({ timeoutMs }, async (app) => {
      const { email } = await newRunner(app);
      const script = await scriptOf(app, email);
      const webhook = await makeWebhook(script, urlOf(receiver.url));
      expectStatus(await script.post("/runs", RUN), 201);
      await test({ ...receiver, app, script, webhook });
    })
  );
}

async function onlyDelivery(app: TestApp) {
  const [{ state, attempts, status, problem }, ...others] = await readDeliveries(app);
  strictEqual(others.length, 0);
  return { state, attempts, status, problem };
}

/** As often as somebody could come by within so many hours. */
async function attemptFor(app: TestApp, hours: number): Promise<void> {
  for (let i = 0; i < hours * 4; i++) {
    await app.drain();
    app.clock.advance(HOUR / 4);
  }
}

Deno.test("A message that met an error is sent again under its id, with a signature of its time", () =>
  withOwed(async ({ app, webhook, received, answer }) => {
    answer(() => new Response("broken", { status: 500 }));
    await app.drain();
    const waiting = { state: "waiting", attempts: 1, status: 500, problem: "answered" };
    deepStrictEqual(await onlyDelivery(app), waiting);
    await app.drain();
    strictEqual(received.length, 1, "not before its time");
    answer(() => new Response(null, { status: 200 }));
    app.clock.advance(60_000);
    await app.drain();
    const delivered = { state: "delivered", attempts: 2, status: 200, problem: null };
    deepStrictEqual(await onlyDelivery(app), delivered);
    const [first, second] = received;
    strictEqual(first.body, second.body);
    ok(isSigned(webhook.secret, first) && isSigned(webhook.secret, second));
    const times = received.map(({ headers }) => Number(headers.get("webhook-timestamp")));
    deepStrictEqual(times[1] - times[0], 60);
  }));

Deno.test("An answer that does not come is tried again", () =>
  withOwed(async ({ app, answer }) => {
    const late = Promise.withResolvers<Response>();
    answer(() => late.promise);
    await app.drain();
    const waiting = { state: "waiting", attempts: 1, status: null, problem: "timed_out" };
    deepStrictEqual(await onlyDelivery(app), waiting);
    late.resolve(new Response());
  }, { timeoutMs: 200 }));

Deno.test("A receiver that is not there is tried again", () =>
  withOwed(async ({ app }) => {
    await app.drain();
    const waiting = { state: "waiting", attempts: 1, status: null, problem: "unreachable" };
    deepStrictEqual(await onlyDelivery(app), waiting);
  }, { urlOf: () => "http://127.0.0.1:9/" }));

Deno.test("A redirect is a failure, and nobody goes there", () =>
  withOwed(async ({ app, received, answer }) => {
    answer(() => new Response(null, { status: 307, headers: { location: "/elsewhere" } }));
    await app.drain();
    const waiting = { state: "waiting", attempts: 1, status: 307, problem: "redirected" };
    deepStrictEqual(await onlyDelivery(app), waiting);
    deepStrictEqual(received.map(({ path }) => path), ["/hook"]);
  }));

Deno.test("After ten attempts a message is given up, and a replay sends it", () =>
  withOwed(async ({ app, script, webhook, received, answer }) => {
    answer(() => new Response(null, { status: 503 }));
    await attemptFor(app, 12);
    strictEqual(received.length, 10);
    const failed = { state: "failed", attempts: 10, status: 503, problem: "answered" };
    deepStrictEqual(await onlyDelivery(app), failed);
    const [{ state }] = await app.db.select().from(jobs).where(eq(jobs.kind, "webhook.deliver"));
    strictEqual(state, "buried");

    answer(() => new Response(null, { status: 204 }));
    const path = `/webhooks/${webhook.id}/deliveries/${(await readDeliveries(app))[0].id}/replays`;
    const fresh = expectStatus(await script.post(path, undefined), 201);
    deepStrictEqual(
      [fresh.state, fresh.attempts, fresh.status, fresh.problem, fresh.settledAt],
      ["waiting", 0, null, null, null],
    );
    expectStatus(await script.post(path, undefined), 409);
    await app.drain();
    const delivered = { state: "delivered", attempts: 1, status: 204, problem: null };
    deepStrictEqual(await onlyDelivery(app), delivered);
    strictEqual(new Set(received.map(({ headers }) => headers.get("webhook-id"))).size, 1);
    // What was delivered may be asked for again too.
    expectStatus(await script.post(path, undefined), 201);
    await app.drain();
    strictEqual(received.length, 12);
  }));

Deno.test("410 Gone removes the webhook with all that it was owed", () =>
  withOwed(async ({ app, script, received, answer }) => {
    answer(() => new Response(null, { status: 410 }));
    await app.drain();
    strictEqual(await app.db.$count(webhooks), 0);
    strictEqual(await app.db.$count(webhookDeliveries), 0);
    expectStatus(await script.post("/runs", RUN), 201);
    await attemptFor(app, 1);
    strictEqual(received.length, 1);
  }));

Deno.test("A job that runs again after its message was delivered sends nothing", () =>
  withOwed(async ({ app, received }) => {
    await app.drain();
    await app.db.update(jobs).set({ state: "ready", attempts: 0 })
      .where(eq(jobs.kind, "webhook.deliver"));
    await app.drain();
    strictEqual(received.length, 1);
    strictEqual((await onlyDelivery(app)).attempts, 1);
  }));

Deno.test("A worker that dies before it notes the answer sends again, under the same id", () =>
  withOwed(async ({ app, received, answer }) => {
    // Another worker takes the job while this one waits for the answer.
    answer(async () => {
      await app.db.update(jobs).set({ leaseToken: "another worker's" })
        .where(eq(jobs.kind, "webhook.deliver"));
      return new Response(null, { status: 204 });
    });
    await app.drain();
    const waiting = { state: "waiting", attempts: 0, status: null, problem: null };
    deepStrictEqual(await onlyDelivery(app), waiting);
    answer(() => new Response(null, { status: 204 }));
    app.clock.advance(HOUR);
    await app.drain();
    strictEqual((await onlyDelivery(app)).state, "delivered");
    const ids = received.map(({ headers }) => headers.get("webhook-id"));
    deepStrictEqual([ids.length, new Set(ids).size], [2, 1]);
  }));

Deno.test("A secret that no key opens is a reason, and no message goes out", () =>
  withOwed(async ({ app, received }) => {
    await app.db.update(webhooks).set({ secretSealed: "damaged" });
    await app.drain();
    const waiting = { state: "waiting", attempts: 1, status: null, problem: "secret_lost" };
    deepStrictEqual(await onlyDelivery(app), waiting);
    strictEqual(received.length, 0);
  }));

Deno.test("A receiver that keeps failing is left alone for longer and longer, and nothing is lost", () =>
  withOwed(async ({ app, script, webhook, received, answer }) => {
    answer(() => new Response(null, { status: 503 }));
    for (let i = 0; i < 20; i++) expectStatus(await script.post("/runs", RUN), 201);
    await attemptFor(app, 2);
    // Each of 21 messages alone would have been sent seven times by now.
    ok(received.length < 21, `${received.length}`);
    await app.drain();
    const paused = expectStatus(await script.get(`/webhooks/${webhook.id}`), 200);
    strictEqual(paused.problem, "answered");
    ok(Date.parse(paused.pausedUntil) > app.clock.now());

    answer(() => new Response(null, { status: 204 }));
    await attemptFor(app, 1);
    const states = new Set((await readDeliveries(app)).map(({ state }) => state));
    deepStrictEqual([...states], ["delivered"]);
    const active = expectStatus(await script.get(`/webhooks/${webhook.id}`), 200);
    deepStrictEqual([active.problem, active.pausedUntil], [null, null]);
  }));

Deno.test("What is a day old is given up for a paused receiver, and a replay is sent at once", () =>
  withOwed(async ({ app, script, webhook, received, answer }) => {
    answer(() => new Response(null, { status: 503 }));
    for (let i = 0; i < 60; i++) expectStatus(await script.post("/runs", RUN), 201);
    await attemptFor(app, 30);
    const rows = await readDeliveries(app);
    deepStrictEqual([...new Set(rows.map(({ state }) => state))], ["failed"]);
    const untried = rows.filter(({ attempts }) => attempts === 0);
    deepStrictEqual([...new Set(untried.map(({ problem }) => problem))], ["answered"]);
    ok(untried.length > 0);

    answer(() => new Response(null, { status: 204 }));
    const before = received.length;
    const replay = `/webhooks/${webhook.id}/deliveries/${untried[0].id}/replays`;
    expectStatus(await script.post(replay, undefined), 201);
    await app.drain();
    strictEqual(received.length, before + 1);
  }));
