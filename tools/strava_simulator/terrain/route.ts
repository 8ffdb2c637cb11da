import { createRandom, type Random } from "../random.ts";
import { type LatLng, offsetPoint } from "./polyline.ts";

export type RouteKind = "loop" | "out-and-back" | "track" | "lanes";

export interface RoutePlan {
  kind: RouteKind;
  start: LatLng;
  /** The same seed with another distance is the same favourite round, stretched. */
  seed: number;
}

type Meters = readonly [north: number, east: number];

/** A course as long as the distance, which answers where a runner is after so many meters. */
export function layRoute(plan: RoutePlan, distanceMeters: number): (meters: number) => LatLng {
  if (plan.kind === "track") return layTrack(plan);
  if (plan.kind === "lanes") return layLanes(plan);
  const { bends, lengths } = findShape(plan.kind, plan.seed);
  const total = lengths.at(-1) ?? 0;
  const scale = total > 0 ? distanceMeters / total : 0;
  return (meters) => {
    const [north, east] = pointAlong(bends, lengths, scale > 0 ? meters / scale : 0);
    return offsetPoint(plan.start, north * scale, east * scale);
  };
}

interface Shape {
  bends: readonly Meters[];
  lengths: readonly number[];
}

const shapes = new Map<string, Shape>();
const shapesMaximum = 500;

/** Favourite rounds are run hundreds of times: their shapes are drawn once. */
function findShape(kind: "loop" | "out-and-back", seed: number): Shape {
  const key = `${kind} ${seed}`;
  const known = shapes.get(key);
  if (known) return known;
  const bends = kind === "loop" ? drawLoop(seed) : drawOutAndBack(seed);
  const shape = { bends, lengths: cumulate(bends) };
  if (shapes.size >= shapesMaximum) shapes.clear();
  shapes.set(key, shape);
  return shape;
}

/** A closed curve through its start: a circle bent by a few slow waves and many small ones. */
function drawLoop(seed: number): Meters[] {
  const random = createRandom(seed);
  const heading = random.between(0, 2 * Math.PI);
  const stretch = random.between(0.45, 0.95);
  const waves = [2, 3, 4, 5, 7, 11, 17, 29].map((count) => ({
    count,
    size: random.between(0.15, 0.9) / count ** 1.25,
    phase: random.between(0, 2 * Math.PI),
  }));
  const shape = Array.from({ length: 241 }, (_, index): Meters => {
    const angle = (index / 240) * 2 * Math.PI;
    const swell = waves.reduce((sum, w) => sum + w.size * Math.sin(w.count * angle + w.phase), 0);
    const radius = 1000 * (1 + 0.55 * swell);
    return [radius * Math.cos(angle), radius * Math.sin(angle) * stretch];
  });
  const round = fromOrigin(shape);
  return turn(seed % 2 === 0 ? followStreets(round, random) : round, heading);
}

/** The same round through a town: from corner to corner along two directions of streets. */
function followStreets(round: readonly Meters[], random: Random): Meters[] {
  const corners = round.filter((_, index) => index % 15 === 0);
  const streets: Meters[] = [];
  for (let index = 1; index < corners.length; index++) {
    const [north, east] = corners[index - 1] ?? [0, 0];
    const [nextNorth, nextEast] = corners[index] ?? [0, 0];
    const crossing: Meters = random.chance(0.5) ? [nextNorth, east] : [north, nextEast];
    streets.push([north, east], [crossing[0] + random.normal(0, 20), crossing[1]]);
  }
  return [...streets, [0, 0]];
}

/** A river path: it wanders off and comes back on its own line. */
function drawOutAndBack(seed: number): Meters[] {
  const random = createRandom(seed);
  const out: [number, number][] = [[0, 0]];
  let heading = random.between(0, 2 * Math.PI);
  let drift = 0;
  for (let step = 1; step <= 120; step++) {
    drift = 0.8 * drift + random.normal(0, 0.05);
    heading += drift;
    const last = out[step - 1] ?? [0, 0];
    out.push([last[0] + 50 * Math.cos(heading), last[1] + 50 * Math.sin(heading)]);
  }
  return [...out, ...out.slice(0, -1).reverse()];
}

function layTrack(plan: RoutePlan): (meters: number) => LatLng {
  const random = createRandom(plan.seed);
  const heading = random.between(0, Math.PI);
  const straight = 84.39;
  const radius = 36.8;
  return (meters) => {
    const lap = Math.floor(meters / 400);
    const [north, east] = pointOnOval(meters - lap * 400, straight, radius);
    const wobble = 0.6 * Math.sin(lap * 2.1);
    const [turnedNorth, turnedEast] = rotate([north + wobble, east + wobble], heading);
    return offsetPoint(plan.start, turnedNorth, turnedEast);
  };
}

function pointOnOval(meters: number, straight: number, radius: number): Meters {
  const bend = Math.PI * radius;
  if (meters < straight) return [meters, 0];
  if (meters < straight + bend) {
    const angle = (meters - straight) / radius;
    return [straight + radius * Math.sin(angle), radius * (1 - Math.cos(angle))];
  }
  if (meters < 2 * straight + bend) return [2 * straight + bend - meters, 2 * radius];
  const angle = (meters - 2 * straight - bend) / radius;
  return [-radius * Math.sin(angle), radius * (1 + Math.cos(angle))];
}

/** Lanes of a 50 m pool. */
function layLanes(plan: RoutePlan): (meters: number) => LatLng {
  return (meters) => {
    const within = meters % 100;
    return offsetPoint(plan.start, within < 50 ? within : 100 - within, 0);
  };
}

function fromOrigin(shape: readonly Meters[]): Meters[] {
  const first = shape[0] ?? [0, 0];
  return shape.map(([north, east]) => [north - first[0], east - first[1]]);
}

function turn(shape: readonly Meters[], heading: number): Meters[] {
  return shape.map((point) => rotate(point, heading));
}

function rotate([north, east]: Meters, heading: number): Meters {
  const cos = Math.cos(heading);
  const sin = Math.sin(heading);
  return [north * cos - east * sin, north * sin + east * cos];
}

function cumulate(points: readonly Meters[]): number[] {
  let total = 0;
  return points.map((point, index) => {
    const last = points[index - 1] ?? point;
    total += Math.hypot(point[0] - last[0], point[1] - last[1]);
    return total;
  });
}

function pointAlong(points: readonly Meters[], lengths: readonly number[], meters: number): Meters {
  let low = 0;
  let high = lengths.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] ?? 0) <= meters) low = middle;
    else high = middle;
  }
  const from = points[low] ?? [0, 0];
  const to = points[high] ?? from;
  const start = lengths[low] ?? 0;
  const span = (lengths[high] ?? start) - start;
  const share = span > 0 ? Math.min(Math.max((meters - start) / span, 0), 1) : 0;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
