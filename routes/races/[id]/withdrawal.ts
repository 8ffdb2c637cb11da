import { Hono } from "hono";
import { withdraw } from "@/domain/races/enter.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db }, runner } = c.var;
  const id = idParam(c);
  await db.transaction((tx) => withdraw(tx, runner.id, id));
  return c.redirect(`/races/${id}?done=withdrawn`, 303);
});
