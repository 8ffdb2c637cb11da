import type { Context } from "hono";
import { z } from "zod";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";

const id = z.uuid();

/** The `[id]` of the address, or another part of it; what is no id cannot exist, so it is "not found". */
export function idParam(c: Context<AppEnv>, name = "id"): string {
  const parsed = id.safeParse(c.req.param(name));
  if (!parsed.success) throw new RefusedError("not_found");
  return parsed.data;
}

/** Path and query of what was asked. */
export function pathAndQuery(c: Context<AppEnv>): string {
  return c.req.url.slice(c.req.url.indexOf("/", 8));
}
