// @ts-types="./d3_scale.d.ts"
import { scaleBand, scaleLinear } from "d3-scale";

export interface Bar {
  label: string;
  value: number;
  /** The value as people read it, with its unit: "42.1 km". */
  display: string;
  current?: boolean;
}

interface BarChartProps {
  title: string;
  /** One sentence that says what the bars say. */
  summary: string;
  bars: Bar[];
  axisLabel: string;
  tableHeads: [string, string];
  tableTitle: string;
  formatTick: (value: number) => string;
  /** Makes the ids unique when a page has more than one chart. */
  id?: string;
}

const plot = { top: 22, height: 180, foot: 26 };

/**
 * Bars as server-side SVG. Positions across are percentages and text is in CSS pixels, so the
 * drawing fills any width while its words keep their size.
 */
export function BarChart(props: BarChartProps) {
  const { title, summary, bars, axisLabel, tableHeads, tableTitle, id = "chart" } = props;
  return (
    <figure class="chart">
      <figcaption>
        <p class="chart-summary">{summary}</p>
        <p class="chart-axis-label" aria-hidden="true">{axisLabel}</p>
      </figcaption>
      <svg
        class="chart-plot"
        width="100%"
        height={plot.top + plot.height + plot.foot}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        <Drawing bars={bars} formatTick={props.formatTick} />
      </svg>
      <details class="chart-table">
        <summary>{tableTitle}</summary>
        <BarTable bars={bars} heads={tableHeads} caption={title} />
      </details>
    </figure>
  );
}

function Drawing({ bars, formatTick }: Pick<BarChartProps, "bars" | "formatTick">) {
  const top = Math.max(0, ...bars.map(({ value }) => value).filter(Number.isFinite));
  const base = plot.top + plot.height;
  const y = scaleLinear().domain([0, top || 1]).range([base, plot.top]).nice(4);
  const x = scaleBand().domain(bars.map((_, i) => String(i))).range([0, 100])
    .paddingInner(0.28).paddingOuter(0.14);
  return (
    <>
      {(top > 0 ? y.ticks(4) : [0]).map((tick) => (
        <g key={tick} class={tick === 0 ? "chart-baseline" : "chart-gridline"}>
          <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text x="-10" y={y(tick)} dy="0.32em" text-anchor="end">{formatTick(tick)}</text>
        </g>
      ))}
      {bars.map((bar, i) => (
        <BarMark
          key={i}
          bar={bar}
          left={x(String(i)) ?? 0}
          width={x.bandwidth()}
          top={y(Math.max(0, Number.isFinite(bar.value) ? bar.value : 0))}
          base={base}
          labelClass={labelClass(i, bars.length)}
        />
      ))}
    </>
  );
}

interface BarMarkProps {
  bar: Bar;
  left: number;
  width: number;
  top: number;
  base: number;
  labelClass: string | undefined;
}

function BarMark({ bar, left, width, top, base, labelClass }: BarMarkProps) {
  const middle = percent(left + width / 2);
  return (
    <g class={bar.current ? "bar bar-current" : "bar"}>
      <rect x={percent(left)} width={percent(width)} y={top} height={base - top} rx="2" />
      {bar.value > 0
        ? <text class="bar-value" x={middle} y={top - 7} text-anchor="middle">{bar.display}</text>
        : null}
      {labelClass
        ? (
          <text class={labelClass} x={middle} y={base + 19} text-anchor="middle">
            {bar.label}
          </text>
        )
        : null}
    </g>
  );
}

/** Counted from the newest bar, so that it always has its label; the widths are in the CSS. */
const densities = [["at-narrow", 4], ["at-middle", 6], ["at-wide", 12]] as const;

function labelClass(index: number, count: number): string | undefined {
  const fromEnd = count - 1 - index;
  const shown = densities.filter(([, labels]) => fromEnd % Math.ceil(count / labels) === 0);
  return shown.length > 0 ? ["bar-label", ...shown.map(([name]) => name)].join(" ") : undefined;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

function BarTable(
  { bars, heads, caption }: { bars: Bar[]; heads: [string, string]; caption: string },
) {
  return (
    <table class="table num">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar, i) => (
          <tr key={i}>
            <th scope="row">{bar.label}</th>
            <td data-label={heads[1]}>{bar.display}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
