import { Hono } from "hono";
import { signOut } from "@/domain/accounts/sign_in.ts";
import type { AppEnv } from "@/http/env.ts";
import { clearSessionCookie } from "@/http/session.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { session, deps } = c.var;
  if (session) await signOut(deps.db, session);
  clearSessionCookie(c);
  return c.redirect("/", 303);
});
