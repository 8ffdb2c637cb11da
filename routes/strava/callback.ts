import { Hono } from "hono";
import { z } from "zod";
import { finishConnect } from "@/domain/strava/connect.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";

const text = z.string().max(500);
const query = z.object({
  state: text,
  code: text.optional(),
  scope: text.optional(),
  error: text.optional(),
});

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner } = c.var;
  const parsed = query.safeParse(c.req.query());
  if (!parsed.success) throw new RefusedError("strava_state_unknown");
  await finishConnect({ ...deps, now: deps.now() }, runner, parsed.data);
  deps.ring();
  return c.redirect("/account/strava", 303);
});
