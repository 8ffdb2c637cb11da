import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { FeedCard } from "@/components/plans/FeedPage.tsx";
import { PlanCalendar } from "@/components/plans/PlanCalendar.tsx";
import {
  ScheduledRow,
  type ScheduleWords,
  type ShownRun,
  type ShownScheduledRun,
} from "@/components/plans/ScheduledRow.tsx";
import { addDays, daysBetween } from "@/domain/training/weeks.ts";
import type { Messages } from "@/locales/mod.ts";

export interface ShownSchedule {
  plan: {
    goal: keyof ScheduleWords["t"]["form"]["goals"];
    raceDate: string;
    startDate: string;
    weeks: number;
    state: "making" | "ready" | "failed";
  };
  runs: ShownScheduledRun[];
  ran: ShownRun[];
  mayUndo: boolean;
  adaptedAt: number | undefined;
}

interface SchedulePageProps extends ScheduleWords {
  schedule?: ShownSchedule;
  today: string;
  notice?: string;
  replan: Messages["replan"];
  feed: Messages["feed"];
}

/** The plan that is followed: today first, then this week, then all of it. */
export function SchedulePage({ schedule, today, notice, feed, ...words }: SchedulePageProps) {
  const { t, format } = words;
  const lead = schedule &&
    format.join([t.form.goals[schedule.plan.goal], format.date(schedule.plan.raceDate, "long")]);
  return (
    <div class="stack">
      <PageHeader title={t.schedule.title} lead={lead} back={{ href: "/plans", label: t.menu }} />
      {notice ? <Notice tone="success">{notice}</Notice> : null}
      {!schedule
        ? (
          <EmptyState
            title={t.schedule.none}
            action={<a class="button" href="/plans">{t.schedule.make}</a>}
          >
            {t.schedule.noneText}
          </EmptyState>
        )
        : schedule.plan.state === "making"
        ? <Making weeks={schedule.plan.weeks} t={t.schedule} />
        : schedule.plan.state === "failed"
        ? <Failed plan={schedule.plan} t={t.schedule} />
        : <Followed {...words} schedule={schedule} today={today} />}
      <FeedCard t={feed} />
      {schedule && schedule.plan.state !== "making" ? <Leaving t={t.schedule} /> : null}
    </div>
  );
}

/** Its outline is known at once, its days come when the job has run. */
function Making({ weeks, t }: { weeks: number; t: ScheduleWords["t"]["schedule"] }) {
  return (
    <Notice tone="info" title={t.making}>
      <p>{t.makingText(weeks)}</p>
      <a class="button-quiet" href="/plan">{t.again}</a>
    </Notice>
  );
}

/** The form that it came from is an address away, with what is still known of it. */
function Failed({ plan: { goal, raceDate }, t }: {
  plan: ShownSchedule["plan"];
  t: ScheduleWords["t"]["schedule"];
}) {
  return (
    <Notice tone="danger" title={t.failed}>
      <p>{t.failedText}</p>
      <a class="button-quiet" href={`/plans?${new URLSearchParams({ goal, raceDate })}`}>
        {t.remake}
      </a>
    </Notice>
  );
}

function Leaving({ t }: { t: ScheduleWords["t"]["schedule"] }) {
  return (
    <Card title={t.end}>
      <p class="muted">{t.endText}</p>
      <form method="post" action="/plan/ending">
        <SubmitButton tone="danger">{t.end}</SubmitButton>
      </form>
    </Card>
  );
}

type FollowedProps = ScheduleWords & {
  schedule: ShownSchedule;
  today: string;
  replan: Messages["replan"];
};

function Followed({ schedule, today, ...words }: FollowedProps) {
  const { t } = words;
  const { plan, runs, mayUndo } = schedule;
  return (
    <>
      <TodayCard {...words} schedule={schedule} today={today} />
      <Missed schedule={schedule} today={today} {...words} />
      <div class="cluster">
        <a class="button-quiet" href="/plan/replan">{words.replan.link}</a>
        {mayUndo
          ? (
            <form method="post" action="/plan/undo">
              <SubmitButton tone="quiet">{t.schedule.undo}</SubmitButton>
            </form>
          )
          : null}
      </div>
      <PlanCalendar plan={plan} runs={runs} today={today} {...words} />
    </>
  );
}

/** So many of a week, and half of it: one run that was not run is no reason to change a plan. */
const MANY = 2;

/**
 * A week that was mostly not run: the plan may follow, if its runner wants. Nothing is missed of who has no runs here, or
 * has adapted the plan since.
 */
function Missed({ schedule: { runs, ran, adaptedAt }, today, replan: t }: FollowedProps) {
  if (ran.length === 0) return null;
  const week = runs.filter(({ date, isSkipped }) =>
    date < today && date >= addDays(today, -7) && !isSkipped
  );
  const missed = week.filter(({ done }) => !done);
  if (missed.length < MANY || missed.length < week.length / 2) return null;
  const last = Date.parse(missed[missed.length - 1].date);
  if (adaptedAt !== undefined && adaptedAt > last) return null;
  const span = { what: "missed", from: missed[0].date, to: addDays(today, -1) };
  return (
    <Notice tone="info" title={t.missedTitle(missed.length)}>
      <p>{t.missedText}</p>
      <a class="button-quiet" href={`/plan/replan?${new URLSearchParams(span)}`}>{t.link}</a>
    </Notice>
  );
}

/** What is to be run today, and how this week of the plan goes; where it stands alone it leads to the plan. */
export function TodayCard(
  { schedule, today, isAlone = false, ...words }: ScheduleWords & {
    schedule: ShownSchedule;
    today: string;
    isAlone?: boolean;
  },
) {
  const { t: { schedule: t }, format } = words;
  const { plan, runs } = schedule;
  const first = weekOf(plan.startDate, today);
  const last = addDays(first, 6);
  const week = runs.filter(({ date }) => date >= first && date <= last);
  const due = runs.filter(({ date }) => date === today);
  const next = runs.find(({ date, isSkipped }) => date > today && !isSkipped);
  const planned = week.reduce((sum, run) => sum + run.meters, 0);
  const done = week.reduce((sum, run) => sum + (run.done?.run.distanceMeters ?? 0), 0);
  return (
    <Card title={t.today} actions={isAlone ? <a href="/plan">{t.all}</a> : null}>
      {due.length > 0
        ? (
          <ol class="plan-days">
            {due.map((run) => <ScheduledRow key={run.id} {...words} run={run} today={today} />)}
          </ol>
        )
        : <Rest run={next} today={today} {...words} />}
      {week.length > 0
        ? (
          <p class="muted num">
            {t.week(format.distanceText(planned), format.distanceText(done))}
          </p>
        )
        : null}
    </Card>
  );
}

/** A day without a run, and what comes after it. */
function Rest(
  { run, today, ...words }: ScheduleWords & { run?: ShownScheduledRun; today: string },
) {
  const { schedule: t } = words.t;
  return (
    <>
      <p>{run ? t.restBefore : t.restText}</p>
      {run
        ? (
          <ol class="plan-days">
            <ScheduledRow run={run} today={today} {...words} />
          </ol>
        )
        : null}
    </>
  );
}

/** The first day of the plan's week that holds a day. */
function weekOf(startDate: string, day: string): string {
  const days = daysBetween(startDate, day);
  return addDays(startDate, 7 * Math.floor(days / 7));
}
