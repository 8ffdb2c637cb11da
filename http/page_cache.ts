import { gzipSync } from "node:zlib";
import type { Context } from "hono";
import { LRUCache } from "lru-cache";
import type { AppEnv } from "@/http/env.ts";
import { pathAndQuery } from "@/http/params.ts";

const LARGEST_CACHE = 64_000_000;

/** Pages as text or compressed, and what was read for them as JSON. */
export type PageCache = LRUCache<string, string | Uint8Array<ArrayBuffer>>;

export function openPageCache(): PageCache {
  return new LRUCache({ maxSize: LARGEST_CACHE, sizeCalculation: ({ length }) => length || 1 });
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
  const { deps: { pages, assets }, runner } = c.var;
  const key = `${runner.id} ${runner.version} ${facts} ${assets.version} ${pathAndQuery(c)}`;
  c.header("cache-control", "private, no-store");
  c.header("vary", "accept-encoding");
  const zipped = acceptsGzip(c.req.header("accept-encoding"));
  const place = zipped ? `${key} gzip` : key;
  const known = pages.get(place);
  if (known !== undefined) return answer(c, known);
  const html = await render();
  const page = zipped ? new Uint8Array(gzipSync(html)) : html;
  pages.set(place, page);
  return answer(c, page);
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
  if (typeof known === "string") return JSON.parse(known);
  const value = await read();
  pages.set(key, JSON.stringify(value));
  return value;
}

function answer(c: Context<AppEnv>, page: string | Uint8Array<ArrayBuffer>): Response {
  if (typeof page === "string") return c.html(page);
  c.header("content-encoding", "gzip");
  return c.body(page, 200, { "content-type": "text/html; charset=UTF-8" });
}

/** `gzip;q=0` is a refusal. */
function acceptsGzip(accepted = ""): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}
