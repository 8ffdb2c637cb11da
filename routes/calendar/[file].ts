import { Hono } from "hono";
import { recogniseFeed } from "@/domain/plans/feed.ts";
import { RefusedError } from "@/domain/errors.ts";
import { isKnown, tagFor } from "@/http/api/answer.ts";
import type { AppEnv } from "@/http/env.ts";
import { writePlanFeed } from "@/http/plan_feed.ts";

/** `{secret}.ics`: a runner's plan and races for the calendar program that they gave its address to. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps } = c.var;
  const [, secret] = c.req.param("file")?.match(/^([\w-]{43})\.ics$/) ?? [];
  const feed = secret && await recogniseFeed(deps, secret, deps.now());
  if (!feed) throw new RefusedError("not_found");
  const body = await writePlanFeed(deps, feed);
  const tag = tagFor(body);
  c.header("etag", tag);
  c.header("cache-control", "private, no-cache");
  c.header("x-robots-tag", "noindex");
  if (isKnown(c, tag)) return c.body(null, 304);
  return c.body(body, 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `inline; filename="runnerly.ics"`,
  });
});
