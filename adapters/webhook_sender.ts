import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestPlainly } from "node:http";
import { request as requestSafely } from "node:https";
import { isIP } from "node:net";
import { isLoopbackAddress, mayReach } from "@/domain/webhooks/addresses.ts";
import { WebhookError, type WebhookMessage, type WebhookSender } from "@/domain/webhooks/sender.ts";
import { hostOf, isWebhookUrl } from "@/domain/webhooks/urls.ts";

/** An answer is thrown away, so nobody reads more of it than a good receiver sends. */
const ANSWER_BYTES = 1024;

interface WebhookSenderOptions {
  /** Whether this very machine may be reached, and without TLS: for an app that runs on it alone. */
  allowLoopback: boolean;
  timeoutMs?: number;
  /** Certificates to trust beside those that everybody trusts. */
  ca?: string;
  resolve?: (host: string) => Promise<LookupAddress[]>;
}

/**
 * Posts to addresses that strangers choose. The name is resolved once, each of its addresses has to be on the open net,
 * and the connection goes to those very ones: a name that changes its mind in between (DNS rebinding) changes nothing.
 */
export function openWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { timeoutMs = 10_000 } = options;
  return {
    async post(message, signal) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const ended = AbortSignal.any([signal, deadline]);
      try {
        const addresses = await orEnd(findAddresses(message.url, options), ended);
        return await exchange(message, { addresses, ended, ca: options.ca });
      } catch (error) {
        if (signal.aborted || error instanceof WebhookError) throw error;
        throw new WebhookError(deadline.aborted ? "timed_out" : "unreachable", { cause: error });
      }
    },
  };
}

async function findAddresses(
  text: string,
  { allowLoopback, resolve = (host) => lookup(host, { all: true }) }: WebhookSenderOptions,
): Promise<LookupAddress[]> {
  const url = new URL(text);
  if (!isWebhookUrl(text, { allowLoopback })) throw new WebhookError("address_refused");
  const host = hostOf(url);
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await resolve(host).catch((cause) => {
    throw new WebhookError("host_unknown", { cause });
  });
  // What is not encrypted stays on this machine.
  const isOpen = ({ address }: LookupAddress) =>
    url.protocol === "http:" ? isLoopbackAddress(address) : mayReach(address, { allowLoopback });
  if (found.length === 0) throw new WebhookError("host_unknown");
  if (!found.every(isOpen)) throw new WebhookError("address_refused");
  return found;
}

async function exchange(
  { url, headers, body }: WebhookMessage,
  { addresses, ended, ca }: { addresses: LookupAddress[]; ended: AbortSignal; ca?: string },
): Promise<number> {
  const answered = Promise.withResolvers<number>();
  const request = url.startsWith("http:") ? requestPlainly : requestSafely;
  const sent = request(url, {
    method: "POST",
    headers: { ...headers, "content-length": new TextEncoder().encode(body).length },
    agent: false,
    signal: ended,
    ...ca === undefined ? {} : { ca },
    lookup: (_host, { all }, found) =>
      all ? found(null, addresses) : found(null, addresses[0].address, addresses[0].family),
  }, (answer) => leave(answer, () => answered.resolve(answer.statusCode ?? 0)));
  sent.on("error", answered.reject);
  sent.end(body);
  return await answered.promise;
}

/** Hangs up once the answer has ended or is long enough; its status stands either way. */
function leave(answer: IncomingMessage, done: () => void): void {
  let bytes = 0;
  const end = () => {
    done();
    answer.destroy();
  };
  answer.on("data", (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes >= ANSWER_BYTES) end();
  });
  for (const event of ["end", "error", "close"]) answer.on(event, end);
}

/** A resolver cannot be told to stop, but nobody has to wait for it. */
async function orEnd<T>(promise: Promise<T>, ended: AbortSignal): Promise<T> {
  const end = Promise.withResolvers<never>();
  const stop = () => end.reject(ended.reason);
  ended.addEventListener("abort", stop, { once: true });
  if (ended.aborted) stop();
  try {
    return await Promise.race([promise, end.promise]);
  } finally {
    ended.removeEventListener("abort", stop);
  }
}
