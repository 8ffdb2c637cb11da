import { Hono } from "hono";
import { RefusedError } from "@/domain/errors.ts";
import { hearEvent, isOurCallback, verifyTokenOf } from "@/domain/strava/hear.ts";
import type { AppEnv } from "@/http/env.ts";

/**
 * Strava's side of the conversation: its path is the secret that proves that it is Strava, and it wants an answer within
 * two seconds, so an event is only written down.
 */
export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { secret } = c.req.param() as { secret: string };
    const { "hub.challenge": challenge, "hub.verify_token": token } = c.req.query();
    const isAsked = await isOurCallback(c.var.deps.db, secret) && token === verifyTokenOf(secret);
    if (!isAsked || challenge === undefined) throw new RefusedError("not_found");
    return c.json({ "hub.challenge": challenge });
  })
  .post("/", async (c) => {
    const { secret } = c.req.param() as { secret: string };
    const { deps } = c.var;
    if (!await isOurCallback(deps.db, secret)) throw new RefusedError("not_found");
    const owed = await hearEvent(deps.db, await c.req.text(), deps.now());
    if (owed) deps.ring();
    return c.body(null, 200);
  });
