import { Hono } from "hono";
import { oweTestReport } from "@/domain/reports/test_report.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  await oweTestReport(deps.db, runner, deps.now());
  deps.ring();
  return c.redirect("/account/mails?done=tested", 303);
});
