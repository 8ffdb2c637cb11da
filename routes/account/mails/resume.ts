import { Hono } from "hono";
import { resumeMails } from "@/domain/reports/choose.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  await db.transaction((tx) => resumeMails(tx, runner.id, now()));
  return c.redirect("/account/mails?done=resumed", 303);
});
