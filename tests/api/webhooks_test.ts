import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { uuidv7 } from "uuidv7";
import { idempotentAnswers, webhookDeliveries, webhooks } from "@/db/schema/tokens.ts";
import { deleteExpiredGrants } from "@/db/grants.ts";
import { sweep } from "@/jobs/sweep.ts";
import { apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { grantApp, postOAuth, registerApp } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { makeWebhook, readDeliveries, RUN } from "@/tests/support/webhooks.ts";

const URL_OF_APP = "https://app.example/hook";
const DAY = 86_400_000;

async function appOf(app: TestApp, visitor: Awaited<ReturnType<typeof newRunner>>["visitor"]) {
  app.clock.advance(1_000);
  const registered = await registerApp(app);
  const granted = await grantApp(app, registered, visitor);
  return { registered, granted, client: apiClient(app, granted.accessToken) };
}

Deno.test("POST /webhooks shows the secret once, and keeps it sealed alone", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    const headers = { "idempotency-key": "first" };
    const answer = await script.post("/webhooks", { url: URL_OF_APP }, headers);
    const { id, secret, ...made } = expectStatus(answer, 201);
    match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    const active = { pausedUntil: null, problem: null };
    deepStrictEqual(made, { url: URL_OF_APP, createdAt: "2026-05-04T08:00:00Z", ...active });
    strictEqual(answer.headers.get("location"), `/api/v1/webhooks/${id}`);
    strictEqual(answer.headers.get("cache-control"), "no-store");

    const again = await script.post("/webhooks", { url: URL_OF_APP }, headers);
    strictEqual(again.headers.get("idempotency-replayed"), "true");
    strictEqual(expectStatus(again, 201).secret, secret);
    const rows = [...await app.db.select().from(webhooks)];
    strictEqual(rows.length, 1);
    const kept = JSON.stringify([...rows, ...await app.db.select().from(idempotentAnswers)]);
    ok(!kept.includes(secret) && !kept.includes("whsec_"));
    strictEqual(await app.deps.sealer.open(rows[0].secretSealed), secret);

    for (const path of ["/webhooks", `/webhooks/${id}`]) {
      const { text, json } = await script.get(path);
      ok(!text.includes("secret") && !text.includes(secret), text);
      deepStrictEqual(json.items?.[0] ?? json, { id, ...made });
    }
  }));

Deno.test("POST /webhooks refuses what leads nowhere on the open net, and nothing is kept", () =>
  withApp({ baseUrl: "https://runnerly.example" }, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    for (
      const url of [
        ...["http://app.example/", "https://localhost/", "https://10.0.0.1/", "x", ""],
        // Longer where it is written as it goes over the net.
        `https://app.example/${"é".repeat(400)}`,
      ]
    ) {
      const { errors } = expectStatus(await script.post("/webhooks", { url }), 422);
      strictEqual(errors[0].pointer, "/url", url);
    }
    expectStatus(await script.post("/webhooks", {}), 422);
    expectStatus(await script.post("/webhooks", { url: URL_OF_APP, more: 1 }), 422);
    strictEqual(await app.db.$count(webhooks), 0);
  }));

Deno.test("POST /webhooks refuses the eleventh of a runner and client, and takes others'", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    for (let i = 0; i < 10; i++) await makeWebhook(script, `${URL_OF_APP}/${i}`);
    const { detail } = expectStatus(await script.post("/webhooks", { url: URL_OF_APP }), 409);
    match(detail, /10 webhooks/);
    strictEqual(await app.db.$count(webhooks), 10);
    await makeWebhook((await appOf(app, visitor)).client, URL_OF_APP);
  }));

Deno.test("Webhooks need the scope runs:read", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email, ["runs:write", "profile:read"]);
    const id = uuidv7();
    for (
      const [method, path] of [
        ["GET", "/webhooks"],
        ["POST", "/webhooks"],
        ["GET", `/webhooks/${id}`],
        ["DELETE", `/webhooks/${id}`],
        ["GET", `/webhooks/${id}/deliveries`],
        ["POST", `/webhooks/${id}/deliveries/${id}/replays`],
      ]
    ) {
      const answer = await script.send(path, { method });
      strictEqual(expectStatus(answer, 403).scope, "runs:read", `${method} ${path}`);
    }
  }));

Deno.test("Whoever asks sees their own webhooks alone: other runners, apps and scripts get 404", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    const script = await scriptOf(app, email);
    const mapped = (await appOf(app, visitor)).client;
    const other = await newRunner(app);
    const strangers = [
      await scriptOf(app, other.email),
      (await appOf(app, visitor)).client,
      (await appOf(app, other.visitor)).client,
    ];
    const ours = [
      [script, await makeWebhook(script, URL_OF_APP), mapped],
      [mapped, await makeWebhook(mapped, URL_OF_APP), script],
    ] as const;
    expectStatus(await script.post("/runs", RUN), 201);
    for (const [client, { id }, sibling] of ours) {
      const deliveries = expectStatus(await client.get(`/webhooks/${id}/deliveries`), 200).items;
      strictEqual(deliveries.length, 1);
      const delivery = `/webhooks/${id}/deliveries/${deliveries[0].id}/replays`;
      for (const stranger of [...strangers, sibling]) {
        const { items } = expectStatus(await stranger.get("/webhooks"), 200);
        ok(!items.some((each: { id: string }) => each.id === id));
        expectStatus(await stranger.get(`/webhooks/${id}`), 404);
        expectStatus(await stranger.send(`/webhooks/${id}`, { method: "DELETE" }), 404);
        expectStatus(await stranger.get(`/webhooks/${id}/deliveries`), 404);
        expectStatus(await stranger.post(delivery, undefined), 404);
      }
    }
    // A delivery is found under its own webhook alone.
    const [[, first], [, second]] = ours;
    const second_ = expectStatus(await mapped.get(`/webhooks/${second.id}/deliveries`), 200);
    const crossed = `/webhooks/${first.id}/deliveries/${second_.items[0].id}/replays`;
    expectStatus(await script.post(crossed, undefined), 404);
    strictEqual(await app.db.$count(webhooks), 2);
  }));

Deno.test("DELETE /webhooks/{id} ends it with what it was owed", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    const { id } = await makeWebhook(script, URL_OF_APP);
    expectStatus(await script.post("/runs", RUN), 201);
    strictEqual((await readDeliveries(app)).length, 1);
    expectStatus(await script.send(`/webhooks/${id}`, { method: "DELETE" }), 204);
    expectStatus(await script.get(`/webhooks/${id}`), 404);
    strictEqual(await app.db.$count(webhookDeliveries), 0);
    await app.drain();
    deepStrictEqual(app.logged.filter(({ level }) => level === "error"), []);
  }));

Deno.test("GET /webhooks/{id}/deliveries pages from the newest on, each once", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    const { id } = await makeWebhook(script, URL_OF_APP);
    for (let i = 0; i < 7; i++) {
      if (i % 2) app.clock.advance(1_000);
      expectStatus(await script.post("/runs", { ...RUN, title: `Run ${i}` }), 201);
    }
    const seen: string[] = [];
    let query = "?limit=3";
    for (let pages = 0; pages < 3; pages++) {
      const answer = await script.get(`/webhooks/${id}/deliveries${query}`);
      const { items, next } = expectStatus(answer, 200);
      seen.push(...items.map((each: { id: string }) => each.id));
      strictEqual(next === null, pages === 2);
      query = new URL(answer.headers.get("link")?.match(/<(.+)>/)?.[1] ?? "http://end").search;
    }
    const rows = await readDeliveries(app);
    const newestFirst = rows.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
    deepStrictEqual(seen, newestFirst.map((row) => row.id));
    expectStatus(await script.get(`/webhooks/${id}/deliveries?cursor=none`), 422);
  }));

Deno.test("An app's webhooks go when its runner, the app or time takes back what it may", () =>
  withApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    await makeWebhook(await scriptOf(app, email), URL_OF_APP);
    const withdrawn = await appOf(app, visitor);
    await makeWebhook(withdrawn.client, URL_OF_APP);
    const revoked = await appOf(app, visitor);
    await makeWebhook(revoked.client, URL_OF_APP);
    const expired = await appOf(app, visitor);
    await makeWebhook(expired.client, URL_OF_APP);
    const clients = async () => (await app.db.select().from(webhooks)).map((row) => row.clientId);

    const page = await visitor.get("/account/applications");
    const forms = [...page.text.matchAll(/\/account\/applications\/([\w-]{36})/g)];
    const { db, clock } = app;
    strictEqual(forms.length, 3);
    await visitor.post(`/account/applications/${forms.at(-1)?.[1]}`);
    strictEqual((await clients()).length, 3);
    const form = { token: revoked.granted.refreshToken };
    await postOAuth(app, "revoke", revoked.registered, form);
    deepStrictEqual(await clients(), [null, expired.registered.client.id]);
    clock.advance(400 * DAY);
    await deleteExpiredGrants(db, clock.now(), clock.now());
    await sweep(db, clock.now(), null);
    deepStrictEqual(await clients(), [null]);
  }));

Deno.test("An app's webhooks go with the last grant that lets it read runs", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const registered = await registerApp(app, { scopes: ["runs:read", "profile:read"] });
    const reading = await grantApp(app, registered, visitor);
    await grantApp(app, registered, visitor, ["profile:read"]);
    await makeWebhook(apiClient(app, reading.accessToken), URL_OF_APP);
    await postOAuth(app, "revoke", registered, { token: reading.refreshToken });
    strictEqual(await app.db.$count(webhooks), 0);
  }));

Deno.test("Deliveries are kept for 30 days", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    await makeWebhook(script, URL_OF_APP);
    expectStatus(await script.post("/runs", RUN), 201);
    app.clock.advance(30 * DAY);
    await sweep(app.db, app.clock.now(), null);
    strictEqual(await app.db.$count(webhookDeliveries), 1);
    app.clock.advance(1);
    await sweep(app.db, app.clock.now(), null);
    strictEqual(await app.db.$count(webhookDeliveries), 0);
  }));
