import { ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";

interface Received {
  path: string;
  headers: Headers;
  body: string;
}

/** What a client runs to hear of runs: a server that writes down what it gets. */
export interface Receiver {
  url: string;
  received: Received[];
  /** How each request is answered from now on: 204 unless told. */
  answer(how: (request: Request) => Response | Promise<Response>): void;
  stop(): Promise<void>;
}

export function startReceiver(tls: { key?: string; cert?: string } = {}): Receiver {
  const received: Received[] = [];
  let respond: Parameters<Receiver["answer"]>[0] = () => new Response(null, { status: 204 });
  const server = Deno.serve({
    ...tls,
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
  }, async (request) => {
    const { pathname } = new URL(request.url);
    received.push({ path: pathname, headers: request.headers, body: await request.clone().text() });
    return await respond(request);
  });
  return {
    url: `${tls.cert ? "https" : "http"}://127.0.0.1:${server.addr.port}/hook`,
    received,
    answer: (how) => respond = how,
    stop: () => server.shutdown(),
  };
}

export async function withReceiver(test: (receiver: Receiver) => Promise<void>): Promise<void> {
  const receiver = startReceiver();
  try {
    await test(receiver);
  } finally {
    await receiver.stop();
  }
}

/** As a receiver checks it, by the Standard Webhooks specification; nothing of ours is used. */
export function isSigned(
  secret: string,
  { headers, body }: Pick<Received, "headers" | "body">,
): boolean {
  ok(secret.startsWith("whsec_"));
  const key = Buffer.from(secret.slice(6), "base64");
  const signed = `${headers.get("webhook-id")}.${headers.get("webhook-timestamp")}.${body}`;
  const wanted = createHmac("sha256", key).update(signed, "utf8").digest();
  return (headers.get("webhook-signature") ?? "").split(" ").some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ""), "base64");
    return each.startsWith("v1,") && given.length === wanted.length &&
      timingSafeEqual(given, wanted);
  });
}
