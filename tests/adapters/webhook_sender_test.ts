import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { openWebhookSender } from "@/adapters/webhook_sender.ts";
import { selfSignedCertificate } from "@/tests/support/certificate.ts";
import { startReceiver, withReceiver } from "@/tests/support/receiver.ts";

const NEVER = new AbortController().signal;
const own = openWebhookSender({ allowLoopback: true, timeoutMs: 2_000 });
const open = openWebhookSender({ allowLoopback: false, timeoutMs: 2_000 });

function messageTo(url: string) {
  return { url, headers: { "webhook-id": "1" }, body: '{"name":"Zoë"}' };
}

function named(url: string, host: string): string {
  const changed = new URL(url);
  changed.hostname = host;
  return changed.href;
}

function resolving(...addresses: string[]) {
  const asked: string[] = [];
  const resolve = (host: string): Promise<LookupAddress[]> => {
    asked.push(host);
    return Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { asked, resolve };
}

Deno.test("post() sends the body and the headers as they are, and answers the status", () =>
  withReceiver(async ({ url, received, answer }) => {
    answer(() => new Response("thanks", { status: 202 }));
    strictEqual(await own.post(messageTo(url), NEVER), 202);
    const [{ path, headers, body }] = received;
    deepStrictEqual([path, headers.get("webhook-id"), body], ["/hook", "1", '{"name":"Zoë"}']);
  }));

for (const status of [301, 302, 303, 307, 308]) {
  Deno.test(`post() does not follow a ${status}`, () =>
    withReceiver(async ({ url, received, answer }) => {
      answer(() => new Response(null, { status, headers: { location: "/elsewhere" } }));
      strictEqual(await own.post(messageTo(url), NEVER), status);
      deepStrictEqual(received.map(({ path }) => path), ["/hook"]);
    }));
}

Deno.test("post() hangs up on an answer without an end", () =>
  withReceiver(async ({ url, answer }) => {
    const hungUp = Promise.withResolvers<void>();
    const pull = (stream: ReadableStreamDefaultController) => stream.enqueue(new Uint8Array(512));
    answer(() => new Response(new ReadableStream({ pull, cancel: () => hungUp.resolve() })));
    strictEqual(await own.post(messageTo(url), NEVER), 200);
    await hungUp.promise;
  }));

Deno.test("post() gives up on an answer that does not come, and on a machine that is not there", () =>
  withReceiver(async ({ url, answer }) => {
    const late = Promise.withResolvers<Response>();
    answer(() => late.promise);
    const hasty = openWebhookSender({ allowLoopback: true, timeoutMs: 100 });
    await rejects(hasty.post(messageTo(url), NEVER), { problem: "timed_out" });
    late.resolve(new Response());
    const nobody = messageTo("http://127.0.0.1:9/");
    await rejects(own.post(nobody, NEVER), { problem: "unreachable" });
  }));

Deno.test("post() gives up on a resolver that does not answer", async () => {
  const resolve = () => new Promise<never>(() => {});
  const waiting = openWebhookSender({ allowLoopback: false, timeoutMs: 100, resolve });
  await rejects(waiting.post(messageTo("https://app.example/"), NEVER), { problem: "timed_out" });
});

Deno.test("post() ends when its worker stops, and blames nobody for it", () =>
  withReceiver(async ({ url, answer }) => {
    const late = Promise.withResolvers<Response>();
    answer(() => late.promise);
    const stopping = new AbortController();
    const posted = own.post(messageTo(url), stopping.signal);
    setTimeout(() => stopping.abort(), 20);
    await rejects(posted, { name: "AbortError" });
    late.resolve(new Response());
  }));

Deno.test("post() refuses this machine by address and by name unless it is allowed", () =>
  withReceiver(async ({ url, received }) => {
    for (const host of ["127.0.0.1", "localhost", "[::1]", "0.0.0.0"]) {
      const http = messageTo(named(url, host));
      await rejects(open.post(http, NEVER), { problem: "address_refused" }, host);
      const https = messageTo(http.url.replace("http:", "https:"));
      await rejects(open.post(https, NEVER), { problem: "address_refused" }, host);
    }
    strictEqual(received.length, 0);
  }));

Deno.test("post() refuses a name when any of its addresses is private", async () => {
  for (
    const addresses of [
      ["127.0.0.1"],
      ["93.184.216.34", "10.0.0.1"],
      ["2606:2800:220:1::1", "::ffff:169.254.169.254"],
      ["fd00::1"],
    ]
  ) {
    const { resolve } = resolving(...addresses);
    const sender = openWebhookSender({ allowLoopback: false, resolve });
    const sent = sender.post(messageTo("https://app.example/"), NEVER);
    await rejects(sent, { problem: "address_refused" }, addresses.join());
  }
});

Deno.test("post() says so when nobody knows the name", async () => {
  const unknown = messageTo("https://nobody.invalid/");
  await rejects(open.post(unknown, NEVER), { problem: "host_unknown" });
});

Deno.test("post() sends nothing in the clear but to this machine", async () => {
  const { resolve } = resolving("93.184.216.34");
  const sender = openWebhookSender({ allowLoopback: true, resolve });
  for (const url of ["http://app.example/", "http://hook.localhost/"]) {
    await rejects(sender.post(messageTo(url), NEVER), { problem: "address_refused" }, url);
  }
});

Deno.test("post() asks for a name once, and connects to what it was told then", () =>
  withReceiver(async ({ url, received }) => {
    const { asked, resolve } = resolving("127.0.0.1");
    const sender = openWebhookSender({ allowLoopback: true, resolve });
    strictEqual(await sender.post(messageTo(named(url, "hook.localhost")), NEVER), 204);
    deepStrictEqual(asked, ["hook.localhost"]);
    strictEqual(received[0].headers.get("host"), new URL(named(url, "hook.localhost")).host);
  }));

Deno.test("post() speaks TLS, and trusts no certificate that nobody vouches for", async () => {
  const { key, cert } = await selfSignedCertificate();
  const receiver = startReceiver({ key, cert });
  try {
    const trusting = openWebhookSender({ allowLoopback: true, ca: cert });
    strictEqual(await trusting.post(messageTo(receiver.url), NEVER), 204);
    await rejects(own.post(messageTo(receiver.url), NEVER), { problem: "unreachable" });
    const { resolve } = resolving("127.0.0.1");
    const misled = openWebhookSender({ allowLoopback: true, ca: cert, resolve });
    const other = messageTo(named(receiver.url, "hook.example"));
    await rejects(misled.post(other, NEVER), { problem: "unreachable" });
    strictEqual(receiver.received.length, 1);
  } finally {
    await receiver.stop();
  }
});
