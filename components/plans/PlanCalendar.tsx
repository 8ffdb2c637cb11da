import { Island } from "@/components/Island.tsx";
import type { ScheduleWords, ShownScheduledRun } from "@/components/plans/ScheduledRow.tsx";
import { durationOrDistance } from "@/components/plans/session_words.ts";
import MoveRuns from "@/islands/MoveRuns.tsx";
import { addDays } from "@/domain/training/weeks.ts";

interface PlanCalendarProps extends ScheduleWords {
  plan: { startDate: string; weeks: number };
  runs: ShownScheduledRun[];
  today: string;
}

/** The weeks to the race, a row of days each; on a phone only the days with a run. Weeks that are over stand folded. */
export function PlanCalendar({ plan, runs, today, ...words }: PlanCalendarProps) {
  const weeks = Array.from({ length: plan.weeks }, (_, i) => addDays(plan.startDate, 7 * i));
  const past = weeks.filter((first) => addDays(first, 6) < today).length;
  const shown = weeks.map((first, i) => (
    <Week key={first} n={i + 1} first={first} runs={runs} today={today} {...words} />
  ));
  return (
    <>
      <Island name="MoveRuns" of={MoveRuns} props={{ hint: words.t.schedule.moveHint }} />
      {past > 0
        ? (
          <details class="plan-past">
            <summary>{words.t.schedule.past(past)}</summary>
            <ol class="plan-weeks">{shown.slice(0, past)}</ol>
          </details>
        )
        : null}
      <ol class="plan-weeks">{shown.slice(past)}</ol>
    </>
  );
}

interface WeekProps extends ScheduleWords {
  n: number;
  first: string;
  runs: ShownScheduledRun[];
  today: string;
}

function Week({ n, first, runs, today, ...words }: WeekProps) {
  const { t, format } = words;
  const days = Array.from({ length: 7 }, (_, i) => addDays(first, i));
  const these = runs.filter(({ date }) => days.includes(date));
  const planned = these.filter(({ isSkipped }) => !isSkipped)
    .reduce((sum, run) => sum + run.meters, 0);
  const done = these.reduce((sum, run) => sum + (run.done?.run.distanceMeters ?? 0), 0);
  const isBegun = first <= today;
  const sum = format.distanceText(planned);
  return (
    <li class="panel">
      <div class="panel-head">
        <h2>{t.made.week(n, format.date(first, "short"))}</h2>
        <span class="muted num">
          {isBegun ? t.schedule.sumDone(format.distanceText(done), sum) : t.made.sum(sum)}
        </span>
      </div>
      <ol class="plan-week">
        {days.map((date) => (
          <Day
            key={date}
            date={date}
            runs={these.filter((run) => run.date === date)}
            today={today}
            {...words}
          />
        ))}
      </ol>
    </li>
  );
}

type DayProps = Omit<WeekProps, "n" | "first"> & { date: string };

function Day({ date, runs, today, ...words }: DayProps) {
  const isToday = date === today;
  const classes = ["plan-day", isToday ? "is-today" : "", runs.length === 0 ? "is-free" : ""];
  return (
    <li class={classes.filter(Boolean).join(" ")} data-day={date}>
      <span class="plan-day-date muted" aria-current={isToday ? "date" : undefined}>
        {words.format.date(date, "weekday")}
      </span>
      {runs.map((run) => <RunLink key={run.id} run={run} today={today} {...words} />)}
    </li>
  );
}

function RunLink({ run, today, t, format }: ScheduleWords & {
  run: ShownScheduledRun;
  today: string;
}) {
  const { id, kind, date, done, isSkipped, note } = run;
  const state = stateOf(run, today);
  const words = {
    done: done && `${format.number(done.match.part * 100)}\u00a0%`,
    skipped: t.schedule.skipped,
    missed: t.schedule.missed,
    due: undefined,
  }[state];
  return (
    <a
      class={`plan-run is-${state} kind-${kind}`}
      href={`/plan/runs/${id}`}
      id={`run-${id}`}
      data-run={id}
      data-date={date}
      draggable={kind !== "race" && !isSkipped ? true : undefined}
    >
      <strong>{t.kinds[kind]}</strong> <span class="num">{durationOrDistance(run, format)}</span>
      {words ? <span class="plan-run-state">{state === "done" ? `✓ ${words}` : words}</span> : null}
      {note ? <span class="plan-run-note">{note}</span> : null}
    </a>
  );
}

function stateOf({ done, isSkipped, date }: ShownScheduledRun, today: string) {
  if (done) return "done";
  if (isSkipped) return "skipped";
  return date < today ? "missed" : "due";
}
