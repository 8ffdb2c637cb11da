import { Hono } from "hono";
import { undoChange } from "@/domain/plans/change.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db }, runner } = c.var;
  await db.transaction((tx) => undoChange(tx, runner.id));
  return c.redirect("/plan?done=undone", 303);
});
