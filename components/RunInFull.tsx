import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { RunCharts, type ShownCharts } from "@/components/RunCharts.tsx";
import { RunStretches, type ShownStretches } from "@/components/RunStretches.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

/** How far the reading of the run's own page at its source has come. */
type Reading =
  | { kind: "unread" | "failing" | "samples_unread" | "reconnect" | "ready" }
  | { kind: "no_samples"; typedIn: boolean }
  | { kind: "parked"; problem: string | null }
  | { kind: "owed"; laterAt?: string };

export interface FullRun {
  reading: Reading;
  stretches?: ShownStretches;
  charts?: ShownCharts;
  description: string | null;
  calories: number | null;
  /** Of ten. */
  exertion: number | null;
  shoe: string | null;
}

interface RunInFullProps extends FullRun {
  runId: string;
  t: Messages["details"];
  format: Format;
}

/** What the list does not say of a run, and what stands in its way. */
export function RunInFull(props: RunInFullProps) {
  const { runId, reading, stretches, charts, description, t, format } = props;
  return (
    <>
      {description
        ? (
          <section class="prose">
            <h2>{t.description}</h2>
            {description.split(/\n+/).map((line, i) => <p key={i}>{line}</p>)}
          </section>
        )
        : null}
      <ReadingState reading={reading} runId={runId} t={t} />
      {charts ? <RunCharts charts={charts} t={t} format={format} /> : null}
      {stretches ? <RunStretches {...stretches} t={t} format={format} /> : null}
    </>
  );
}

function ReadingState({ reading, runId, t }: Pick<RunInFullProps, "reading" | "runId" | "t">) {
  switch (reading.kind) {
    case "ready":
      return null;
    case "no_samples":
      return <p class="muted">{reading.typedIn ? t.typedIn : t.none}</p>;
    case "reconnect":
      return (
        <p class="muted">
          <a href="/account/strava">{t.reconnect}</a>
        </p>
      );
    case "owed":
      return (
        <Notice tone="info" title={t.owed.title}>
          <p>{reading.laterAt ? t.owed.later(reading.laterAt) : t.owed.text}</p>
          <p>
            <a href={`/runs/${runId}`}>{t.owed.reload}</a>
          </p>
        </Notice>
      );
    case "parked":
      return (
        <Notice tone="warning" title={t.parked.title}>
          <p>{t.parked.text}</p>
          {reading.problem ? <p>{t.parked.problem(reading.problem)}</p> : null}
          <Ask runId={runId} label={t.parked.button} />
        </Notice>
      );
    case "samples_unread":
      return <Unread runId={runId} text={t.unread.samples} button={t.unread.button} />;
    case "failing":
      return <Unread runId={runId} {...t.unread} isAgain />;
    default:
      return <Unread runId={runId} {...t.unread} />;
  }
}

interface UnreadProps {
  runId: string;
  title?: string;
  text: string;
  again?: string;
  isAgain?: boolean;
  button: string;
}

function Unread({ runId, title, text, again, isAgain, button }: UnreadProps) {
  return (
    <Notice tone="info" title={title}>
      <p>{text}</p>
      {isAgain ? <p>{again}</p> : null}
      <Ask runId={runId} label={button} />
    </Notice>
  );
}

function Ask({ runId, label }: { runId: string; label: string }) {
  return (
    <form method="post" action={`/runs/${runId}/details`}>
      <SubmitButton tone="quiet">{label}</SubmitButton>
    </form>
  );
}
