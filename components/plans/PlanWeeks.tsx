import { Card } from "@/components/Card.tsx";
import { durationOrDistance, fastText, paceText } from "@/components/plans/session_words.ts";
import type { Plan, Session } from "@/domain/training/plans/plan.ts";
import { addDays } from "@/domain/training/weeks.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface PlanWeeksProps {
  plan: Plan;
  t: Messages["plans"];
  format: Format;
}

/** Week by week, each day of which something is run; the others are rest. */
export function PlanWeeks({ plan, t, format }: PlanWeeksProps) {
  const weeks = Array.from({ length: plan.weeks }, (_, i) => addDays(plan.startDate, 7 * i));
  return (
    <ol class="plan-weeks">
      {weeks.map((first, i) => {
        const last = addDays(first, 6);
        const sessions = plan.sessions.filter(({ date }) => date >= first && date <= last);
        const meters = sessions.reduce((sum, session) => sum + session.meters, 0);
        return (
          <li key={first} class="panel">
            <div class="panel-head">
              <h3>{t.made.week(i + 1, format.date(first, "short"))}</h3>
              <span class="muted num">{t.made.sum(format.distanceText(meters))}</span>
            </div>
            <ol class="plan-days">
              {sessions.map((session, j) => (
                <SessionRow key={j} session={session} t={t} format={format} />
              ))}
            </ol>
          </li>
        );
      })}
    </ol>
  );
}

function SessionRow({ session, t, format }: { session: Session } & Omit<PlanWeeksProps, "plan">) {
  const { date, kind, pace } = session;
  return (
    <li>
      <span class="plan-date muted">{format.date(date)}</span>
      <strong class={`plan-kind kind-${kind}`}>{t.kinds[kind]}</strong>
      <span class="num">{durationOrDistance(session, format)}</span>
      <span class="muted num">
        {format.join([
          fastText(session, { t, format }),
          pace ? paceText(...pace, format) : undefined,
        ])}
      </span>
    </li>
  );
}

/** What each kind of run is for, of those that the plan has. */
export function Purposes({ plan, t }: Omit<PlanWeeksProps, "format">) {
  const kinds = [...new Set(plan.sessions.map(({ kind }) => kind))];
  return (
    <Card title={t.purposesTitle}>
      <dl class="purposes">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{t.kinds[kind]}</dt>
            <dd>{t.purposes[kind]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
