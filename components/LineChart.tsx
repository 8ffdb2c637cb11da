// @ts-types="./d3_scale.d.ts"
import { scaleLinear } from "d3-scale";

interface LineChartProps {
  /** Makes the ids unique on a page. */
  id: string;
  title: string;
  /** One sentence that says what the line says. */
  summary: string;
  axisLabel: string;
  points: [across: number, value: number][];
  /** Where the page's charts all end. */
  length: number;
  xTicks: number[];
  /** The first and the last are the edges; what lies beyond is drawn at the edge. */
  yTicks: number[];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  /** The small values on top: a fast pace is a high one. */
  inverted?: boolean;
}

const plot = { top: 10, height: 150, foot: 24, across: 1000 };

/** A line as server-side SVG: the drawing stretches to any width, its words keep their size. */
export function LineChart(props: LineChartProps) {
  const { id, title, summary, axisLabel, length, xTicks, yTicks, formatX, formatY } = props;
  const edges: [number, number] = [yTicks[0], yTicks[yTicks.length - 1]];
  const range: [number, number] = props.inverted ? [0, plot.height] : [plot.height, 0];
  const y = scaleLinear().domain(edges).range(range);
  const base = plot.top + plot.height;
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <p class="chart-summary">{summary}</p>
        <p class="chart-axis-label" aria-hidden="true">{axisLabel}</p>
      </figcaption>
      <svg
        class="chart-plot"
        width="100%"
        height={base + plot.foot}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        {yTicks.map((tick) => (
          <g key={tick} class="chart-gridline">
            <line x1="0" x2="100%" y1={plot.top + y(tick)} y2={plot.top + y(tick)} />
            <text x="-8" y={plot.top + y(tick)} dy="0.32em" text-anchor="end">{formatY(tick)}</text>
          </g>
        ))}
        {xTicks.map((tick) => (
          <text key={tick} x={percent(tick / length)} y={base + 18} text-anchor="middle">
            {formatX(tick)}
          </text>
        ))}
        <Line {...props} y={y} edges={edges} />
      </svg>
    </figure>
  );
}

interface LineProps extends Pick<LineChartProps, "points" | "length"> {
  y: (value: number) => number;
  edges: [number, number];
}

function Line({ points, length, y, edges: [low, high] }: LineProps) {
  const places = points.map(([across, value]) => {
    const shown = Math.min(high, Math.max(low, value));
    return `${Math.round(across / length * plot.across)} ${Math.round(y(shown) * 10) / 10}`;
  });
  return (
    <svg
      y={plot.top}
      width="100%"
      height={plot.height}
      viewBox={`0 0 ${plot.across} ${plot.height}`}
      preserveAspectRatio="none"
    >
      <path class="chart-line" d={`M${places.join("L")}`} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
