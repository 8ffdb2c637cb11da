import { durationOrDistance, fastText, paceText } from "@/components/plans/session_words.ts";
import type { SessionKind } from "@/domain/training/plans/plan.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

export interface ShownScheduledRun {
  id: string;
  date: string;
  kind: SessionKind;
  meters: number;
  fastMeters: number;
  seconds: number | null;
  paceSlow: number | null;
  paceFast: number | null;
  isSkipped: boolean;
  note: string | null;
  done?: {
    run: ShownRun;
    match: { days: number; part: number; metric: "distance" | "time"; byKind: boolean };
    byHand: boolean;
  };
  isMatchedByHand: boolean;
}

export interface ShownRun {
  id: string;
  title: string;
  localDate: string;
  distanceMeters: number;
}

export interface ScheduleWords {
  t: Messages["plans"];
  format: Format;
}

interface ScheduledRowProps extends ScheduleWords {
  run: ShownScheduledRun;
  today: string;
}

/** One planned run: what it is, what was run of it and why that. Its own page has the rest. */
export function ScheduledRow({ run, today, ...words }: ScheduledRowProps) {
  const { t, format } = words;
  return (
    <li class={run.date === today ? "is-today" : undefined}>
      <span class="plan-date muted">{format.date(run.date)}</span>
      <strong class={`plan-kind kind-${run.kind}`}>
        <a href={`/plan/runs/${run.id}`}>{t.kinds[run.kind]}</a>
      </strong>
      <span class="num">{durationOrDistance(run, format)}</span>
      <span class="muted num">
        {format.join([fastText(run, words), paceText(run.paceSlow, run.paceFast, format)])}
      </span>
      <Outcome run={run} today={today} {...words} />
      {run.note ? <p class="plan-note">{run.note}</p> : null}
    </li>
  );
}

export function Outcome({ run, today, t, format }: ScheduledRowProps) {
  const words = t.schedule;
  const { done, isSkipped, date } = run;
  if (done) {
    const { days, part, metric, byKind } = done.match;
    const when = days === 0
      ? words.sameDay
      : days === -1
      ? words.dayBefore
      : days === 1
      ? words.dayAfter
      : format.date(done.run.localDate);
    const share = words.ofPlanned[metric](`${format.number(part * 100)}\u00a0%`);
    const said = done.byHand ? words.byHand : byKind ? words.byKind : undefined;
    return (
      <p class="plan-outcome">
        <a href={`/runs/${done.run.id}`}>
          ✓ {words.doneBy(format.distanceText(done.run.distanceMeters))}
        </a>{" "}
        <span class="muted">{format.join([when, share, said])}</span>
      </p>
    );
  }
  const word = isSkipped ? words.skipped : date < today ? words.missed : undefined;
  return word ? <p class="plan-outcome muted">{word}</p> : null;
}
