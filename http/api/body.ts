import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Context, MiddlewareHandler } from "hono";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";

/** What a compressed body may become: a small one can hide gigabytes. */
const LARGEST_UNZIPPED = 10_000_000;

/** Reads bodies that come compressed, and refuses what is no UTF-8: some letters of it would be lost. */
export function readableBody(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const encoding = c.req.header("content-encoding")?.trim().toLowerCase() ?? "identity";
    if (encoding === "gzip") await unpack(c);
    else if (encoding !== "identity") {
      throw new ProblemError("unsupported-type", { detail: "Content-Encoding may be gzip alone." });
    }
    if (!isUtf8(await c.req.arrayBuffer())) {
      throw new ProblemError("malformed", { detail: "The body is not UTF-8." });
    }
    await next();
  };
}

async function unpack(c: Context<AppEnv>): Promise<void> {
  const body = await inflate(await c.req.arrayBuffer());
  const headers = new Headers(c.req.raw.headers);
  headers.delete("content-encoding");
  headers.set("content-length", String(body.byteLength));
  c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers, body });
  c.req.bodyCache = {};
}

async function inflate(body: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const options = { maxOutputLength: LARGEST_UNZIPPED };
    return new Uint8Array(await promisify(gunzip)(new Uint8Array(body), options));
  } catch (error) {
    if (error instanceof RangeError) {
      const most = LARGEST_UNZIPPED.toLocaleString("en");
      throw new ProblemError("too-large", { detail: `Unpacked it is more than ${most} bytes.` });
    }
    throw new ProblemError("malformed", { detail: "The body is not gzip." });
  }
}
