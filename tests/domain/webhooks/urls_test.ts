import { strictEqual } from "node:assert/strict";
import { isThisMachine, isWebhookUrl } from "@/domain/webhooks/urls.ts";

/** Whether each may be registered: on the open net, and where the app runs for its own machine. */
const CASES: [url: string, open: boolean, own: boolean][] = [
  ["https://app.example/hook?of=runnerly", true, true],
  ["https://app.example:8443/", true, true],
  ["https://8.8.8.8/", true, true],
  ["https://[2001:4860:4860::8888]/", true, true],
  ["http://app.example/hook", false, false],
  ["http://localhost:9000/", false, true],
  ["http://127.0.0.1:9000/", false, true],
  ["http://[::1]:9000/", false, true],
  ["https://localhost/", false, true],
  ["https://hook.localhost./", false, true],
  ["https://127.0.0.1/", false, true],
  ["https://2130706433/", false, true],
  ["https://0x7f.1/", false, true],
  ["https://[::ffff:127.0.0.1]/", false, true],
  ["https://10.0.0.1/", false, false],
  ["https://0/", false, false],
  ["https://169.254.169.254/latest/meta-data", false, false],
  ["https://[fe80::1]/", false, false],
  ["https://[64:ff9b::a00:1]/", false, false],
  ["https://user@app.example/", false, false],
  ["https://user:password@app.example/", false, false],
  ["https://app.example/#part", false, false],
  ["https://app.example\\@10.0.0.1/", false, false],
  [" https://app.example/", false, false],
  ["https://app.example/\n", false, false],
  ["ftp://app.example/", false, false],
  ["file:///etc/passwd", false, false],
  ["javascript:alert(1)", false, false],
  ["https://", false, false],
  ["/hook", false, false],
  ["", false, false],
  [`https://app.example/${"a".repeat(2000)}`, false, false],
];

for (const [url, open, own] of CASES) {
  Deno.test(`isWebhookUrl() ${open ? "takes" : "refuses"} ${JSON.stringify(url.slice(0, 50))}`, () => {
    strictEqual(isWebhookUrl(url, { allowLoopback: false }), open);
    strictEqual(isWebhookUrl(url, { allowLoopback: true }), own);
  });
}

Deno.test("isThisMachine() is true of plain http on loopback alone", () => {
  for (const url of ["http://localhost:8000", "http://127.0.0.1:1", "http://[::1]:8000"]) {
    strictEqual(isThisMachine(url), true, url);
  }
  for (const url of ["https://localhost", "http://runnerly.lan", "https://runnerly.example"]) {
    strictEqual(isThisMachine(url), false, url);
  }
});
