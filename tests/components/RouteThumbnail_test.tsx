import { match, ok, strictEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { RouteThumbnail } from "@/components/RouteThumbnail.tsx";

const ROUTE = "_p~iF~ps|U_ulLnnqC_mqNvxq`@";

Deno.test("RouteThumbnail() draws a route as one path", () => {
  const html = renderToString(<RouteThumbnail polyline={ROUTE} label="Route of a long run" />);
  strictEqual(html.match(/<path /g)?.length, 1);
  match(html, /role="img" aria-label="Route of a long run"/);
  strictEqual(pointsIn(html), 3);
  ok(!html.includes("<circle"));
});

Deno.test("RouteThumbnail() marks start and finish on a page", () => {
  const html = renderToString(<RouteThumbnail polyline={ROUTE} label="Route" size="page" />);
  match(html, /class="route-start"/);
  match(html, /class="route-finish"/);
});

Deno.test("RouteThumbnail() shows the placeholder when there is no route to draw", () => {
  for (const polyline of [undefined, null, "", "_p~iF", "_p~iF~ps|U", "<script>"]) {
    const html = renderToString(<RouteThumbnail polyline={polyline} label="" />);
    match(html, /route-empty/);
    match(html, /aria-hidden="true"/);
    ok(!html.includes("route-line") && !html.includes("NaN"), html);
  }
});

Deno.test("RouteThumbnail() keeps a long route small in a list and has no style attribute", () => {
  const winding = "_p~iF~ps|U" + wander(6000);
  const list = renderToString(<RouteThumbnail polyline={winding} label="Route" />);
  const page = renderToString(<RouteThumbnail polyline={winding} label="Route" size="page" />);
  ok(pointsIn(list) > 2 && pointsIn(list) <= 120, `${pointsIn(list)}`);
  ok(pointsIn(page) > 2 && pointsIn(page) <= 600, `${pointsIn(page)}`);
  ok(!/\sstyle=/.test(list + page));
});

Deno.test("RouteThumbnail() escapes its label", () => {
  const html = renderToString(<RouteThumbnail polyline={ROUTE} label="Route of 'a' & <b>" />);
  ok(html.includes("aria-label=\"Route of 'a' &amp; &lt;b>\""), html);
});

/** Steps of some 100 m, each in a direction of its own. */
function wander(steps: number): string {
  let seed = 7;
  return Array.from({ length: steps * 2 }, () => {
    seed = (seed * 16807) % 2147483647;
    return ["gE", "fE", "oC", "nC"][seed % 4];
  }).join("");
}

function pointsIn(html: string): number {
  const [, drawn] = html.match(/class="route-line" d="M([^"]*)"/) ?? [];
  return drawn ? drawn.split("L").length : 0;
}
