import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { Hono } from "hono";
import { createApp } from "@/http/app.ts";
import type { AppEnv } from "@/http/env.ts";
import { routes } from "@/http/routes.gen.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { giveHistory } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { type Answer, openVisitor } from "@/tests/support/visitor.ts";

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self' http://127.0.0.1:9",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

function isGuarded({ headers }: Answer, what: string): void {
  const csp = headers.get("content-security-policy") ?? "";
  strictEqual(csp.split("; ").sort().join("; "), [...CSP].sort().join("; "), what);
  doesNotMatch(csp, /unsafe-|\*|data:/);
  strictEqual(headers.get("x-content-type-options"), "nosniff", what);
  strictEqual(headers.get("x-frame-options"), "DENY", what);
  strictEqual(headers.get("referrer-policy"), "same-origin", what);
  match(headers.get("x-request-id") ?? "", /^[\w-]{36}$/, what);
  strictEqual(headers.get("x-powered-by"), null);
}

/** The same application with a page that breaks. */
function withBrokenPage(app: TestApp) {
  const broken = new Hono<AppEnv>().get("/", () => {
    throw new Error("a secret detail");
  });
  const modules = { ...routes, "broken.ts": { default: broken } };
  return openVisitor(createApp(app.deps, modules), app.deps.baseUrl);
}

Deno.test("Every kind of answer carries the security headers", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const stranger = app.visit();
    const answers: [string, number, Answer][] = [
      ["page", 200, await stranger.get("/")],
      ["runner's page", 200, await visitor.get("/runs")],
      ["JSON", 200, await visitor.get("/account/strava/progress")],
      ["text", 200, await stranger.get("/healthz")],
      ["refused form", 422, await stranger.post("/sign-in")],
      ["redirect", 303, await stranger.get("/account")],
      ["not found", 404, await stranger.get("/nothing")],
      [
        "foreign form",
        403,
        await stranger.post("/sign-in", {}, { origin: "https://evil.example" }),
      ],
      ["spent link", 400, await stranger.get("/reset-password?token=x")],
      ["style", 200, await stranger.get("/static/app.css")],
      ["script", 200, await stranger.get(app.deps.assets.islandScript)],
      ["missing file", 404, await stranger.get("/static/nothing.js")],
      ["head", 200, await stranger.send("/", { method: "HEAD" })],
      ["broken page", 500, await withBrokenPage(app).get("/broken")],
    ];
    for (const [what, status, answer] of answers) {
      strictEqual(answer.status, status, what);
      isGuarded(answer, what);
      strictEqual(answer.headers.get("strict-transport-security"), null, "not over http");
    }
  }));

Deno.test("On https, browsers are told to stay there", () =>
  withApp({ baseUrl: "https://runnerly.example" }, async (app) => {
    const { headers } = await app.visit().get("/");
    match(headers.get("strict-transport-security") ?? "", /^max-age=31536000; includeSubDomains$/);
  }));

Deno.test("No page needs what the policy forbids: nothing inline, nothing from elsewhere", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const { runId } = await giveHistory(app, email);
    const account = ["", "/profile", "/password", "/email", "/sessions", "/strava", "/delete"];
    const paths = [
      "/",
      "/runs",
      `/runs/${runId}`,
      "/strava/connect?again=1",
      "/privacy",
      "/nothing",
    ];
    for (const path of [...paths, ...account.map((part) => `/account${part}`)]) {
      const { text } = await visitor.get(path);
      ok(text.startsWith("<!doctype html>"), path);
      doesNotMatch(text, /<[^>]+\sstyle=/, path);
      doesNotMatch(text, /<[^>]+\son\w+=/, path);
      doesNotMatch(text, /<style|javascript:/, path);
      for (const [tag] of text.matchAll(/<script[^>]*>/g)) match(tag, / src="\/static\//, path);
      for (const [, address] of text.matchAll(/<(?:link|img|script)[^>]+(?:href|src)="([^"]*)"/g)) {
        ok(address.startsWith("/static/"), `${path} loads ${address}`);
      }
    }
  }));
