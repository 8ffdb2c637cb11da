import { match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { bumpVersion } from "@/db/users.ts";
import { createApp } from "@/http/app.ts";
import { openPageCache } from "@/http/page_cache.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { openVisitor } from "@/tests/support/visitor.ts";

const DAY = 86_400_000;

Deno.test("answerCached() keeps pages here and has no browser keep them", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    for (const path of ["/", "/runs", "/runs?sort=longest"]) {
      const first = await visitor.get(path);
      strictEqual(first.status, 200);
      strictEqual(first.headers.get("cache-control"), "private, no-store");
      strictEqual(first.headers.get("etag"), null);
      strictEqual((await visitor.get(path)).text, first.text);
    }
    const [home, runs] = [await visitor.get("/"), await visitor.get("/runs")];
    notStrictEqual(home.text, runs.text, "each address has its own");
  }));

Deno.test("answerCached() renders anew when the runner's version grows, and not before", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const id = await userIdOf(app, email);
    const before = await visitor.get("/runs");
    const run = newRun(id, { title: "Rain on the quay" });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    strictEqual((await visitor.get("/runs")).text, before.text, "the key says all there is to say");
    await bumpVersion(app.db, id);
    match((await visitor.get("/runs")).text, /Rain on the quay/);
  }));

Deno.test("answerCached() never gives one runner's page to another, or to a stranger", () =>
  withApp({}, async (app) => {
    const [ana, ben] = [await newRunner(app), await newRunner(app)];
    const run = newRun(await userIdOf(app, ana.email), { title: "Only for Ana" });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    const hers = await ana.visitor.get("/runs");
    match(hers.text, /Only for Ana/);
    const his = await ben.visitor.get("/runs");
    strictEqual(his.status, 200);
    ok(!his.text.includes("Only for Ana"));
    strictEqual((await app.visit().get("/runs")).status, 303);
    await ana.visitor.post("/sign-out");
    strictEqual((await ana.visitor.get("/runs")).status, 303, "nor to a signed-out browser");
  }));

Deno.test("answerCached() gives the dashboard anew with each day of the runner's", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const today = await visitor.get("/");
    app.clock.advance(DAY);
    const tomorrow = await visitor.get("/");
    notStrictEqual(tomorrow.text, today.text);
  }));

Deno.test("answerCached() gives pages anew when an asset has changed", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await visitor.get("/runs");
    const url = (name: string) => `/static/another/${name}`;
    const assets = { ...app.deps.assets, url, version: "another" };
    const deployed = openVisitor(createApp({ ...app.deps, assets }), app.deps.baseUrl);
    for (const [name, value] of visitor.cookies) deployed.cookies.set(name, value);
    match((await deployed.get("/runs")).text, /\/static\/another\/app\.css/);
  }));

Deno.test("answerCached() gives the same page compressed to a browser that asks for it", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const plain = await visitor.get("/runs");
    strictEqual(plain.headers.get("content-encoding"), null);
    for (let n = 0; n < 2; n++) {
      const request = new Request(`${app.deps.baseUrl}/runs`, {
        headers: {
          "accept-encoding": "gzip, deflate, br",
          cookie: [...visitor.cookies].map((pair) => pair.join("=")).join("; "),
        },
      });
      const { headers, body } = await app.app.fetch(request, {});
      strictEqual(headers.get("content-encoding"), "gzip");
      match(headers.get("vary") ?? "", /accept-encoding/i);
      strictEqual(headers.get("content-type"), plain.headers.get("content-type"));
      ok(body);
      const text = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).text();
      strictEqual(text, plain.text);
    }
    const refused = await visitor.get("/runs", { "accept-encoding": "br, gzip;q=0" });
    strictEqual(refused.headers.get("content-encoding"), null);
  }));

Deno.test("openPageCache() forgets the oldest pages before it grows without end", () => {
  const pages = openPageCache();
  const html = "x".repeat(1_000_000);
  for (let i = 0; i < 100; i++) pages.set(`page ${i}`, { body: html });
  strictEqual(pages.get("page 0"), undefined);
  strictEqual(pages.get("page 99")?.body, html);
  ok(pages.calculatedSize <= 64_000_000);
});
