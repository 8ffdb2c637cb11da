import { PageHeader } from "@/components/PageHeader.tsx";
import { RouteThumbnail } from "@/components/RouteThumbnail.tsx";
import { Stat, StatRow } from "@/components/Stat.tsx";
import { ViewOnStrava } from "@/components/StravaMark.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

interface ShownRun {
  source: string;
  externalId: string;
  sport: string;
  isRun: boolean;
  title: string;
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
}

interface RunPageProps {
  run: ShownRun;
  t: Messages["runs"];
  format: Format;
  /** The reader's own, for when the run was read. */
  timeZone: string;
}

export function RunPage({ run, t, format, timeZone }: RunPageProps) {
  const title = run.title || t.untitled;
  const when = format.join([
    format.date(run.localDate, "long"),
    run.localTime?.slice(0, 5) ?? t.hiddenStart,
  ]);
  const badges = [
    run.effort && t.efforts[run.effort],
    run.isRun ? null : sportName(t.sports, run.sport),
    run.indoor && t.indoor,
    run.typedIn && t.typedIn,
    run.commute && t.commute,
  ];
  return (
    <article class="stack">
      <p>
        <a href="/runs">{t.page.back}</a>
      </p>
      <PageHeader title={title} lead={when} />
      <p class="cluster">
        {badges.filter(Boolean).map((badge) => <span key={badge} class="badge">{badge}</span>)}
      </p>
      <Figures run={run} t={t} format={format} />
      {run.polyline
        ? <RouteThumbnail polyline={run.polyline} label={t.page.routeLabel(title)} size="page" />
        : <p class="muted">{t.page.noRoute}</p>}
      <Facts run={run} t={t} format={format} timeZone={timeZone} />
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

/** Pace first for runs, speed for what is no run; moving and elapsed time both by name. */
function Figures({ run, t, format }: Omit<RunPageProps, "timeZone">) {
  const pace = run.isRun
    ? { label: t.pace, ...format.pace(run.distanceMeters, run.movingSeconds) }
    : { label: t.speed, ...format.speed(run.distanceMeters, run.movingSeconds) };
  return (
    <StatRow>
      <Stat {...pace} tone="lead" note={run.isRun ? t.page.paceNote : undefined} />
      <Stat label={t.distance} {...format.distance(run.distanceMeters)} />
      <Stat label={t.moving} value={format.duration(run.movingSeconds)} />
      <Stat
        label={t.elapsed}
        value={format.duration(run.elapsedSeconds)}
        note={stoppedNote(run, t, format)}
      />
      {run.elevationGainMeters === null
        ? null
        : <Stat label={t.climb} {...format.climb(run.elevationGainMeters)} />}
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

function Facts({ run, t, format, timeZone }: RunPageProps) {
  const facts: [string, string | null][] = [
    [t.page.sport, sportName(t.sports, run.sport)],
    [t.page.maxHr, run.maxHr === null ? null : `${format.number(run.maxHr)} bpm`],
    [t.page.cadence, run.cadence === null ? null : `${format.number(run.cadence)} /min`],
    [t.page.device, run.deviceName],
    [t.page.visibility, t.visibilities[run.visibility]],
    [t.page.zone, run.timeZone],
    [
      t.page.source,
      run.source === "strava"
        ? `${t.page.strava}, ${t.page.fetched(format.dateTime(run.fetchedAt, timeZone))}`
        : run.source,
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
