import { Hono } from "hono";
import { leavePlan } from "@/domain/plans/adopt.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  await db.transaction((tx) => leavePlan(tx, runner.id, now()));
  return c.redirect("/plan?done=ended", 303);
});
