import { Hono } from "hono";
import { planSchema } from "@/domain/plans/file.ts";
import type { AppEnv } from "@/http/env.ts";

export default new Hono<AppEnv>().get(
  "/",
  (c) => c.json(planSchema(), 200, { "content-type": "application/schema+json" }),
);
