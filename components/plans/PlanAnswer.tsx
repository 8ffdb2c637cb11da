import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { Certificate } from "@/components/plans/Certificate.tsx";
import { PlanWeeks, Purposes } from "@/components/plans/PlanWeeks.tsx";
import type { BuiltPlan } from "@/domain/training/plans/build.ts";
import type { Finding } from "@/domain/training/plans/lint.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface PlanAnswerProps {
  built: BuiltPlan;
  findings: Finding[];
  /** Where it is as a file. */
  file: string;
  /** What it was made from, to be sent once more by who follows it. */
  values: Record<string, string>;
  /** Another plan is followed. */
  isFollowing: boolean;
  t: Messages["plans"];
  format: Format;
}

/** The plan with its rules, or why there is none and what to do. */
export function PlanAnswer(props: PlanAnswerProps) {
  const { built, findings, file, t, format } = props;
  if ("refused" in built) return <Refusal built={built} t={t.refused} format={format} />;
  const { plan, mode } = built;
  const hasPaces = plan.sessions.some(({ pace }) => pace !== null);
  return (
    <section class="stack" id="plan">
      <div class="head-row">
        <div>
          <h2>{t.made.weeks(plan.weeks)}</h2>
          <p class="muted">{t.made[mode]}</p>
        </div>
        <a class="button-quiet" href={file}>{t.made.download}</a>
      </div>
      <FollowForm {...props} action="/plan" t={t.schedule} />
      {hasPaces ? null : <Notice tone="info">{t.made.noPaces}</Notice>}
      <PlanWeeks plan={plan} t={t} format={format} />
      <Purposes plan={plan} t={t} />
      <Certificate findings={findings} t={t.check} format={format} />
    </section>
  );
}

interface FollowFormProps extends Pick<PlanAnswerProps, "values" | "isFollowing"> {
  action: "/plan" | "/plans/own";
  t: Messages["plans"]["schedule"];
}

export function FollowForm({ action, values, isFollowing, t }: FollowFormProps) {
  return (
    <form class="cluster" method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton>{t.follow}</SubmitButton>
      <span class="muted">{isFollowing ? t.instead : t.followText}</span>
    </form>
  );
}

interface RefusalProps {
  built: Extract<BuiltPlan, { refused: unknown }>;
  t: Messages["plans"]["refused"];
  format: Format;
}

function Refusal({ built, t, format }: RefusalProps) {
  const { title, text } = t[built.refused];
  const { reachMeters = 0, neededMeters = 0 } = built;
  return (
    <Notice tone="warning" title={title}>
      {typeof text === "string"
        ? text
        : text(format.distanceText(reachMeters), format.distanceText(neededMeters))}
    </Notice>
  );
}
