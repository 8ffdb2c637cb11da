import { LineChart } from "@/components/LineChart.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Chart {
  points: [number, number][];
  ticks: number[];
  lowest: number;
  highest: number;
  average: number;
}

interface Row {
  to: number;
  pace?: number;
  heartRate?: number;
  altitude?: number;
}

export interface ShownCharts {
  axis: "distance" | "time";
  length: number;
  xTicks: number[];
  pace?: Chart;
  heartRate?: Chart;
  altitude?: Chart;
  rows: Row[];
}

interface RunChartsProps {
  charts: ShownCharts;
  t: Messages["details"];
  format: Format;
}

/** What the sensors say along the run: pace, heart rate and elevation over one axis, and the same as a table. */
export function RunCharts({ charts, t, format }: RunChartsProps) {
  const unit = charts.axis === "distance" ? format.units : t.minutes;
  return (
    <section class="stack">
      <h2>{t.charts}</h2>
      {describe(charts, t, format).map(({ chart, axis, ...words }) => (
        <LineChart
          key={words.id}
          {...words}
          axisLabel={t.over(axis, unit)}
          points={chart.points}
          yTicks={chart.ticks}
          length={charts.length}
          xTicks={charts.xTicks}
          formatX={(value) => format.number(value)}
        />
      ))}
      <details class="chart-table">
        <summary>{t.chartsTable}</summary>
        <ChartTable charts={charts} unit={unit} t={t} format={format} />
      </details>
    </section>
  );
}

function describe(
  { pace, heartRate, altitude }: ShownCharts,
  t: Messages["details"],
  format: Format,
) {
  const beats = (value: number) => `${format.number(value)}\u00a0bpm`;
  const number = (value: number) => format.number(value);
  const height = (value: number) => `${format.number(value)}\u00a0${format.climbUnit}`;
  return [
    pace && {
      id: "pace",
      chart: pace,
      title: t.pace,
      axis: `${t.pace} (/${format.units})`,
      summary: t.paceSummary(`${format.duration(pace.average)}\u00a0/${format.units}`),
      formatY: format.duration,
      inverted: true,
    },
    heartRate && {
      id: "heart-rate",
      chart: heartRate,
      title: t.heartRate,
      axis: `${t.heartRate} (bpm)`,
      summary: t.heartRateSummary(beats(heartRate.average), beats(heartRate.highest)),
      formatY: number,
    },
    altitude && {
      id: "altitude",
      chart: altitude,
      title: t.altitude,
      axis: `${t.altitude} (${format.climbUnit})`,
      summary: t.altitudeSummary(height(altitude.lowest), height(altitude.highest)),
      formatY: number,
    },
  ].filter((described) => described !== undefined);
}

interface Column {
  key: "pace" | "heartRate" | "altitude";
  head: string;
  write: (value: number) => string;
}

function ChartTable({ charts, unit, t, format }: RunChartsProps & { unit: string }) {
  const shown = (value: number | undefined, write: (value: number) => string) =>
    value === undefined || !Number.isFinite(value) ? "–" : write(value);
  const number = (value: number) => format.number(value);
  const every: Column[] = [
    { key: "pace", head: `${t.pace} (/${format.units})`, write: format.duration },
    { key: "heartRate", head: `${t.heartRate} (bpm)`, write: number },
    { key: "altitude", head: `${t.altitude} (${format.climbUnit})`, write: number },
  ];
  const columns = every.filter(({ key }) => charts[key]);
  return (
    <table class="table num">
      <caption class="visually-hidden">{t.charts}</caption>
      <thead>
        <tr>
          <th scope="col">{unit}</th>
          {columns.map(({ head, key }) => <th key={key} scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody>
        {charts.rows.map((row) => (
          <tr key={row.to}>
            <th scope="row">{format.number(row.to, Number.isInteger(row.to) ? 0 : 2)}</th>
            {columns.map(({ key, write }) => <td key={key}>{shown(row[key], write)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
