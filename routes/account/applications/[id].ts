import { Hono } from "hono";
import { withdrawClient } from "@/domain/tokens/take_back.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  await withdrawClient({ ...deps, now: deps.now() }, runner.id, idParam(c));
  return c.redirect("/account/applications?done=1", 303);
});
