import { hash } from "node:crypto";
import type { Context, MiddlewareHandler, TypedResponse } from "hono";
import { ProblemError } from "@/http/api/problem.ts";
import { seesStrava } from "@/domain/tokens/viewer.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerKept, isKept } from "@/http/page_cache.ts";
import { pathAndQuery } from "@/http/params.ts";

const READING = ["GET", "HEAD"];

type Json<T> = Response & TypedResponse<T, 200, "json">;

/**
 * Something that changes only when the runner's `version` does: known by that alone, so an unchanged one costs no
 * reading of it, and a repeated one no writing. Whoever may not see all of a runner's runs is answered by what they
 * see: the version would tell them that there is more. A page of a list says where the next one is.
 */
export async function answerByVersion<T>(
  c: Context<AppEnv>,
  read: () => Promise<{ json: string; next: string | null }>,
): Promise<Json<T>> {
  if (!seesStrava(c.get("viewer"))) {
    const { json, next } = await read();
    return answerText(c, json, linkNext(c, next));
  }
  const { key, tag } = versionOf(c);
  describe(c, tag);
  if (isKnown(c, tag)) return c.body(null, 304) as Response as Json<T>;
  const response = await answerKept(c, key, "application/json", async () => {
    const { json, next } = await read();
    return { body: json, headers: linkNext(c, next) };
  });
  return response as Json<T>;
}

/**
 * Stands before the checks of an address that `answerByVersion` answers: whatever was answered there has passed them, so
 * who asks for it again, or knows it, is spared them.
 */
export function repeatedByVersion(): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    if (!seesStrava(c.get("viewer"))) return next();
    const { key, tag } = versionOf(c);
    const isRepeated = names(c.req.header("if-none-match"), tag) || isKept(c, key);
    return isRepeated ? answerByVersion(c, refuseToRead) : next();
  };
}

function refuseToRead(): never {
  throw new Error("What is repeated was not kept");
}

/** Under which key an answer is kept that follows the runner's `version`, and its tag. */
function versionOf(c: Context<AppEnv>): { key: string; tag: string } {
  const known = c.get("answerVersion");
  if (known) return known;
  const state = `${c.get("reader").version}-${c.get("deps").assets.version}-${
    c.get("viewer").userId
  }`;
  const version = { key: `api ${state} ${pathAndQuery(c)}`, tag: `W/"${state}"` };
  c.set("answerVersion", version);
  return version;
}

/** Something that is small: read, and known by what it says. */
export function answerTagged<T>(
  c: Context<AppEnv>,
  value: T,
  headers?: Record<string, string>,
): Json<T> {
  return answerText(c, JSON.stringify(value), headers);
}

/** The same for what is written already. */
export function answerText<T>(
  c: Context<AppEnv>,
  text: string,
  headers: Record<string, string> = {},
): Json<T> {
  const tag = tagFor(text);
  describe(c, tag);
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  if (READING.includes(c.req.method) && isKnown(c, tag)) {
    return c.body(null, 304) as Response as Json<T>;
  }
  c.header("content-type", "application/json");
  return c.body(text) as Response as Json<T>;
}

/** A page of a list that does not follow the `version`. */
export function answerPage<T extends { next: string | null }>(
  c: Context<AppEnv>,
  page: T,
): Json<T> {
  return answerTagged(c, page, linkNext(c, page.next));
}

/** Refuses to change what the client has not seen as it is now. */
export function requireMatch(c: Context<AppEnv>, text: string): void {
  const wanted = c.req.header("if-match");
  if (wanted === undefined || wanted.trim() === "*") return;
  if (tagsIn(wanted).includes(tagsIn(tagFor(text))[0])) return;
  throw new ProblemError("changed", {
    detail: "It is not what If-Match names. Read it again, and decide anew.",
  });
}

/** The address of the next page, as a header (RFC 8288). */
function linkNext(c: Context<AppEnv>, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const url = new URL(pathAndQuery(c), c.get("deps").baseUrl);
  url.searchParams.set("cursor", cursor);
  return { link: `<${url.href}>; rel="next"` };
}

/** For the client's cache, and for no other. */
function describe(c: Context<AppEnv>, tag: string): void {
  c.header("etag", tag);
  c.header("cache-control", "private, no-cache");
  // Whoever asks from elsewhere is answered with other headers, so no cache may mix them up.
  c.header("vary", "accept-encoding, authorization, origin");
}

export function isKnown(c: Context<AppEnv>, tag: string): boolean {
  const header = c.req.header("if-none-match");
  return header?.trim() === "*" || names(header, tag);
}

function names(header: string | undefined, tag: string): boolean {
  return header === tag || header !== undefined && tagsIn(header).includes(tagsIn(tag)[0]);
}

/** Without their marks of weakness: compression on the way makes a strong tag weak, and the thing is the same. */
function tagsIn(header: string): string[] {
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag]) => tag);
}

/** The tag of what is known by what it says. */
export function tagFor(text: string): string {
  return `"${hash("sha1", text, "base64url")}"`;
}
