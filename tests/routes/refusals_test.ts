import { match, ok, strictEqual } from "node:assert/strict";
import type { Refusal } from "@/domain/errors.ts";
import { en } from "@/locales/en/mod.ts";
import { BASE_URL, type TestApp, withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";
import { type Answer, openVisitor } from "@/tests/support/visitor.ts";

const FORM_TYPE = "application/x-www-form-urlencoded";

/** A page of ours, with a heading, words and a way on. */
function isProblemPage(answer: Answer, status: number, refusal: Refusal): void {
  strictEqual(answer.status, status);
  match(answer.headers.get("content-type") ?? "", /^text\/html/);
  match(answer.text, /^<!doctype html>/);
  assertShows(answer, en.refusals[refusal].title, en.refusals[refusal].text);
  match(answer.text, /<a class="button" href="\/[\w/]*"/);
}

async function unchanged(app: TestApp, act: () => Promise<unknown>): Promise<void> {
  const before = await digestTables(app.db, []);
  await act();
  strictEqual(await digestTables(app.db, []), before);
}

Deno.test("What does not exist is a page that says so", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const paths = ["/nothing", "/runs/", "/sign-in/", "/account/nothing", "/%E0%A4%A", "/a%00b"];
    for (const path of paths) {
      isProblemPage(await visitor.get(path), 404, "not_found");
    }
    isProblemPage(await app.visit().get("/static/nothing.css"), 404, "not_found");
    isProblemPage(await app.visit().get("/static/../main.ts"), 404, "not_found");
    isProblemPage(await app.visit().get("/static/%2e%2e%2fmain.ts"), 404, "not_found");
  }));

Deno.test("HEAD answers as GET does, without a body", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    for (const path of ["/", "/runs", "/account", "/sign-in", "/privacy", "/healthz", "/no"]) {
      const get = await visitor.get(path);
      const head = await visitor.send(path, { method: "HEAD" });
      strictEqual(head.status, get.status, path);
      strictEqual(head.text, "");
      for (const name of ["content-type", "location", "cache-control"]) {
        strictEqual(head.headers.get(name), get.headers.get(name), `${path} ${name}`);
      }
    }
    const stranger = await app.visit().send("/account", { method: "HEAD" });
    strictEqual(stranger.status, 303);
  }));

Deno.test("A method that a page does not know is not found, and does nothing", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const headers = { origin: app.deps.baseUrl };
    await unchanged(app, async () => {
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "POSTER"]) {
        for (const path of ["/", "/account/delete", "/account/sessions/all", "/sign-in"]) {
          isProblemPage(await visitor.send(path, { method, headers }), 404, "not_found");
        }
      }
      for (const path of ["/", "/account", "/privacy", "/static/app.css"]) {
        isProblemPage(await visitor.post(path), 404, "not_found");
      }
    });
  }));

Deno.test("A form that comes from another site, or from nowhere, is refused and changes nothing", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const { host, origin } = new URL(app.deps.baseUrl);
    const origins: Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "https://evil.example" },
      { origin: `https://${host}` },
      { origin: `${origin}.evil.example` },
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ];
    await unchanged(app, async () => {
      for (const headers of origins) {
        for (const type of [FORM_TYPE, "multipart/form-data; boundary=x", "text/plain", ""]) {
          for (const path of ["/sign-out", "/account/sessions/all", "/account/delete"]) {
            const answer = await visitor.send(path, {
              method: "POST",
              body: "a=1",
              headers: { ...headers, ...type ? { "content-type": type } : {} },
            });
            isProblemPage(answer, 403, "foreign_origin");
          }
        }
      }
    });
    strictEqual((await visitor.get("/account")).status, 200);
  }));

Deno.test("A form that was opened under another address is told the right one", () =>
  withApp({}, async (app) => {
    const elsewhere = openVisitor(app.app, "http://127.0.0.1:8000");
    const form = { email: "ana@example.org", password: "seven green herons" };
    await unchanged(app, async () => {
      const answer = await elsewhere.post("/sign-in", form);
      strictEqual(answer.status, 403);
      const { title, text, open } = en.errors.wrongAddress;
      assertShows(answer, title, text(BASE_URL), open(BASE_URL));
      ok(answer.text.includes(`<a class="button" href="${BASE_URL}/">`));
    });
  }));

Deno.test("A body larger than any form is refused, whether or not it says its size", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const headers = { origin: app.deps.baseUrl, "content-type": FORM_TYPE };
    const body = `email=${"a".repeat(64_000)}`;
    const chunks = () => ReadableStream.from([body, body]).pipeThrough(new TextEncoderStream());
    await unchanged(app, async () => {
      for (const path of ["/sign-in", "/sign-up", "/account/profile", "/sign-out"]) {
        const told = { ...headers, "content-length": String(body.length) };
        for (
          const answer of [
            await visitor.send(path, { method: "POST", body, headers: told }),
            await visitor.send(path, { method: "POST", body, headers }),
            await visitor.send(path, { method: "POST", body: chunks(), headers }),
          ]
        ) isProblemPage(answer, 413, "too_large");
      }
    });
  }));

Deno.test("A form that cannot be read is refused with a page", () =>
  withApp({}, async (app) => {
    const headers = { origin: app.deps.baseUrl, "content-type": "multipart/form-data" };
    const answer = await app.visit().send("/sign-in", { method: "POST", body: "--x", headers });
    isProblemPage(answer, 400, "bad_form");
    ok(!app.logged.some(({ level }) => level === "error"));
  }));
