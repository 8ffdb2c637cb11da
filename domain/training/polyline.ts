interface LatLng {
  lat: number;
  lng: number;
}

export interface Point {
  x: number;
  y: number;
}

/**
 * Decodes Google's encoded polyline format, precision 5 (about 1 m).
 * Anything that is not a whole, valid polyline on the globe gives an empty list.
 */
export function decodePolyline(encoded: string): LatLng[] {
  const points: LatLng[] = [];
  let index = 0, lat = 0, lng = 0;
  while (index < encoded.length) {
    const latStep = readNumber(encoded, index);
    const lngStep = latStep && readNumber(encoded, latStep.next);
    if (!latStep || !lngStep) return [];
    lat += latStep.value;
    lng += lngStep.value;
    index = lngStep.next;
    if (Math.abs(lat) > 90e5 || Math.abs(lng) > 180e5) return [];
    points.push({ lat: lat / 1e5, lng: lng / 1e5 });
  }
  return points;
}

/** One zigzag number in 5-bit groups; six groups hold every step the globe allows. */
function readNumber(encoded: string, start: number): { value: number; next: number } | undefined {
  let bits = 0;
  for (let group = 0; group < 6; group++) {
    const code = encoded.charCodeAt(start + group) - 63;
    // Also refuses NaN, which is what charCodeAt gives past the end.
    if (!(code >= 0 && code < 64)) return undefined;
    bits |= (code & 31) << (group * 5);
    if (code < 32) return { value: (bits >> 1) ^ -(bits & 1), next: start + group + 1 };
  }
  return undefined;
}

/**
 * Places points in a width × height box with a margin, north up, centred, and with longitudes
 * shrunk by the cosine of the latitude so that a round track looks round.
 */
export function projectRoute(
  points: LatLng[],
  box: { width: number; height: number; margin: number },
): Point[] {
  if (points.length === 0) return [];
  const flat = flatten(points);
  const xs = extent(flat.map(({ x }) => x));
  const ys = extent(flat.map(({ y }) => y));
  const scale = Math.min(
    (box.width - 2 * box.margin) / Math.max(xs.span, 1e-9),
    (box.height - 2 * box.margin) / Math.max(ys.span, 1e-9),
  );
  return flat.map(({ x, y }) => ({
    x: box.width / 2 + (x - xs.middle) * scale,
    y: box.height / 2 + (y - ys.middle) * scale,
  }));
}

function flatten(points: LatLng[]): Point[] {
  const middle = extent(points.map(({ lat }) => lat)).middle;
  const shrink = Math.cos((middle * Math.PI) / 180);
  const first = points[0].lng;
  return points.map(({ lat, lng }) => {
    // A route over the antimeridian jumps from 180 to -180: keep it in one piece.
    const turn = lng - first > 180 ? -360 : lng - first < -180 ? 360 : 0;
    return { x: (lng + turn) * shrink, y: -lat };
  });
}

function extent(values: number[]): { middle: number; span: number } {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { middle: (low + high) / 2, span: high - low };
}

/** At most `limit` of the points (never fewer than two), with the first and the last, by Douglas-Peucker. */
export function simplifyRoute(points: Point[], limit: number): Point[] {
  const most = Math.max(2, limit);
  // Douglas-Peucker is quadratic at worst: thin very long tracks evenly before it.
  const thinned = thin(points, most * 4);
  if (thinned.length <= most) return thinned;
  const box = Math.max(
    extent(thinned.map(({ x }) => x)).span,
    extent(thinned.map((p) => p.y)).span,
  );
  let kept = thinned;
  for (let tolerance = box / 2000; kept.length > most && tolerance <= box; tolerance *= 1.5) {
    kept = douglasPeucker(thinned, tolerance);
  }
  return thin(kept, most);
}

function thin(points: Point[], limit: number): Point[] {
  if (points.length <= limit) return points;
  const step = (points.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => points[Math.round(i * step)]);
}

function douglasPeucker(points: Point[], tolerance: number): Point[] {
  const keep = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [from, to] = range;
    let farthest = 0, split = -1;
    for (let i = from + 1; i < to; i++) {
      const distance = distanceToSegment(points[i], points[from], points[to]);
      if (distance > farthest) [farthest, split] = [distance, i];
    }
    if (split < 0 || farthest <= tolerance) continue;
    keep.add(split);
    open.push([from, split], [split, to]);
  }
  return points.filter((_, i) => keep.has(i));
}

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x, dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
