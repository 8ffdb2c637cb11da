import { Hono } from "hono";
import { undoChange } from "@/domain/plans/change.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  await db.transaction((tx) => undoChange(tx, runner.id, now()));
  return c.redirect("/plan?done=undone", 303);
});
