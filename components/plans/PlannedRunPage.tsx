import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ChangeForms } from "@/components/plans/ChangeForms.tsx";
import {
  Outcome,
  type ScheduleWords,
  type ShownRun,
  type ShownScheduledRun,
} from "@/components/plans/ScheduledRow.tsx";
import { durationOrDistance, fastText, paceText } from "@/components/plans/session_words.ts";

interface PlannedRunPageProps extends ScheduleWords {
  run: ShownScheduledRun;
  ran: ShownRun[];
  today: string;
}

/** One run of the plan: what it is and what for, what was run of it, and all that may be changed. */
export function PlannedRunPage({ run, ran, today, ...words }: PlannedRunPageProps) {
  const { t, format } = words;
  const pace = paceText(run.paceSlow, run.paceFast, format);
  const facts = [durationOrDistance(run, format), fastText(run, words), pace];
  const isOpen = run.kind !== "race" || run.date <= today;
  return (
    <div class="stack">
      <PageHeader
        title={t.kinds[run.kind]}
        lead={format.date(run.date)}
        back={{ href: `/plan#run-${run.id}`, label: t.schedule.title }}
      />
      <Card title={t.schedule.what}>
        <p class="num">{format.join(facts)}</p>
        <p>{t.purposes[run.kind]}</p>
        {run.note ? <p class="plan-note">{run.note}</p> : null}
        <Outcome run={run} today={today} {...words} />
      </Card>
      {isOpen
        ? (
          <Card title={t.schedule.change}>
            <div class="stack plan-change">
              <ChangeForms run={run} ran={ran} today={today} {...words} />
            </div>
          </Card>
        )
        : null}
    </div>
  );
}
