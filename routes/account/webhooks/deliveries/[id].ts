import { Hono } from "hono";
import { replayDelivery } from "@/domain/webhooks/replay.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now, ring }, runner } = c.var;
  const named = { deliveryId: idParam(c) };
  await db.transaction((tx) => replayDelivery(tx, runner.id, named, now()));
  ring();
  return c.redirect("/account/webhooks?done=replayed", 303);
});
