import { gzipSync } from "node:zlib";
import type { Context } from "hono";
import { LRUCache } from "lru-cache";
import type { AppEnv } from "@/http/env.ts";
import { pathAndQuery } from "@/http/params.ts";

const LARGEST_CACHE = 64_000_000;

interface Kept {
  /** Text, or compressed. */
  body: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** Pages and answers, and what was read for them as JSON. */
export type PageCache = LRUCache<string, Kept>;

export function openPageCache(): PageCache {
  return new LRUCache({ maxSize: LARGEST_CACHE, sizeCalculation: ({ body }) => body.length || 1 });
}

/**
 * A page of the signed-in runner, rendered and compressed once for each version of what they have. The version
 * grows with every change, so the key says all that the page shows; `facts` adds what else it depends on, such as
 * today's date. Only we keep it: a browser that did would show it again after signing out, by its way back.
 */
export async function answerCached(
  c: Context<AppEnv>,
  facts: string,
  render: () => Promise<string>,
): Promise<Response> {
  const { deps: { assets }, runner } = c.var;
  const key = `${runner.id} ${runner.version} ${facts} ${assets.version} ${pathAndQuery(c)}`;
  c.header("cache-control", "private, no-store");
  c.header("vary", "accept-encoding");
  return await answerKept(c, key, "text/html; charset=UTF-8", async () => ({
    body: await render(),
  }));
}

/** A text with headers of its own, under a key that says all it depends on: written once, and compressed once. */
export async function answerKept(
  c: Context<AppEnv>,
  key: string,
  type: string,
  write: () => Promise<{ body: string; headers?: Record<string, string> }>,
): Promise<Response> {
  const { pages } = c.get("deps");
  const place = placeOf(c, key);
  let kept = pages.get(place);
  if (kept === undefined) {
    const { body, headers } = await write();
    kept = { body: place === key ? body : new Uint8Array(gzipSync(body)), headers };
    pages.set(place, kept);
  }
  c.header("content-type", type);
  for (const [name, value] of Object.entries(kept.headers ?? {})) c.header(name, value);
  if (typeof kept.body === "string") return c.body(kept.body);
  c.header("content-encoding", "gzip");
  return c.body(kept.body);
}

/** Whether that is written already. */
export function isKept(c: Context<AppEnv>, key: string): boolean {
  return c.get("deps").pages.has(placeOf(c, key));
}

/** Where a text is kept in the form that this client takes: compressed, or as it is under the key itself. */
function placeOf(c: Context<AppEnv>, key: string): string {
  return acceptsGzip(c.req.header("accept-encoding")) ? `${key} gzip` : key;
}

/** Read once for each version of what the runner has: for sums that many of their pages share. */
export async function remembered<T>(
  c: Context<AppEnv>,
  name: string,
  read: () => Promise<T>,
): Promise<T> {
  const { deps: { pages }, runner } = c.var;
  const key = `${runner.id} ${runner.version} ${name}`;
  const known = pages.get(key);
  if (typeof known?.body === "string") return JSON.parse(known.body);
  const value = await read();
  pages.set(key, { body: JSON.stringify(value) });
  return value;
}

/** `gzip;q=0` is a refusal. */
function acceptsGzip(accepted = ""): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}
