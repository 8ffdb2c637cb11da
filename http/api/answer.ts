import { hash } from "node:crypto";
import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerKept } from "@/http/page_cache.ts";
import { pathAndQuery } from "@/http/params.ts";

type Json<T, Status extends ContentfulStatusCode> = Response & TypedResponse<T, Status, "json">;

/**
 * Something that changes only when the runner's `version` does: known by that alone, so an unchanged one costs no
 * reading of it, and a repeated one no writing. A page of a list says where the next one is.
 */
export async function answerByVersion<T>(
  c: Context<AppEnv>,
  read: () => Promise<{ json: string; next: string | null }>,
): Promise<Json<T, 200>> {
  const { deps: { assets }, viewer, reader } = c.var;
  const seen = viewer.sources.length;
  const key = `api ${viewer.userId} ${seen} ${reader.version} ${assets.version} ${pathAndQuery(c)}`;
  const tag = `W/"${tagOf(key)}"`;
  c.header("etag", tag);
  c.header("cache-control", "private, no-cache");
  c.header("vary", "accept-encoding, authorization");
  if (isKnown(c, tag)) return c.body(null, 304) as Response as Json<T, 200>;
  const response = await answerKept(c, key, "application/json", async () => {
    const { json, next } = await read();
    return { body: json, headers: linkNext(c, next) };
  });
  return response as Json<T, 200>;
}

/** Something that is small: read, and known by what it says. */
export function answerTagged<T, Status extends 200 | 201 = 200>(
  c: Context<AppEnv>,
  value: T,
  status?: Status,
): Json<T, Status> {
  return answerText(c, JSON.stringify(value), status);
}

/** The same for what is written already. */
export function answerText<T, Status extends 200 | 201 = 200>(
  c: Context<AppEnv>,
  text: string,
  status?: Status,
): Json<T, Status> {
  const tag = `"${tagOf(text)}"`;
  c.header("etag", tag);
  c.header("cache-control", "private, no-cache");
  c.header("vary", "accept-encoding, authorization");
  if (c.req.method === "GET" && isKnown(c, tag)) {
    return c.body(null, 304) as Response as Json<T, Status>;
  }
  c.header("content-type", "application/json");
  return c.body(text, status ?? 200) as Response as Json<T, Status>;
}

/** A page of a list that does not follow the `version`. */
export function answerPage<T extends { next: string | null }>(
  c: Context<AppEnv>,
  page: T,
): Json<T, 200> {
  for (const [name, value] of Object.entries(linkNext(c, page.next))) c.header(name, value);
  return answerTagged(c, page);
}

/** Refuses to change what the client has not seen as it is now. */
export function requireMatch(c: Context<AppEnv>, text: string): void {
  const wanted = c.req.header("if-match");
  if (wanted === undefined || wanted.trim() === "*") return;
  if (tagsIn(wanted).includes(tagOf(text))) return;
  throw new ProblemError("changed", {
    detail: "It is not what If-Match names. Read it again, and decide anew.",
  });
}

/** The address of the next page, as a header (RFC 8288). */
function linkNext(c: Context<AppEnv>, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const url = new URL(pathAndQuery(c), c.var.deps.baseUrl);
  url.searchParams.set("cursor", cursor);
  return { link: `<${url.href}>; rel="next"` };
}

function isKnown(c: Context<AppEnv>, tag: string): boolean {
  const known = c.req.header("if-none-match");
  return known !== undefined && (known.trim() === "*" || tagsIn(known).includes(tagsIn(tag)[0]));
}

/** Without their marks of weakness: compression on the way makes a strong tag weak, and the thing is the same. */
function tagsIn(header: string): string[] {
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag]) => tag);
}

function tagOf(text: string): string {
  return hash("sha1", text, "base64url");
}
