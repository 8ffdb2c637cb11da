import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";

/** What a compressed body may become: a small one can hide gigabytes. */
const LARGEST_UNZIPPED = 10_000_000;

const BODILESS = ["GET", "HEAD", "DELETE", "OPTIONS"];

/** Reads bodies that come compressed. */
export function unzip(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (BODILESS.includes(c.req.method)) return await next();
    const encoding = c.req.header("content-encoding")?.trim().toLowerCase();
    if (encoding === undefined || encoding === "identity") return await next();
    if (encoding !== "gzip") {
      throw new ProblemError("unsupported-type", { detail: "Content-Encoding may be gzip alone." });
    }
    const body = await inflate(await c.req.arrayBuffer());
    const headers = new Headers(c.req.raw.headers);
    headers.delete("content-encoding");
    headers.set("content-length", String(body.byteLength));
    c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers, body });
    c.req.bodyCache = {};
    await next();
  };
}

async function inflate(body: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const options = { maxOutputLength: LARGEST_UNZIPPED };
    return new Uint8Array(await promisify(gunzip)(new Uint8Array(body), options));
  } catch (error) {
    if (error instanceof RangeError) throw new ProblemError("too-large");
    throw new ProblemError("malformed", { detail: "The body is not gzip." });
  }
}
