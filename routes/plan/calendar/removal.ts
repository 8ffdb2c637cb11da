import { Hono } from "hono";
import { deleteCalendarFeed } from "@/db/calendar_feeds.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db }, runner } = c.var;
  if (!await deleteCalendarFeed(db, runner.id)) throw new RefusedError("not_found");
  return c.redirect("/plan/calendar?done=removed", 303);
});
