import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { type Bar, BarChart } from "@/components/BarChart.tsx";

const WEEKS: Bar[] = [
  { label: "3 Nov", value: 51.6, display: "51.6 km" },
  { label: "10 Nov", value: 0, display: "0 km" },
  { label: "17 Nov", value: 28.9, display: "28.9 km", current: true },
];

Deno.test("BarChart() says the same in its table as in its bars, and nothing over a bar that is none", () => {
  const html = chart(WEEKS);
  const rows = [...html.matchAll(/<th scope="row">(.*?)<\/th><td[^>]*>(.*?)<\/td>/g)];
  deepStrictEqual(rows.map(([, label, value]) => [label, value]), [
    ["3 Nov", "51.6 km"],
    ["10 Nov", "0 km"],
    ["17 Nov", "28.9 km"],
  ]);
  const drawn = [...html.matchAll(/class="bar-value"[^>]*>(.*?)<\/text>/g)];
  deepStrictEqual(drawn.map(([, value]) => value), ["51.6 km", "28.9 km"]);
});

Deno.test("BarChart() draws heights in proportion from one baseline", () => {
  const [long, none, half] = heights(chart([
    { label: "a", value: 40, display: "40" },
    { label: "b", value: 0, display: "0" },
    { label: "c", value: 20, display: "20" },
  ]));
  strictEqual(none, 0);
  ok(Math.abs(long - 2 * half) < 0.001, `${long} ${half}`);
});

Deno.test("BarChart() marks the current bar alone", () => {
  strictEqual(chart(WEEKS).match(/bar-current/g)?.length, 1);
});

Deno.test("BarChart() names its picture and has no style attribute", () => {
  const html = chart(WEEKS);
  match(html, /role="img" aria-labelledby="weeks-title weeks-desc"/);
  match(html, /<title id="weeks-title">Distance by week<\/title>/);
  match(html, /<desc id="weeks-desc">A quiet week &amp; a long one\.<\/desc>/);
  ok(!/\sstyle=/.test(html));
});

Deno.test("BarChart() escapes labels and values wherever it writes them", () => {
  const html = chart([{ label: "<b>&", value: 1, display: '"><script>', current: true }]);
  ok(!html.includes("<b>") && !html.includes("<script"));
  strictEqual(html.match(/&lt;b>&amp;/g)?.length, 2);
  strictEqual(html.match(/&lt;script>/g)?.length, 2);
});

Deno.test("BarChart() survives no bars, only zeros and values that are no numbers", () => {
  const zero = { label: "a", value: 0, display: "0" };
  const cases = [[], [zero], [{ ...zero, value: NaN }], [{ ...zero, value: -4 }]];
  for (const bars of cases) {
    const html = chart(bars);
    ok(!/NaN|Infinity|="-\d+%"|height="-/.test(html), html);
    strictEqual(html.match(/<line /g)?.length, 1);
  }
});

Deno.test("BarChart() labels the newest bar at every width", () => {
  for (const count of [1, 4, 12, 26, 53]) {
    const bars = Array.from(
      { length: count },
      (_, i) => ({ label: `w${i}`, value: 1, display: "1" }),
    );
    const labels = [...chart(bars).matchAll(/class="(bar-label[^"]*)"[^>]*>(w\d+)</g)];
    const newest = labels.find(([, , label]) => label === `w${count - 1}`);
    strictEqual(newest?.[1], "bar-label at-narrow at-middle at-wide");
    ok(labels.filter(([, name]) => name.includes("at-narrow")).length <= 4);
  }
});

function chart(bars: Bar[]): string {
  return renderToString(
    <BarChart
      id="weeks"
      title="Distance by week"
      summary="A quiet week & a long one."
      bars={bars}
      axisLabel="Kilometres"
      tableHeads={["Week of", "Distance"]}
      tableTitle="Show as a table"
      formatTick={String}
    />,
  );
}

function heights(html: string): number[] {
  return [...html.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));
}
