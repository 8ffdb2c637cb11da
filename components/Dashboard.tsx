import { BarChart } from "@/components/BarChart.tsx";
import { Card } from "@/components/Card.tsx";
import { DashboardStateNotice } from "@/components/DashboardState.tsx";
import { ListedRow, type ShownListedRun } from "@/components/ListedRow.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Stat, StatRow } from "@/components/Stat.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

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
  t: Messages;
  format: Format;
}

export function Dashboard(props: DashboardProps) {
  const { name, today, state, recent, t, format } = props;
  const words = t.dashboard;
  return (
    <div class="stack">
      <PageHeader
        title={name ? words.greeting(name) : words.title}
        lead={format.date(today, "long")}
      />
      <DashboardStateNotice state={state} hasRuns={recent.length > 0} t={words} />
      {recent.length > 0
        ? (
          <>
            <Figures {...props} />
            <Card title={words.weeksTitle}>
              <Weeks {...props} />
            </Card>
            <Card title={words.recent} actions={<a href="/runs">{words.allRuns}</a>}>
              <ol class="run-list">
                {recent.map((run) => (
                  <ListedRow
                    key={run.id}
                    run={run}
                    t={t.runs}
                    format={format}
                  />
                ))}
              </ol>
            </Card>
          </>
        )
        : null}
    </div>
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
      <Stat
        label={runs.pace}
        {...pace}
        note={format.join([t.runs(current.count), format.sumDuration(current.movingSeconds)])}
      />
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

function Weeks({ weeks, t: { dashboard: t }, format }: DashboardProps) {
  const meters = weeks.map((week) => week.distanceMeters);
  const total = meters.reduce((sum, value) => sum + value, 0);
  const text = (value: number) => format.distanceText(value);
  return (
    <BarChart
      title={t.weeksTitle}
      summary={total > 0
        ? t.weeksSummary(text(total), text(total / weeks.length), text(Math.max(...meters)))
        : t.weeksNone}
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
