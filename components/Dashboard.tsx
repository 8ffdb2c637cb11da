import { BarChart } from "@/components/BarChart.tsx";
import { Card } from "@/components/Card.tsx";
import { DashboardStateNotice } from "@/components/DashboardState.tsx";
import { DoublesNotice } from "@/components/DoublesNotice.tsx";
import type { ShownListedRun } from "@/components/ListedRow.tsx";
import { type ShownRace } from "@/components/races/race_facts.ts";
import { RaceList } from "@/components/races/RaceList.tsx";
import { type ShownSchedule, TodayCard } from "@/components/plans/SchedulePage.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RunList } from "@/components/RunList.tsx";
import { Stat, StatRow } from "@/components/Stat.tsx";
import type { Format } from "@/locales/format.ts";
import type { Locale, Messages } from "@/locales/mod.ts";

export type DashboardState =
  | { kind: "unconnected" | "reconnect" | "failed" | "settled" }
  | { kind: "importing"; seen: number };

interface Sum {
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number;
}

interface Longest {
  id: string;
  title: string;
  localDate: string;
  distanceMeters: number;
}

interface DashboardProps {
  name: string | null;
  /** The runner's local date. */
  today: string;
  state: DashboardState;
  /** Oldest first; the last one is this week. */
  weeks: (Sum & { start: string })[];
  year: Sum;
  longest: Longest | null;
  longestThisYear: Longest | null;
  recent: ShownListedRun[];
  /** Why no mails are sent any more. */
  mailsStopped?: "bounce" | "complaint";
  /** Pairs of runs that look like doubles. */
  openPairs: number;
  /** The plan that is followed. */
  schedule?: ShownSchedule;
  /** Races to come, the nearest first. */
  races: (ShownRace & { isEntered: boolean })[];
  locale: Locale;
  t: Messages;
  format: Format;
}

export function Dashboard(props: DashboardProps) {
  const { name, today, state, recent, schedule, t, format } = props;
  const words = t.dashboard;
  return (
    <div class="stack">
      <PageHeader
        title={name ? words.greeting(name) : words.title}
        lead={format.date(today, "long")}
      />
      <DashboardStateNotice state={state} hasRuns={recent.length > 0} t={words} />
      {props.mailsStopped
        ? (
          <Notice tone="warning" title={t.letters.stopped[props.mailsStopped].title}>
            <a href="/account/mails">{t.letters.title}</a>
          </Notice>
        )
        : null}
      <DoublesNotice pairs={props.openPairs} t={t.doubles} />
      {schedule?.plan.state === "ready" && today <= schedule.plan.raceDate
        ? <TodayCard schedule={schedule} today={today} isAlone t={t.plans} format={format} />
        : null}
      {recent.length > 0 ? <Figures {...props} /> : null}
      <ComingUp {...props} />
      {recent.length > 0
        ? (
          <>
            <Card title={words.weeksTitle}>
              <Weeks {...props} />
            </Card>
            <Card title={words.recent} actions={<a href="/runs">{words.allRuns}</a>}>
              <RunList runs={recent} t={t.runs} format={format} />
            </Card>
          </>
        )
        : null}
    </div>
  );
}

function ComingUp({ races, today, locale, t, format }: DashboardProps) {
  if (races.length === 0) return null;
  return (
    <Card title={t.races.comingUp} actions={<a href="/races">{t.races.all}</a>}>
      <RaceList races={races} today={today} t={t.races} locale={locale} format={format} />
    </Card>
  );
}

function Figures(
  { weeks, year, today, longest, longestThisYear, t: { dashboard: t, runs }, format }:
    DashboardProps,
) {
  const [last, current] = weeks.slice(-2);
  const pace = format.pace(current.distanceMeters, current.movingSeconds);
  return (
    <StatRow>
      <Stat
        label={t.thisWeek}
        {...format.distance(current.distanceMeters, 1)}
        tone="lead"
        note={t.lastWeek(format.distanceText(last.distanceMeters))}
      />
      {current.distanceMeters > 0
        ? (
          <Stat
            label={runs.pace}
            {...pace}
            note={format.join([t.runs(current.count), format.sumDuration(current.movingSeconds)])}
          />
        )
        : null}
      <Stat
        label={t.yearToDate(today.slice(0, 4))}
        {...format.distance(year.distanceMeters, 0)}
        note={format.join([t.runs(year.count), format.sumDuration(year.movingSeconds)])}
      />
      <LongestStat label={t.longest} run={longest} runs={runs} format={format} />
      <LongestStat
        label={t.longestThisYear}
        run={longestThisYear?.id === longest?.id ? null : longestThisYear}
        runs={runs}
        format={format}
      />
    </StatRow>
  );
}

interface LongestStatProps extends Pick<DashboardProps, "format"> {
  label: string;
  run: DashboardProps["longest"];
  runs: DashboardProps["t"]["runs"];
}

function LongestStat({ label, run, runs, format }: LongestStatProps) {
  if (!run) return null;
  const note = format.join([run.title || runs.untitled, format.date(run.localDate)]);
  return <Stat label={label} {...format.distance(run.distanceMeters, 1)} note={note} />;
}

/** The average is of whole weeks: this one is not over. */
function Weeks({ weeks, t: { dashboard: t }, format }: DashboardProps) {
  const meters = weeks.map((week) => week.distanceMeters);
  const total = meters.reduce((sum, value) => sum + value, 0);
  const average = (total - meters[meters.length - 1]) / (weeks.length - 1);
  const text = (value: number) => format.distanceText(value);
  if (total === 0) return <p class="muted">{t.weeksNone}</p>;
  return (
    <BarChart
      title={t.weeksTitle}
      summary={t.weeksSummary(text(total), text(average), text(Math.max(...meters)))}
      bars={weeks.map((week, i) => ({
        label: format.date(week.start, "short"),
        value: Number(format.rawDistance(week.distanceMeters).toFixed(3)),
        display: text(week.distanceMeters),
        current: i === weeks.length - 1,
      }))}
      axisLabel={`${t.distance} (${format.units})`}
      tableHeads={[t.weekOf, t.distance]}
      tableTitle={t.weeksTable}
      formatTick={(value) => format.number(value)}
    />
  );
}
