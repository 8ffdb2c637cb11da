import { match, ok, strictEqual } from "node:assert/strict";
import { users } from "@/db/schema/accounts.ts";
import { webhookDeliveries, webhooks } from "@/db/schema/tokens.ts";
import { en } from "@/locales/en/mod.ts";
import { fr } from "@/locales/fr/mod.ts";
import { zh } from "@/locales/zh/mod.ts";
import { apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { grantApp, registerApp } from "@/tests/support/oauth.ts";
import { assertShows } from "@/tests/support/page.ts";
import { withReceiver } from "@/tests/support/receiver.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { makeWebhook, readDeliveries, RUN } from "@/tests/support/webhooks.ts";

const PAGE = "/account/webhooks";
const t = en.webhooks;
const NOBODY = "http://127.0.0.1:9/hook";

/** A runner whose script's webhook nobody answers, with one message that was tried once. */
async function withTried(
  test: (app: TestApp, runner: Awaited<ReturnType<typeof newRunner>>) => Promise<void>,
): Promise<void> {
  await withApp({}, async (app) => {
    const runner = await newRunner(app);
    const script = await scriptOf(app, runner.email);
    await makeWebhook(script, NOBODY);
    expectStatus(await script.post("/runs", RUN), 201);
    await app.drain();
    await test(app, runner);
  });
}

async function giveUp(app: TestApp): Promise<string> {
  for (let i = 0; i < 48; i++) {
    app.clock.advance(900_000);
    await app.drain();
  }
  const [{ id, state }] = await readDeliveries(app);
  strictEqual(state, "failed");
  return id;
}

Deno.test("/account/webhooks is empty at first, and the account leads to it", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    assertShows(await visitor.get(PAGE), t.title, t.none, t.noneText);
    match((await visitor.get("/account")).text, /href="\/account\/webhooks"/);
  }));

Deno.test("/account/webhooks shows who hears of the runs, what was sent and why it failed", () =>
  withTried(async (app, { visitor }) => {
    const registered = await registerApp(app, { name: "Run map" });
    const { accessToken } = await grantApp(app, registered, visitor);
    await makeWebhook(apiClient(app, accessToken), "https://map.example/hook");
    const waiting = await visitor.get(PAGE);
    assertShows(waiting, NOBODY, t.ownScript, "https://map.example/hook", "Run map");
    const [{ events: [{ runId }] }] = await readDeliveries(app);
    const about = `<a href="/runs/${runId}">${t.deliveries.events["run.created"](1)}</a>`;
    ok(waiting.text.includes(about));
    ok(waiting.text.includes(`badge-warning">${t.states.waiting}`), "it was tried in vain");
    assertShows(waiting, t.states.waiting, t.problems.unreachable);
    ok(!waiting.text.includes("whsec_"));
    ok(!waiting.text.includes('action="/account/webhooks/deliveries'), "it waits already");
    const id = await giveUp(app);
    const failed = await visitor.get(PAGE);
    assertShows(failed, t.states.failed, t.deliveries.replay, "10");
    ok(failed.text.includes(`action="/account/webhooks/deliveries/${id}"`));
  }));

Deno.test("/account/webhooks says until when an address that keeps failing is left alone", () =>
  withTried(async (app, { visitor }) => {
    ok(!(await visitor.get(PAGE)).text.includes("Paused until"));
    for (let i = 0; i < 6; i++) {
      app.clock.advance(120_000);
      await app.drain();
    }
    const [{ pausedUntil }] = await app.db.select().from(webhooks);
    assertShows(await visitor.get(PAGE), "Paused until", t.problems.unreachable);
    app.clock.advance(Number(pausedUntil) - app.clock.now());
    ok(!(await visitor.get(PAGE)).text.includes("Paused until"));
  }));

Deno.test("/account/webhooks speaks each language", () =>
  withTried(async (app, { visitor }) => {
    for (const [locale, { webhooks: t }] of [["fr", fr], ["zh", zh]] as const) {
      await app.db.update(users).set({ locale });
      const page = await visitor.get(PAGE);
      assertShows(page, t.title, t.lead, t.deliveries.title, t.problems.unreachable);
    }
  }));

Deno.test("A replay from the page sends the message, and one that waits is refused", () =>
  withReceiver(({ url, received, answer }) =>
    withApp({}, async (app) => {
      const { email, visitor } = await newRunner(app);
      const script = await scriptOf(app, email);
      await makeWebhook(script, url);
      expectStatus(await script.post("/runs", RUN), 201);
      answer(() => new Response(null, { status: 500 }));
      const [{ id }] = await readDeliveries(app);
      const path = `${PAGE}/deliveries/${id}`;
      const early = await visitor.post(path);
      strictEqual(early.status, 409);
      assertShows(early, en.refusals.delivery_waiting.title);
      await giveUp(app);
      answer(() => new Response(null, { status: 204 }));
      const replay = await visitor.post(path);
      strictEqual(replay.status, 303);
      assertShows(await visitor.get(replay.location ?? ""), t.deliveries.replayed);
      await app.drain();
      strictEqual(received.length, 11);
      assertShows(await visitor.get(PAGE), t.states.delivered, "204");
    })
  ));

Deno.test("A webhook that is removed on the page is gone, whoever made it", () =>
  withTried(async (app, { visitor }) => {
    const [{ id }] = await app.db.select().from(webhooks);
    const removed = await visitor.post(`${PAGE}/${id}`);
    strictEqual(removed.status, 303);
    assertShows(await visitor.get(removed.location ?? ""), t.removed, t.none);
    strictEqual(await app.db.$count(webhooks), 0);
    strictEqual(await app.db.$count(webhookDeliveries), 0);
    strictEqual((await visitor.post(`${PAGE}/${id}`)).status, 404);
  }));

Deno.test("Another runner sees nothing of a webhook, and can neither remove nor replay it", () =>
  withTried(async (app) => {
    const [webhook] = await app.db.select().from(webhooks);
    const id = await giveUp(app);
    const { visitor } = await newRunner(app);
    const page = await visitor.get(PAGE);
    assertShows(page, t.none);
    ok(!page.text.includes(NOBODY));
    strictEqual((await visitor.post(`${PAGE}/${webhook.id}`)).status, 404);
    strictEqual((await visitor.post(`${PAGE}/deliveries/${id}`)).status, 404);
    strictEqual(await app.db.$count(webhooks), 1);
    strictEqual((await readDeliveries(app))[0].state, "failed");
  }));
