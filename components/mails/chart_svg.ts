// @ts-types="@/components/d3_scale.d.ts"
import { scaleBand, scaleLinear } from "d3-scale";
import type { Bar } from "@/components/BarChart.tsx";

const [WIDTH, HEIGHT] = [544, 190];
const plot = { left: 4, right: 540, top: 32, base: 160 };
/** Seen on white and on black alike: a mail does not know where it will lie. */
const INK = { bar: "#7d9690", current: "#12947f", text: "#76817c", line: "#a9b0ad" };
/** On a phone it is shown at half this size. */
const FONT = 'font-family="Inter" font-size="17"';
/** Labels that have room beside each other, counted from the last bar. */
const TICK_EVERY = 3;

interface Labelled extends Bar {
  /** In digits alone: the typeface that draws it knows no Chinese. */
  tick: string;
}

/** The bars of a report for a picture: text and colours are its own, as no style sheet comes along. */
export function chartSvg(bars: Labelled[], { current }: { current: string }): string {
  const top = Math.max(1e-9, ...bars.map(({ value }) => value));
  const y = scaleLinear().domain([0, top]).range([plot.base, plot.top]);
  const x = scaleBand().domain(bars.map((_, i) => String(i))).range([plot.left, plot.right])
    .paddingInner(0.3).paddingOuter(0.1);
  const marks = bars.map((bar, i) => {
    const left = x(String(i)) ?? 0;
    const height = plot.base - y(bar.value);
    const rect = `<rect x="${round(left)}" y="${round(y(bar.value))}" width="${
      round(x.bandwidth())
    }" height="${round(height)}" rx="2" fill="${bar.current ? INK.current : INK.bar}"/>`;
    const middle = round(left + x.bandwidth() / 2);
    const hasTick = (bars.length - 1 - i) % TICK_EVERY === 0;
    return rect + (hasTick ? text(middle, plot.base + 22, bar.tick) : "");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${
    marks.join("")
  }${
    text(plot.right, 18, current, "end")
  }<path d="M${plot.left} ${plot.base}H${plot.right}" stroke="${INK.line}"/></svg>`;
}

function text(x: number, y: number, words: string, anchor = "middle"): string {
  const place = `x="${x}" y="${y}" text-anchor="${anchor}"`;
  return `<text ${place} ${FONT} fill="${INK.text}">${words}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
