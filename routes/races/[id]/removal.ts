import { Hono } from "hono";
import { removeRace } from "@/domain/races/own.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { stewardOf } from "@/http/race_page.tsx";

export default new Hono<AppEnv>().post("/", async (c) => {
  const id = idParam(c);
  await c.var.deps.db.transaction((tx) => removeRace(tx, stewardOf(c), id));
  return c.redirect("/races", 303);
});
