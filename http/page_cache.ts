import { createHash } from "node:crypto";
import type { Context } from "hono";
import { LRUCache } from "lru-cache";
import type { AppEnv } from "@/http/env.ts";

const LARGEST_CACHE = 64_000_000;

export type PageCache = LRUCache<string, string>;

export function openPageCache(): PageCache {
  return new LRUCache({ maxSize: LARGEST_CACHE, sizeCalculation: (html) => html.length || 1 });
}

/**
 * A page of the signed-in runner, rendered once for each version of what they have. The version grows with every
 * change, so the key says all that the page shows; `facts` adds what else it depends on, such as today's date.
 * A browser that has this version gets 304 and nothing is rendered.
 */
export async function answerCached(
  c: Context<AppEnv>,
  facts: string,
  render: () => Promise<string>,
): Promise<Response> {
  const { deps, runner } = c.var;
  const url = c.req.url.slice(c.req.url.indexOf("/", 8));
  const key = `${runner.id} ${runner.version} ${facts} ${deps.assets.version} ${url}`;
  const etag = `W/"${createHash("sha1").update(key).digest("base64url")}"`;
  c.header("etag", etag);
  c.header("cache-control", "private, no-cache");
  if (c.req.header("if-none-match") === etag) return c.body(null, 304);
  const known = deps.pages.get(key);
  if (known !== undefined) return c.html(known);
  const html = await render();
  deps.pages.set(key, html);
  return c.html(html);
}
