import { Hono } from "hono";
import { z } from "zod";
import { RefusedError } from "@/domain/errors.ts";
import { adoptOwnPlan } from "@/domain/plans/adopt.ts";
import { readPlan } from "@/domain/plans/file.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";

const form = z.object({ plan: z.string() });

/** Follows a plan of somebody's own, as it was checked. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  const given = form.safeParse(await c.req.parseBody().catch(() => null));
  const answer = readPlan(given.data?.plan ?? "");
  if (!("plan" in answer)) throw new RefusedError("bad_form");
  const at = { today: localDate(now(), runner.timeZone), now: now() };
  await db.transaction((tx) => adoptOwnPlan(tx, runner.id, answer.plan, at));
  return c.redirect("/plan", 303);
});
