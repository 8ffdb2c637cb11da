import { PageHeader } from "@/components/PageHeader.tsx";
import { Notice } from "@/components/Notice.tsx";
import { ReplanDiff, type ShownReplan } from "@/components/plans/ReplanDiff.tsx";
import { ReplanForms } from "@/components/plans/ReplanForms.tsx";
import type { ReplanRefusal } from "@/domain/training/replan/mishap.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ReplanPageProps {
  values: Partial<Record<string, string>>;
  problem?: { name: string; code: keyof Messages["replan"]["problems"] };
  answer?: { refused: ReplanRefusal } | ShownReplan;
  messages: Messages;
  format: Format;
  today: string;
}

/** What happened, and what the plan would make of it. */
export function ReplanPage({ values, problem, answer, messages, format, today }: ReplanPageProps) {
  const { replan: t, plans } = messages;
  return (
    <div class="stack">
      <PageHeader
        title={t.title}
        lead={t.lead}
        back={{ href: "/plan", label: plans.schedule.title }}
      />
      {!answer
        ? null
        : "refused" in answer
        ? (
          <Notice tone="warning" title={t.refused[answer.refused].title}>
            {t.refused[answer.refused].text}
          </Notice>
        )
        : (
          <ReplanDiff
            {...answer}
            action="/plan/replan"
            values={values}
            messages={messages}
            format={format}
          />
        )}
      <ReplanForms
        values={values}
        problem={problem}
        goals={plans.form.goals}
        t={t}
        today={today}
      />
    </div>
  );
}
