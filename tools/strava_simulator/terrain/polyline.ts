export type LatLng = readonly [latitude: number, longitude: number];

/** Google's encoded polyline, precision 5 (about 1.1 m). */
export function encodePolyline(points: readonly LatLng[]): string {
  let text = "";
  let latitude = 0;
  let longitude = 0;
  for (const point of points) {
    const nextLatitude = Math.round(point[0] * 1e5);
    const nextLongitude = Math.round(point[1] * 1e5);
    text += encodeDelta(nextLatitude - latitude) + encodeDelta(nextLongitude - longitude);
    latitude = nextLatitude;
    longitude = nextLongitude;
  }
  return text;
}

function encodeDelta(delta: number): string {
  let rest = delta < 0 ? ~(delta << 1) : delta << 1;
  let text = "";
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
    rest >>= 5;
  }
  return text + String.fromCharCode(rest + 63);
}

const earthRadiusMeters = 6_371_000;

export function metersBetween(a: LatLng, b: LatLng): number {
  const radians = Math.PI / 180;
  const north = (b[0] - a[0]) * radians;
  const east = (b[1] - a[1]) * radians * Math.cos(((a[0] + b[0]) / 2) * radians);
  return earthRadiusMeters * Math.hypot(north, east);
}

/** The point so many meters north and east of another; exact enough within a day's run. */
export function offsetPoint(from: LatLng, northMeters: number, eastMeters: number): LatLng {
  const degrees = 180 / Math.PI / earthRadiusMeters;
  return [
    from[0] + northMeters * degrees,
    from[1] + eastMeters * degrees / Math.cos(from[0] * Math.PI / 180),
  ];
}
