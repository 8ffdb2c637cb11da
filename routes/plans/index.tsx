import { type Context, Hono } from "hono";
import { PageHeader } from "@/components/PageHeader.tsx";
import { CheckForm } from "@/components/plans/CheckForm.tsx";
import { PlanAnswer } from "@/components/plans/PlanAnswer.tsx";
import { PlanForm } from "@/components/plans/PlanForm.tsx";
import { getFollowedPlan } from "@/db/plans.ts";
import { buildPlan, type PlanRequest } from "@/domain/training/plans/build.ts";
import { lintPlan } from "@/domain/training/plans/lint.ts";
import type { AppEnv } from "@/http/env.ts";
import { pathAndQuery } from "@/http/params.ts";
import { planQueryOf } from "@/http/plan_page.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { runner, t } = c.var;
  const { values, problems, request, today } = await planQueryOf(c);
  const hasProblem = Object.keys(problems).length > 0;
  return renderPage(
    c,
    { title: t.plans.title, status: hasProblem ? 422 : 200 },
    <div class="stack">
      <PageHeader
        title={t.plans.title}
        lead={t.plans.lead}
        back={{ href: "/races", label: t.races.title }}
      />
      <PlanForm messages={t} units={runner.units} {...{ values, problems, today }} />
      {request ? await answer(c, request, values) : null}
      <CheckForm t={t.plans.check.own} />
    </div>,
  );
});

async function answer(
  c: Context<AppEnv>,
  request: PlanRequest,
  values: Record<string, string>,
) {
  const { deps: { db }, runner, locale, t } = c.var;
  const built = buildPlan(request);
  return (
    <PlanAnswer
      built={built}
      findings={"plan" in built ? lintPlan(built.plan, request) : []}
      file={`/plans/plan.yaml${new URL(pathAndQuery(c), "http://here").search}`}
      values={values}
      isFollowing={await getFollowedPlan(db, runner.id) !== undefined}
      t={t.plans}
      format={formatFor(locale, runner.units)}
    />
  );
}
