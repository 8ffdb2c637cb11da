import { SubmitButton } from "@/components/Field.tsx";
import { Island } from "@/components/Island.tsx";
import { Notice } from "@/components/Notice.tsx";
import { RunCharts, type ShownCharts } from "@/components/RunCharts.tsx";
import { RunStretches, type ShownStretches } from "@/components/RunStretches.tsx";
import RunReading from "@/islands/RunReading.tsx";
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

/** The run, and the list that its page leads back to. */
interface Place {
  runId: string;
  list: string;
}

interface RunInFullProps extends FullRun, Place {
  t: Messages["details"];
  format: Format;
}

/** What the list does not say of a run, and what stands in its way. */
export function RunInFull(props: RunInFullProps) {
  const { runId, list, reading, stretches, charts, description, t, format } = props;
  return (
    <>
      <Paragraphs title={t.description} text={description} />
      <ReadingState reading={reading} place={{ runId, list }} t={t} />
      {charts ? <RunCharts charts={charts} t={t} format={format} /> : null}
      {stretches ? <RunStretches {...stretches} t={t} format={format} /> : null}
    </>
  );
}

/** Somebody's own words; nothing where there are none. */
export function Paragraphs({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <section class="prose">
      <h2>{title}</h2>
      {text.split(/\n+/).map((line, i) => <p key={i}>{line}</p>)}
    </section>
  );
}

function ReadingState(
  { reading, place, t }: Pick<RunInFullProps, "reading" | "t"> & { place: Place },
) {
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
      return <Owed laterAt={reading.laterAt} place={place} t={t.owed} />;
    case "parked":
      return (
        <Notice tone="warning" title={t.parked.title}>
          <p>{t.parked.text}</p>
          {reading.problem ? <p>{t.parked.problem(reading.problem)}</p> : null}
          <Ask place={place} label={t.parked.button} />
        </Notice>
      );
    case "samples_unread":
      return <Unread place={place} text={t.unread.samples} button={t.unread.button} />;
    case "failing":
      return <Unread place={place} {...t.unread} isAgain />;
    default:
      return <Unread place={place} {...t.unread} />;
  }
}

interface OwedProps {
  /** When it is read, where that is not at once. */
  laterAt?: string;
  place: Place;
  t: Messages["details"]["owed"];
}

function Owed({ laterAt, place, t }: OwedProps) {
  const path = `/runs/${place.runId}`;
  const text = { waiting: t.text, lost: t.lost };
  return (
    <Notice tone="info" title={t.title}>
      {laterAt
        ? <p>{t.later(laterAt)}</p>
        : <Island name="RunReading" of={RunReading} props={{ source: `${path}/details`, text }} />}
      <p>
        <a href={path + queryOf(place)}>{t.reload}</a>
      </p>
    </Notice>
  );
}

interface UnreadProps {
  place: Place;
  title?: string;
  text: string;
  again?: string;
  isAgain?: boolean;
  button: string;
}

function Unread({ place, title, text, again, isAgain, button }: UnreadProps) {
  return (
    <Notice tone="info" title={title}>
      <p>{text}</p>
      {isAgain ? <p>{again}</p> : null}
      <Ask place={place} label={button} />
    </Notice>
  );
}

function Ask({ place, label }: { place: Place; label: string }) {
  return (
    <form method="post" action={`/runs/${place.runId}/details${queryOf(place)}`}>
      <SubmitButton tone="quiet">{label}</SubmitButton>
    </form>
  );
}

function queryOf({ list }: Place): string {
  return list === "/runs" ? "" : `?list=${encodeURIComponent(list)}`;
}
