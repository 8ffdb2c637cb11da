import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { type Refusal, RefusedError } from "@/domain/errors.ts";
import { createApp } from "@/http/app.ts";
import type { AppEnv } from "@/http/env.ts";
import { routes } from "@/http/routes.gen.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { sql } from "drizzle-orm";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { assertShows } from "@/tests/support/page.ts";
import { openVisitor } from "@/tests/support/visitor.ts";

/** A visitor to the application with one page more, which throws. */
function throwing(app: TestApp, error: () => unknown) {
  const page = new Hono<AppEnv>().get("/", () => {
    throw error();
  });
  const modules = { ...routes, "throws.ts": { default: page } };
  return openVisitor(createApp(app.deps, modules), app.deps.baseUrl);
}

const STATUS: Partial<Record<Refusal, number>> = {
  not_found: 404,
  bad_form: 400,
  foreign_origin: 403,
  too_large: 413,
  too_many_attempts: 429,
  wrong_password: 403,
  mail_link_spent: 400,
  strava_athlete_taken: 409,
  strava_state_used: 409,
  strava_unavailable: 503,
  strava_inactive: 503,
};

Deno.test("A page that breaks answers 500 with a number to tell, logs why and shows nothing of it", () =>
  withApp({}, async (app) => {
    const secret = "table users has no column named pin";
    const visitor = throwing(app, () => new Error(secret, { cause: new Error("disk") }));
    const answer = await visitor.get("/throws?token=a-secret-token");
    strictEqual(answer.status, 500);
    assertShows(answer, en.errors.internal.title, en.errors.internal.text, en.errors.home);
    const requestId = answer.headers.get("x-request-id") ?? "";
    match(requestId, /^[0-9a-f-]{36}$/);
    ok(answer.text.includes(requestId));
    for (const internal of [secret, "Error", "disk", "throws.ts", "    at ", "node_modules"]) {
      ok(!answer.text.includes(internal), internal);
    }
    const failures = app.logged.filter(({ event }) => event === "Request failed");
    strictEqual(failures.length, 1);
    const [{ level, fields }] = failures;
    strictEqual(level, "error");
    strictEqual(fields?.requestId, requestId);
    strictEqual(fields?.path, "/throws");
    match(String(fields?.problem), /no column named pin/);
    match(String(fields?.stack), /errors_test\.ts/);
    match(String(fields?.cause), /disk/);
    ok(!JSON.stringify(app.logged).includes("a-secret-token"), "queries are never logged");
  }));

Deno.test("A query that fails is logged without its parameters", () =>
  withApp({}, async (app) => {
    const cause = new Error("SQLITE_BUSY");
    const failed = Object.assign(new Error("Failed query: params: ana@example.org", { cause }), {
      params: ["ana@example.org"],
    });
    strictEqual((await throwing(app, () => failed).get("/throws")).status, 500);
    const line = JSON.stringify(app.logged);
    ok(line.includes("SQLITE_BUSY") && !line.includes("ana@example.org"));
  }));

Deno.test("A thrown thing that is no error is a 500 too", () =>
  withApp({}, async (app) => {
    strictEqual(
      (await throwing(app, () => new DOMException("no", "AbortError")).get("/throws")).status,
      500,
    );
    strictEqual((await throwing(app, () => new HTTPException(400)).get("/throws")).status, 400);
  }));

const WAYS: Partial<Record<Refusal, string>> = {
  token_made: "/account/tokens",
  strava_athlete_taken: "/strava/connect?again=1",
};

Deno.test("Every refusal is a page with its own words and a way on", () =>
  withApp({}, async (app) => {
    for (const refusal of Object.keys(en.refusals) as Refusal[]) {
      const answer = await throwing(app, () => new RefusedError(refusal)).get("/throws");
      const { title, text } = en.refusals[refusal];
      if (STATUS[refusal]) strictEqual(answer.status, STATUS[refusal], refusal);
      ok(answer.status >= 400 && answer.status < 500 || answer.status === 503, refusal);
      assertShows(answer, title, text);
      const way = WAYS[refusal] ?? (refusal.startsWith("strava_") ? "/account/strava" : "/");
      ok(answer.text.includes(`class="button" href="${way}"`), refusal);
      strictEqual(answer.headers.get("retry-after"), null);
    }
    ok(app.logged.every(({ level }) => level === "info"), "a refusal is no failure");
  }));

Deno.test("A refusal that ends says when, on the page and in the header", () =>
  withApp({}, async (app) => {
    const at = app.clock.now() + 90_500;
    const answer = await throwing(app, () => new RefusedError("too_many_attempts", at)).get(
      "/throws",
    );
    strictEqual(answer.headers.get("retry-after"), "91");
    assertShows(answer, en.errors.tryAgainIn(2));
    const past = () => new RefusedError("too_many_attempts", app.clock.now() - 5);
    strictEqual((await throwing(app, past).get("/throws")).headers.get("retry-after"), "1");
  }));

Deno.test("Each request is one line in the log: what was asked, never what was sent", () =>
  withApp({}, async (app) => {
    const visitor = app.visit();
    await visitor.post("/sign-in?next=/secret-next", {
      email: "ana@example.org",
      password: "pw-1",
    });
    await visitor.get("/confirm-email?token=secret-token");
    const secret = newSecret();
    await visitor.get(`/webhooks/strava/${secret}`);
    await app.db.run(sql`drop table strava_subscription`);
    strictEqual((await visitor.get(`/webhooks/strava/${secret}`)).status, 500);
    ok(app.logged.some(({ event }) => event === "Request failed"));
    const lines = app.logged.filter(({ event }) => event === "Request");
    strictEqual(lines.length, 4);
    strictEqual(lines[2].fields?.path, "/webhooks/strava/[secret]");
    ok(!JSON.stringify(app.logged).includes(secret));
    strictEqual(lines[0].fields?.path, "/sign-in");
    strictEqual(lines[0].fields?.method, "POST");
    strictEqual(lines[0].fields?.status, 422);
    doesNotMatch(JSON.stringify(app.logged), /secret-|ana@|pw-1/);
  }));
