import type { Context } from "hono";
import { readRunner } from "@/domain/plans/runner.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { type PlanQuery, readPlanQuery } from "@/http/plan_query.ts";
import { formatFor } from "@/locales/format.ts";

/** What the address asks of a plan, with what is known of the runner. */
export async function planQueryOf(
  c: Context<AppEnv>,
  given: Record<string, string> = {},
): Promise<PlanQuery & { today: string }> {
  const { deps: { db, now }, runner, locale } = c.var;
  const today = localDate(now(), runner.timeZone);
  const { typed } = formatFor(locale, runner.units);
  const about = {
    ...{ units: runner.units, today, typed },
    runner: await readRunner(db, runner.id, today),
  };
  return { ...readPlanQuery({ ...given, ...c.req.query() }, about), today };
}
