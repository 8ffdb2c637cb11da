import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";
import { byPrecedence, fileRouter, type RouteModules, urlPattern } from "@/http/file_router.ts";
import { routes } from "@/http/routes.gen.ts";

function says(text: string): { default: Hono<AppEnv> } {
  return { default: new Hono<AppEnv>().get("/", (c) => c.text(`${text} ${c.req.path}`)) };
}

function refuses(): { default: Hono<AppEnv> } {
  return { default: new Hono<AppEnv>().use((c) => Promise.resolve(c.text("guarded", 403))) };
}

async function ask(modules: RouteModules, path: string): Promise<string> {
  const response = await fileRouter(modules).request(path);
  return response.status === 404 ? "none" : (await response.text()).split(" ")[0];
}

Deno.test("urlPattern() spells the URL of a file", () => {
  const cases: [file: string, url: string][] = [
    ["index.tsx", "/"],
    ["_middleware.ts", "/"],
    ["sign-in.tsx", "/sign-in"],
    ["runs/index.tsx", "/runs"],
    ["runs/_middleware.ts", "/runs"],
    ["runs/[id].tsx", "/runs/:id"],
    ["runs/[id]/laps/[lap].ts", "/runs/:id/laps/:lap"],
    ["files/[...rest].ts", "/files/:rest{.+}"],
    ["reindex.tsx", "/reindex"],
    [".well-known/jwks.json.ts", "/.well-known/jwks.json"],
  ];
  for (const [file, url] of cases) strictEqual(urlPattern(file), url);
});

Deno.test("byPrecedence() puts a folder's guard first, then names, then [id], then [...rest]", () => {
  const inOrder = [
    "_middleware.ts",
    "account/_middleware.ts",
    "account/index.tsx",
    "account/sessions/_middleware.ts",
    "account/sessions/all.ts",
    "account/sessions/zebra.ts",
    "account/sessions/[id].ts",
    "account/sessions/[...rest].ts",
    "account/zebra.tsx",
    "runs/[id]/_middleware.ts",
    "runs/[id]/laps.ts",
    "runs/[id]/[lap].ts",
    "[...rest].ts",
  ];
  const shuffled = inOrder.toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1));
  deepStrictEqual(shuffled.sort(byPrecedence), inOrder);
});

Deno.test("fileRouter() guards everything in a folder, in whatever order the files are named", async () => {
  const modules = {
    "account/[...rest].ts": says("rest"),
    "account/zebra.ts": says("zebra"),
    "account/deep/er/[id].ts": says("deep"),
    "account/index.ts": says("index"),
    "account/_middleware.ts": refuses(),
    "accounts.ts": says("accounts"),
    "index.ts": says("home"),
  };
  for (const path of ["/account", "/account/zebra", "/account/deep/er/1", "/account/no/such"]) {
    strictEqual(await ask(modules, path), "guarded", path);
  }
  strictEqual(await ask(modules, "/accounts"), "accounts", "a neighbour's name is not the folder");
  strictEqual(await ask(modules, "/"), "home");
});

Deno.test("fileRouter() guards a page that is named as its folder", async () => {
  const modules = { "account.tsx": says("account"), "account/_middleware.ts": refuses() };
  strictEqual(await ask(modules, "/account"), "guarded");
});

Deno.test("fileRouter() prefers the name that is spelt out", async () => {
  const modules = {
    "sessions/[...rest].ts": says("rest"),
    "sessions/[id].ts": says("id"),
    "sessions/all.ts": says("all"),
  };
  strictEqual(await ask(modules, "/sessions/all"), "all");
  strictEqual(await ask(modules, "/sessions/7"), "id");
  strictEqual(await ask(modules, "/sessions/7/8"), "rest");
  strictEqual(await ask(modules, "/sessions"), "none");
});

Deno.test("The manifest is in the order of mounting, each guard before what it guards", () => {
  const files = Object.keys(routes);
  deepStrictEqual(files.toSorted(byPrecedence), files);
  for (const [at, file] of files.entries()) {
    if (!file.endsWith("_middleware.ts")) continue;
    const folder = file.replace("_middleware.ts", "");
    strictEqual(files.findIndex((other) => other.startsWith(folder)), at, file);
  }
});
