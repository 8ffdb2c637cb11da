import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { badgesOf } from "@/components/run_badges.ts";
import { RouteThumbnail } from "@/components/RouteThumbnail.tsx";
import { type FullRun, Paragraphs, RunInFull } from "@/components/RunInFull.tsx";
import { Stat, StatRow } from "@/components/Stat.tsx";
import { ViewOnStrava } from "@/components/StravaMark.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

interface ShownRun {
  id: string;
  source: "strava" | "file" | "archive" | "manual";
  externalId: string;
  sport: string;
  isRun: boolean;
  title: string;
  /** The runner's own. */
  notes: string | null;
  effort: "race" | "long" | "workout" | null;
  localDate: string;
  localTime: string | null;
  timeZone: string;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  elevationGainMeters: number | null;
  averageHr: number | null;
  maxHr: number | null;
  cadence: number | null;
  polyline: string;
  deviceName: string | null;
  visibility: "everyone" | "followers_only" | "only_me";
  indoor: boolean;
  typedIn: boolean;
  commute: boolean;
  fetchedAt: number;
  hidden: boolean;
}

interface RunPageProps {
  run: ShownRun;
  /** The list it was opened from. */
  back: string;
  /** What its source has beyond the list; absent for what is no run. */
  full?: FullRun;
  /** The run that counts where this one is hidden. */
  counted?: { id: string; title: string };
  messages: Messages;
  format: Format;
  /** The reader's own, for when the run was read. */
  timeZone: string;
}

export function RunPage({ run, back, full, counted, messages, format, timeZone }: RunPageProps) {
  const { runs: t, details } = messages;
  const title = run.title || t.untitled;
  const when = format.join([
    format.date(run.localDate, "long"),
    run.localTime === null ? t.hiddenStart : format.localTime(run.localTime),
  ]);
  const badges = [
    ...badgesOf(run, t),
    run.typedIn && t.typedIn,
    run.commute && t.commute,
  ];
  return (
    <article class="stack">
      <p class="way-back">
        <a href={back}>{t.page.back}</a>
      </p>
      <PageHeader title={title} lead={when} />
      <p class="cluster">
        {badges.filter(Boolean).map((badge) => <span key={badge} class="badge">{badge}</span>)}
      </p>
      {run.hidden ? <HiddenNotice counted={counted} messages={messages} /> : null}
      <Figures run={run} t={t} format={format} />
      <Paragraphs title={details.notes} text={run.notes} />
      {run.polyline
        ? <RouteThumbnail polyline={run.polyline} label={t.page.routeLabel(title)} size="page" />
        : <p class="muted">{t.page.noRoute}</p>}
      {full ? <RunInFull {...full} runId={run.id} list={back} t={details} format={format} /> : null}
      <Facts run={run} full={full} messages={messages} format={format} timeZone={timeZone} />
      {run.source === "strava"
        ? (
          <p>
            <ViewOnStrava activityId={run.externalId} />
          </p>
        )
        : null}
    </article>
  );
}

function HiddenNotice({ counted, messages }: Pick<RunPageProps, "counted" | "messages">) {
  const { runs, details: { hidden: t } } = messages;
  return (
    <Notice tone="info" title={t.title}>
      <p>{t.text}</p>
      {counted
        ? (
          <p>
            <a href={`/runs/${counted.id}`}>{t.other(counted.title || runs.untitled)}</a>
          </p>
        )
        : null}
      <p>
        <a href="/runs/doubles">{t.undo}</a>
      </p>
    </Notice>
  );
}

interface FiguresProps {
  run: ShownRun;
  t: Messages["runs"];
  format: Format;
}

/** Pace first for runs, speed for what is no run; moving and elapsed time both by name. */
function Figures({ run, t, format }: FiguresProps) {
  const moves = run.distanceMeters > 0;
  const climb = moves ? run.elevationGainMeters : run.elevationGainMeters || null;
  const pace = run.isRun
    ? { label: t.pace, ...format.pace(run.distanceMeters, run.movingSeconds) }
    : { label: t.speed, ...format.speed(run.distanceMeters, run.movingSeconds) };
  return (
    <StatRow>
      {moves ? <Stat {...pace} tone="lead" note={run.isRun ? t.page.paceNote : undefined} /> : null}
      {moves ? <Stat label={t.distance} {...format.distance(run.distanceMeters)} /> : null}
      <Stat
        label={t.moving}
        value={format.duration(run.movingSeconds)}
        tone={moves ? undefined : "lead"}
      />
      <Stat
        label={t.elapsed}
        value={format.duration(run.elapsedSeconds)}
        note={stoppedNote(run, t, format)}
      />
      {climb === null ? null : <Stat label={t.climb} {...format.climb(climb)} />}
      {run.averageHr === null
        ? null
        : <Stat label={t.page.averageHr} value={format.number(run.averageHr)} unit="bpm" />}
    </StatRow>
  );
}

function stoppedNote(run: ShownRun, t: Messages["runs"], format: Format): string | undefined {
  const stopped = run.elapsedSeconds - run.movingSeconds;
  return stopped > 0 ? `${t.page.stopped} ${format.duration(stopped)}` : undefined;
}

function Facts({ run, full, messages, format, timeZone }: Omit<RunPageProps, "back">) {
  const { runs: t, details } = messages;
  const facts: [string, string | null][] = [
    [t.page.sport, sportName(t.sports, run.sport)],
    [t.page.maxHr, run.maxHr === null ? null : `${format.number(run.maxHr)} bpm`],
    [t.page.cadence, run.cadence === null ? null : `${format.number(run.cadence)} /min`],
    [details.calories, full?.calories ? `${format.number(full.calories)} kcal` : null],
    [details.exertion, full?.exertion ? `${format.number(full.exertion)} / 10` : null],
    [details.shoe, full?.shoe ?? null],
    [t.page.device, run.deviceName],
    [t.page.visibility, t.visibilities[run.visibility]],
    [t.page.zone, run.timeZone],
    [
      t.page.source,
      run.source === "strava"
        ? `${t.page.strava}, ${t.page.fetched(format.dateTime(run.fetchedAt, timeZone))}`
        : t.page.sources[run.source],
    ],
  ];
  return (
    <section>
      <h2>{t.page.facts}</h2>
      <dl class="definition">
        {facts.map(([label, value]) =>
          value
            ? (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            )
            : null
        )}
      </dl>
    </section>
  );
}
