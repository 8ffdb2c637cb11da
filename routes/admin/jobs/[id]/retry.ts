import { Hono } from "hono";
import { retryJob } from "@/domain/jobs/buried.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps } = c.var;
  const id = idParam(c);
  await deps.db.transaction((tx) => retryJob(tx, id, deps.now()));
  deps.ring();
  return c.redirect("/admin/jobs?done=1", 303);
});
