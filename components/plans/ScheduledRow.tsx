import { SubmitButton, TextField } from "@/components/Field.tsx";
import type { SessionKind } from "@/domain/training/plans/plan.ts";
import { formatDuration, METERS_PER } from "@/domain/training/units.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

export interface ShownScheduledRun {
  id: string;
  date: string;
  kind: SessionKind;
  meters: number;
  fastMeters: number;
  paceSlow: number | null;
  paceFast: number | null;
  isSkipped: boolean;
  note: string | null;
  done?: {
    run: { id: string; distanceMeters: number };
    match: { days: number; part: number };
  };
}

export interface ScheduleWords {
  t: Messages["plans"];
  format: Format;
}

interface ScheduledRowProps extends ScheduleWords {
  run: ShownScheduledRun;
  today: string;
  /** Where it can be changed. */
  mayChange?: boolean;
}

/** One planned run: what it is, what was run of it and why that, and what may be changed. */
export function ScheduledRow({ run, today, mayChange, ...words }: ScheduledRowProps) {
  const { t, format } = words;
  return (
    <li class={run.date === today ? "is-today" : undefined}>
      <span class="plan-date muted">{format.date(run.date)}</span>
      <strong class={`plan-kind kind-${run.kind}`}>{t.kinds[run.kind]}</strong>
      <span class="num">{format.distanceText(run.meters)}</span>
      <span class="muted num">{format.join([fastText(run, words), paceText(run, format)])}</span>
      <Outcome run={run} today={today} {...words} />
      {run.note ? <p class="plan-note">{run.note}</p> : null}
      {mayChange && run.kind !== "race" ? <ChangeForms run={run} {...words} /> : null}
    </li>
  );
}

function fastText({ meters, fastMeters }: ShownScheduledRun, { t, format }: ScheduleWords) {
  const isPart = fastMeters > 0 && fastMeters < meters;
  return isPart ? t.made.fast(format.distanceText(fastMeters)) : undefined;
}

function paceText({ paceSlow, paceFast }: ShownScheduledRun, { units }: Format) {
  if (paceSlow === null || paceFast === null) return undefined;
  const each = METERS_PER[units] / 1000;
  const [fast, slow] = [paceFast, paceSlow].map((pace) => formatDuration(pace * each));
  return `${fast}–${slow}\u00a0/${units}`;
}

function Outcome({ run, today, t, format }: ScheduledRowProps) {
  const words = t.schedule;
  const { done, isSkipped, date } = run;
  if (done) {
    const { days, part } = done.match;
    const when = days === 0 ? words.sameDay : days < 0 ? words.dayBefore : words.dayAfter;
    const share = words.ofPlanned(`${format.number(part * 100)}\u00a0%`);
    return (
      <p class="plan-outcome">
        <a href={`/runs/${done.run.id}`}>
          ✓ {words.doneBy(format.distanceText(done.run.distanceMeters))}
        </a>{" "}
        <span class="muted">{format.join([when, share])}</span>
      </p>
    );
  }
  const word = isSkipped ? words.skipped : date < today ? words.missed : undefined;
  return word ? <p class="plan-outcome muted">{word}</p> : null;
}

function ChangeForms({ run, t: { schedule: t, kinds }, format }: Omit<ScheduledRowProps, "today">) {
  const action = `/plan/runs/${run.id}`;
  const what = format.join([kinds[run.kind], format.date(run.date)]);
  return (
    <details class="plan-change">
      <summary aria-label={t.changeNamed(what)}>{t.change}</summary>
      <form class="cluster" method="post" action={action}>
        <input type="hidden" name="what" value="move" />
        <DateField id={run.id} label={t.date} hint={t.dateHint} value={run.date} />
        <SubmitButton tone="quiet">{t.move}</SubmitButton>
      </form>
      <form class="cluster" method="post" action={action}>
        <input type="hidden" name="what" value="note" />
        <TextField name={`note-${run.id}`} label={t.note} value={run.note ?? ""} />
        <SubmitButton tone="quiet">{t.saveNote}</SubmitButton>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="what" value={run.isSkipped ? "keep" : "skip"} />
        <SubmitButton tone="quiet">{run.isSkipped ? t.keep : t.skip}</SubmitButton>
      </form>
    </details>
  );
}

function DateField({ id, ...field }: { id: string; label: string; hint: string; value: string }) {
  return <TextField {...field} name={`date-${id}`} type="date" required />;
}
