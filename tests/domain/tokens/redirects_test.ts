import { strictEqual } from "node:assert/strict";
import { isRedirectUri, isRegistered } from "@/domain/tokens/redirects.ts";

const FIT = [
  "https://app.example/back",
  "https://app.example",
  "https://app.example:8443/back?from=runnerly",
  "http://127.0.0.1/back",
  "http://127.0.0.1:5000/back",
  "http://[::1]/back",
  "com.example.app:/back",
  "com.example.app://back",
];
const UNFIT = [
  "http://app.example/back",
  "http://localhost/back",
  "http://127.0.0.1.evil.example/back",
  "https://app.example/back#x",
  "https://app.example/back#",
  "https://*.app.example/back",
  "https://user@app.example/back",
  "https://user:word@app.example/back",
  "https://app.example\\@evil.example/",
  "https://app.example/back\n",
  " https://app.example/back",
  "https://",
  "//app.example/back",
  "/back",
  "",
  "app:/back",
  "javascript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "about:blank",
];

Deno.test("isRedirectUri() takes https, this machine and a scheme with a domain, without a fragment", () => {
  for (const uri of FIT) strictEqual(isRedirectUri(uri), true, uri);
  for (const uri of UNFIT) strictEqual(isRedirectUri(uri), false, uri);
});

Deno.test("isRegistered() compares to the letter, but for the port of a loopback address", () => {
  const cases: [registered: string, asked: string, answer: boolean][] = [
    ["https://app.example/back", "https://app.example/back", true],
    ["https://app.example/back", "https://app.example:443/back", false],
    ["https://app.example/back", "https://app.example/%62ack", false],
    ["https://app.example", "https://app.example/", false],
    ["com.example.app:/back", "com.example.app:/back/", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:1/back", true],
    ["http://127.0.0.1:5000/back", "http://127.0.0.1:65535/back", true],
    ["http://127.0.0.1:5000/back", "http://127.0.0.1/back", true],
    ["http://[::1]/back", "http://[::1]:5000/back", true],
    ["http://127.0.0.1", "http://127.0.0.1:5000/", true],
    ["http://127.0.0.1/back", "http://127.0.0.1:65536/back", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:/back", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:5000/back?x=1", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:5000/back#x", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:5000/x/../back", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:5000\\back", false],
    ["http://127.0.0.1/back", "http://127.0.0.2:5000/back", false],
    ["http://127.0.0.1/back", "http://127.1:5000/back", false],
    ["http://127.0.0.1/back", "HTTP://127.0.0.1:5000/back", false],
    ["http://127.0.0.1/back", "http://[::1]:5000/back", false],
    ["http://127.0.0.1/back", "http://user@127.0.0.1:5000/back", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:5000@evil.example/back", false],
    ["http://127.0.0.1/back", "http://127.0.0.1:5000/back\n", false],
  ];
  for (const [registered, asked, answer] of cases) {
    strictEqual(isRegistered(asked, [registered]), answer, `${asked} for ${registered}`);
  }
});
