import { strictEqual } from "node:assert/strict";
import { safeNext } from "@/http/session.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";

const ELSEWHERE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "/%2E%2e//evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "data:text/html,x",
  "evil.example",
  "@evil.example",
  "\t//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "/\u0000/evil.example",
  " //evil.example",
  "",
];
const OURS: [next: string, path: string][] = [
  ["/", "/"],
  ["/runs?sort=longest&q=a%26b", "/runs?sort=longest&q=a%26b"],
  ["/account/../runs", "/runs"],
  ["/%2f%2fevil.example", "/%2f%2fevil.example"],
  ["/%5cevil.example", "/%5cevil.example"],
  ["/@evil.example", "/@evil.example"],
  ["/https://evil.example", "/https://evil.example"],
  ["/runs?next=//evil.example", "/runs?next=//evil.example"],
  ["/runs#top", "/runs"],
];

Deno.test("safeNext() stays on this origin", () => {
  strictEqual(safeNext(undefined), "/");
  for (const next of ELSEWHERE) strictEqual(safeNext(next), "/", JSON.stringify(next));
  for (const [next, path] of OURS) {
    strictEqual(safeNext(next), path);
    strictEqual(new URL(safeNext(next), "https://runnerly.example").host, "runnerly.example");
  }
});

Deno.test("POST /sign-in leads to no other site, and the form carries no such address", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    for (const next of ["//evil.example", "/\\evil.example", "/.//evil.example", "/\t/evil"]) {
      const answer = await app.visit().post("/sign-in", { email, password: PASSWORD, next });
      strictEqual(answer.location, "/", JSON.stringify(next));
      const query = `?next=${encodeURIComponent(next)}`;
      strictEqual((await app.visit().get(`/sign-in${query}`)).text.includes("evil"), false);
      strictEqual((await visitor.get(`/sign-in${query}`)).location, "/");
      await visitor.post("/sign-in", { email, password: PASSWORD });
    }
  }));
