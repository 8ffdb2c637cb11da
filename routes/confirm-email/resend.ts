import { Hono } from "hono";
import { resendConfirmation } from "@/domain/accounts/sign_up.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, session } = c.var;
  if (!session) return c.redirect("/sign-in", 303);
  if (session.emailConfirmedAt) return c.redirect("/", 303);
  await resendConfirmation({ db: deps.db, now: deps.now() }, session);
  deps.ring();
  return c.redirect("/confirm-email?resent=1", 303);
});
