import type { StravaStreams } from "@/domain/strava/details.ts";
import {
  meanBetween,
  movingTimes,
  paceAlong,
  paceBetween,
  type Point,
  thinOut,
  ticksBetween,
  valueAt,
} from "@/domain/training/series.ts";
import { climbIn, METERS_PER, type Units } from "@/domain/training/units.ts";

/** One sensor along a run, in the runner's units. */
interface RunChart {
  /** Across: km or miles, or minutes where no distance was measured. */
  points: Point[];
  ticks: number[];
  lowest: number;
  highest: number;
  average: number;
}

/** The samples of one full kilometre or mile, or of five minutes. */
interface ChartRow {
  to: number;
  pace?: number;
  heartRate?: number;
  altitude?: number;
}

interface RunCharts {
  axis: "distance" | "time";
  length: number;
  xTicks: number[];
  /** Seconds for a kilometre or a mile. */
  pace?: RunChart;
  heartRate?: RunChart;
  /** Meters or feet. */
  altitude?: RunChart;
  rows: ChartRow[];
}

interface Track {
  axis: RunCharts["axis"];
  /** Meters or seconds; never falls. */
  at: number[];
  /** Meters or seconds in one unit of the axis. */
  unit: number;
  moving: number[];
  heartRate?: number[];
  /** In the runner's units. */
  altitude?: number[];
  units: Units;
}

const MOST_ROWS = 60;
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const ROUND_PACES = [5, 10, 15, 30, 60, 120, 300, 600];
/** A drawing of less would make hills of noise. */
const LEAST_SPAN = { pace: 30, heartRate: 20, altitude: 20 };
/** A walk in between must not press the run into a line: slower than this times the average is drawn at the edge. */
const SLOWEST_SHOWN = 1.6;

/** What the sensors say along the run; a sensor that was not there has no chart. */
export function chartRun(streams: StravaStreams, units: Units): RunCharts | undefined {
  const track = openTrack(streams, units);
  const end = track.at.at(-1) ?? 0;
  if (track.at.length < 2 || !(end > 0)) return undefined;
  const length = end / track.unit;
  const charts = {
    pace: track.axis === "distance" ? paceChart(track, end) : undefined,
    heartRate: sensorChart(track, track.heartRate, LEAST_SPAN.heartRate),
    altitude: sensorChart(track, track.altitude, LEAST_SPAN.altitude),
  };
  if (!charts.pace && !charts.heartRate && !charts.altitude) return undefined;
  const xTicks = ticksBetween(0, length, ROUND, 6).filter((tick) => tick <= length);
  return { axis: track.axis, length, xTicks, ...charts, rows: rowsOf(track, end) };
}

function openTrack({ time, distance, heartrate, altitude }: StravaStreams, units: Units): Track {
  const hasDistance = distance !== undefined && (distance.at(-1) ?? 0) > 0;
  const at = rising(hasDistance ? distance : time);
  return {
    axis: hasDistance ? "distance" : "time",
    at,
    unit: hasDistance ? METERS_PER[units] : 60,
    moving: hasDistance ? movingTimes(time, at) : [],
    // A strap that lost its contact counts no beats.
    heartRate: heartrate?.map((beats) => beats > 0 ? beats : NaN),
    altitude: altitude?.map((meters) => climbIn(meters, units)),
    units,
  };
}

/** A watch that finds its satellites again may have run too far before. */
function rising(values: number[]): number[] {
  let last = 0;
  return values.map((value) => last = Math.max(last, value || 0));
}

function paceChart({ at, moving, unit }: Track, end: number): RunChart | undefined {
  const average = paceBetween(at, moving, 0, end) * unit;
  if (!(average > 0)) return undefined;
  const points = paceAlong(at, moving).map(([place, pace]): Point => [place / unit, pace * unit])
    .filter(([, pace]) => pace > 0);
  const [lowest, highest] = extremes(points.map(([, pace]) => pace));
  const slowest = Math.min(highest, average * SLOWEST_SHOWN);
  const ticks = ticksOver(lowest, slowest, LEAST_SPAN.pace, ROUND_PACES);
  return { points, ticks, lowest, highest, average };
}

function sensorChart(
  { at, unit }: Track,
  values: number[] | undefined,
  span: number,
): RunChart | undefined {
  const points = thinOut(at, values ?? []).map(([place, value]): Point => [place / unit, value]);
  const average = meanBetween(at, values ?? [], -1, Infinity);
  if (points.length < 2 || average === undefined) return undefined;
  // Of all samples: a peak may be thinned out of the drawing, but not out of the words.
  const [lowest, highest] = extremes((values ?? []).filter((value) => !Number.isNaN(value)));
  return { points, ticks: ticksOver(lowest, highest, span, ROUND), lowest, highest, average };
}

function extremes(values: number[]): [number, number] {
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
}

function ticksOver(low: number, high: number, span: number, steps: number[]): number[] {
  const missing = Math.max(0, span - (high - low)) / 2;
  return ticksBetween(low - missing, high + missing, steps);
}

function rowsOf(track: Track, end: number): ChartRow[] {
  const step = track.axis === "distance" ? track.unit : 5 * track.unit;
  const wide = step * Math.ceil(end / step / MOST_ROWS);
  const { at, moving, unit, heartRate, altitude } = track;
  return Array.from({ length: Math.ceil(end / wide) }, (_, i) => {
    const [from, to] = [i * wide, Math.min(end, (i + 1) * wide)];
    const pace = track.axis === "distance" ? paceBetween(at, moving, from, to) * unit : undefined;
    return {
      to: to / unit,
      pace,
      heartRate: heartRate && meanBetween(at, heartRate, from, to),
      altitude: altitude && valueAt(at, altitude, to),
    };
  });
}
