import { Hono } from "hono";
import { deleteSessions } from "@/db/sessions.ts";
import type { AppEnv } from "@/http/env.ts";
import { clearSessionCookie } from "@/http/session.ts";

/** Signs out everywhere, here too. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  await deleteSessions(deps.db, runner.id);
  clearSessionCookie(c);
  return c.redirect("/sign-in", 303);
});
