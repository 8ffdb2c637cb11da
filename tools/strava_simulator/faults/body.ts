import { gzipSync } from "node:zlib";
import { wait } from "../server/wait.ts";
import type { Exchange } from "./effects.ts";
import type { Effect } from "./rule.ts";
import { wobbleJson } from "./wobble.ts";

/** The answer with its body spoiled as the effect says; other effects leave it alone. */
export async function breakBody(
  exchange: Exchange,
  effect: Effect,
  answer: Response,
): Promise<Response> {
  if (answer.body === null) return answer;
  const isPage = answer.ok && answer.headers.get("content-type")?.includes("json");
  switch (effect.kind) {
    case "close":
      return effect.when === "mid-body" ? cutMidBody(answer, effect.afterBytes) : answer;
    case "slow-body":
      return trickle(answer, effect, exchange.connection.signal);
    case "truncate":
      return truncate(answer, effect.share, effect.encoding);
    case "mangle":
      return mangle(answer, effect.as);
    case "wobble":
      if (!isPage) return answer;
      return withBody(answer, wobbleJson(await answer.text(), effect.ways, exchange.startedMs));
    case "drop-items":
      if (!isPage) return answer;
      return withBody(answer, dropItems(await answer.text(), effect.count));
    default:
      return answer;
  }
}

/** Some bytes, then a reset. The length was promised, so a client can tell. */
async function cutMidBody(answer: Response, afterBytes: number): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.slice(0, afterBytes)),
    pull: (controller) => controller.error(new Error("cut by a fault rule")),
  }, { highWaterMark: 0 });
  const headers = new Headers(answer.headers);
  headers.set("content-length", String(Math.max(bytes.length, afterBytes + 1)));
  return new Response(body, { status: answer.status, headers });
}

async function trickle(
  answer: Response,
  pace: { bytesPerStep: number; stepMs: number },
  signal: AbortSignal,
): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0) await wait(pace.stepMs, signal);
      if (sent >= bytes.length || signal.aborted) return controller.close();
      controller.enqueue(bytes.slice(sent, sent + pace.bytesPerStep));
      sent += pace.bytesPerStep;
    },
  }, { highWaterMark: 0 });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** A body that ends early but properly framed: only its content shows it. */
async function truncate(
  answer: Response,
  share: number,
  encoding: "identity" | "gzip",
): Promise<Response> {
  const plain = new Uint8Array(await answer.arrayBuffer());
  const whole = encoding === "gzip" ? new Uint8Array(gzipSync(plain)) : plain;
  const headers = new Headers(answer.headers);
  if (encoding === "gzip") headers.set("content-encoding", "gzip");
  const kept = whole.slice(0, Math.floor(whole.length * share));
  return new Response(kept, { status: answer.status, headers });
}

async function mangle(
  answer: Response,
  as: Extract<Effect, { kind: "mangle" }>["as"],
): Promise<Response> {
  const text = await answer.text();
  switch (as) {
    case "malformed-json":
      return withBody(answer, text.replace(":", "=") + ",");
    case "truncated-json":
      return withBody(answer, text.slice(0, Math.floor(text.length / 2)));
    case "empty":
      return withBody(answer, "");
    case "bom":
      return withBody(answer, `\uFEFF${text}`);
    case "html":
      return withBody(answer, "<!doctype html><title>Maintenance</title>", "text/html");
  }
}

function withBody(answer: Response, text: string, type?: string): Response {
  const headers = new Headers(answer.headers);
  if (type) headers.set("content-type", type);
  return new Response(text, { status: answer.status, headers });
}

/** Takes items off the end of a page without a trace. */
function dropItems(text: string, count: number): string {
  const page: unknown = JSON.parse(text);
  return Array.isArray(page) ? JSON.stringify(page.slice(0, -count)) : text;
}
