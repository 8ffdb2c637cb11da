import { Hono } from "hono";
import { RefusedError } from "@/domain/errors.ts";
import { writePlan } from "@/domain/plans/file.ts";
import { buildPlan } from "@/domain/training/plans/build.ts";
import type { AppEnv } from "@/http/env.ts";
import { planQueryOf } from "@/http/plan_page.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { request } = await planQueryOf(c);
  const built = request && buildPlan(request);
  if (!built || !("plan" in built)) throw new RefusedError("not_found");
  return c.body(writePlan(built.plan, `${c.var.deps.baseUrl}/plan-schema.json`), 200, {
    "content-type": "application/yaml; charset=utf-8",
    "content-disposition": `attachment; filename="plan.yaml"`,
    "cache-control": "private, no-store",
  });
});
