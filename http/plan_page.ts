import type { Context } from "hono";
import { readRunner } from "@/domain/plans/runner.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { type PlanQuery, readPlanQuery } from "@/http/plan_query.ts";
import { formatFor } from "@/locales/format.ts";

/** What the address asks of a plan, with what is known of the runner. */
export async function planQueryOf(c: Context<AppEnv>): Promise<PlanQuery & { today: string }> {
  return await read(c, c.req.query());
}

/** The same for a form that was sent. */
export async function planFormOf(c: Context<AppEnv>): Promise<PlanQuery> {
  const body = await c.req.parseBody().catch(() => ({}));
  const texts = Object.entries(body).filter((pair): pair is [string, string] =>
    typeof pair[1] === "string"
  );
  return await read(c, Object.fromEntries(texts));
}

async function read(c: Context<AppEnv>, params: Record<string, string>) {
  const { deps: { db, now }, runner, locale } = c.var;
  const today = localDate(now(), runner.timeZone);
  const { typed } = formatFor(locale, runner.units);
  const about = {
    ...{ units: runner.units, today, typed },
    runner: await readRunner(db, runner.id, today),
  };
  return { ...readPlanQuery(params, about), today };
}
