import { Hono } from "hono";
import { z } from "zod";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Certificate } from "@/components/plans/Certificate.tsx";
import { CheckForm } from "@/components/plans/CheckForm.tsx";
import { FollowForm } from "@/components/plans/PlanAnswer.tsx";
import { PlanWeeks } from "@/components/plans/PlanWeeks.tsx";
import { getFollowedPlan } from "@/db/plans.ts";
import { RefusedError } from "@/domain/errors.ts";
import { readPlan } from "@/domain/plans/file.ts";
import { readRunner } from "@/domain/plans/runner.ts";
import { lintPlan } from "@/domain/training/plans/lint.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const form = z.object({
  plan: z.string().default(""),
  file: z.instanceof(File).optional().catch(undefined),
});

/** A plan of somebody's own, checked against what they run now; it is kept nowhere unless it is followed. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now }, runner, locale, t } = c.var;
  const given = form.safeParse(await c.req.parseBody().catch(() => null));
  if (!given.success) throw new RefusedError("bad_form");
  const { plan, file } = given.data;
  const text = file && file.size > 0 ? await file.text() : plan;
  const answer = readPlan(text);
  const problems = "problems" in answer ? answer.problems : [];
  const today = localDate(now(), runner.timeZone);
  const words = { t: t.plans, format: formatFor(locale, runner.units) };
  return renderPage(
    c,
    { title: t.plans.check.own.title, status: problems.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader
        title={t.plans.check.own.title}
        back={{ href: "/plans", label: t.plans.title }}
      />
      {"plan" in answer
        ? (
          <>
            <Certificate
              findings={lintPlan(answer.plan, await readRunner(db, runner.id, today))}
              t={t.plans.check}
              format={words.format}
            />
            <FollowForm
              action="/plans/own"
              values={{ plan: text }}
              isFollowing={await getFollowedPlan(db, runner.id) !== undefined}
              t={t.plans.schedule}
            />
            <PlanWeeks {...words} plan={answer.plan} />
          </>
        )
        : null}
      <CheckForm t={t.plans.check.own} text={text} problems={problems} />
    </div>,
  );
});
