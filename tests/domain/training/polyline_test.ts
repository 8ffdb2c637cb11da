import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { decodePolyline, projectRoute, simplifyRoute } from "@/domain/training/polyline.ts";

const BOX = { width: 72, height: 72, margin: 8 };

Deno.test("decodePolyline() reads Google's published example", () => {
  deepStrictEqual(decodePolyline("_p~iF~ps|U_ulLnnqC_mqNvxq`@"), [
    { lat: 38.5, lng: -120.2 },
    { lat: 40.7, lng: -120.95 },
    { lat: 43.252, lng: -126.453 },
  ]);
});

Deno.test("decodePolyline() gives nothing for what is no polyline", () => {
  for (const text of ["", "_p~iF", "_p~iF~ps|", "\n\n", "ééé", "~~~~~~~~~~~~~~~~", "_p~iF~ps|U "]) {
    deepStrictEqual(decodePolyline(text), [], JSON.stringify(text));
  }
});

Deno.test("Any text decodes, projects into its box and simplifies without an error", () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: "binary" }), (text) => {
      const route = simplifyRoute(projectRoute(decodePolyline(text), BOX), 120);
      ok(route.length <= 120);
      for (const { x, y } of route) ok(x >= 0 && x <= 72 && y >= 0 && y <= 72, `${x} ${y}`);
    }),
    { seed: 7, numRuns: 500 },
  ));

Deno.test("simplifyRoute() keeps the ends and the limit", () => {
  const spiral = Array.from({ length: 5000 }, (_, i) => ({
    x: 36 + i / 200 * Math.cos(i / 50),
    y: 36 + i / 200 * Math.sin(i / 50),
  }));
  const simple = simplifyRoute(spiral, 120);
  ok(simple.length <= 120 && simple.length > 20, String(simple.length));
  deepStrictEqual([simple[0], simple.at(-1)], [spiral[0], spiral.at(-1)]);
});

Deno.test("projectRoute() puts north up and keeps shapes at any latitude", () => {
  const square = [[60, 10], [60.01, 10], [60.01, 10.02], [60, 10.02]].map(([lat, lng]) => ({
    lat,
    lng,
  }));
  const [southWest, northWest, northEast] = projectRoute(square, BOX);
  ok(northWest.y < southWest.y);
  const [height, width] = [southWest.y - northWest.y, northEast.x - northWest.x];
  strictEqual(
    Math.round(height),
    Math.round(width),
    "0.02° of longitude is as long as 0.01° of latitude at 60° north",
  );
});

Deno.test("decodePolyline() refuses what leaves the globe", () => {
  deepStrictEqual(decodePolyline("_mqNvxq`@".repeat(40)), []);
});

Deno.test("decodePolyline() stays on the globe for any text of its own alphabet", () => {
  const letter = fc.integer({ min: 63, max: 126 }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 60 }), (text) => {
      for (const { lat, lng } of decodePolyline(text)) {
        ok(Math.abs(lat) <= 90 && Math.abs(lng) <= 180, `${lat} ${lng}`);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});

Deno.test("projectRoute() keeps a run over the antimeridian in one piece", () => {
  const [west, middle, east] = projectRoute(
    [179.98, 180, -179.98].map((lng) => ({ lat: -16.8, lng })),
    BOX,
  );
  ok(west.x < middle.x && middle.x < east.x);
  ok(Math.abs(middle.x - 36) < 1e-6, `${middle.x}`);
});

Deno.test("simplifyRoute() keeps the corners of a square and drops its straights", () => {
  const corners = [[0, 0], [90, 0], [90, 90], [0, 90]].map(([x, y]) => ({ x, y }));
  const walked = corners.slice(1).flatMap((to, i) =>
    Array.from({ length: 90 }, (_, step) => ({
      x: corners[i].x + ((to.x - corners[i].x) * step) / 90,
      y: corners[i].y + ((to.y - corners[i].y) * step) / 90,
    }))
  );
  deepStrictEqual(simplifyRoute([...walked, corners[3]], 120), corners);
});

Deno.test("simplifyRoute() ends for a runner who stood still", () => {
  const still = Array.from({ length: 500 }, () => ({ x: 3, y: 3 }));
  strictEqual(simplifyRoute(still, 1).length, 2);
});
