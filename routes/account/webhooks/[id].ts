import { Hono } from "hono";
import { deleteWebhookOf } from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db }, runner } = c.var;
  if (!await deleteWebhookOf(db, runner.id, idParam(c))) throw new RefusedError("not_found");
  return c.redirect("/account/webhooks?done=removed", 303);
});
