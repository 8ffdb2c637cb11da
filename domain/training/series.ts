/** A place along a run, and what was measured there. */
export type Point = [at: number, value: number];

/** As many as a drawing needs: a phone has fewer pixels across, a large screen not many more. */
const POINTS = 300;
/** Positions are good to a few meters, so pace over less than this is noise. */
const SMOOTH_METERS = 100;
/** Slower than this, for longer than this, is standing. */
const STANDING = { metersPerSecond: 0.4, seconds: 8 };

/** The mean of each of some 300 equal stretches, at its middle; what is no number is left out, and so is a stretch without any. */
export function thinOut(at: number[], values: number[], count = POINTS): Point[] {
  const end = at.at(-1) ?? 0;
  if (!(end > 0)) return [];
  const stretches = Math.min(count, at.length);
  const sums = new Float64Array(stretches);
  const counts = new Uint32Array(stretches);
  at.forEach((place, i) => {
    const value = values[i];
    if (!Number.isFinite(value) || !(place >= 0 && place <= end)) return;
    const stretch = Math.min(stretches - 1, Math.floor(place / end * stretches));
    sums[stretch] += value;
    counts[stretch]++;
  });
  return Array.from(counts, (n, i): Point => [(i + 0.5) / stretches * end, sums[i] / n])
    .filter(([, value]) => Number.isFinite(value));
}

/** Seconds in motion up to each sample: standing is left out, a stutter of the satellites is not. */
export function movingTimes(time: number[], distance: number[]): number[] {
  const moving = [0];
  let standing = 0;
  for (let i = 1; i < time.length; i++) {
    const seconds = Math.max(0, time[i] - time[i - 1]) || 0;
    const meters = Math.max(0, distance[i] - distance[i - 1]) || 0;
    if (meters < STANDING.metersPerSecond * seconds) {
      standing += seconds;
      moving.push(moving[i - 1]);
      continue;
    }
    const stutter = standing < STANDING.seconds ? standing : 0;
    moving.push(moving[i - 1] + stutter + seconds);
    standing = 0;
  }
  return moving;
}

/** Seconds a meter at some 300 places, each over the 100 meters around it; `moving` as `movingTimes` counts it. */
export function paceAlong(distance: number[], moving: number[], count = POINTS): Point[] {
  const end = distance.at(-1) ?? 0;
  if (!(end > 0)) return [];
  const places = Math.min(count, distance.length);
  const reach = Math.max(SMOOTH_METERS, 3 * end / places) / 2;
  return Array.from({ length: places }, (_, i): Point => {
    const at = (i + 0.5) / places * end;
    return [at, paceBetween(distance, moving, Math.max(0, at - reach), Math.min(end, at + reach))];
  });
}

/** Seconds a meter from one place to another. */
export function paceBetween(
  distance: number[],
  moving: number[],
  from: number,
  to: number,
): number {
  return (valueAt(distance, moving, to) - valueAt(distance, moving, from)) / (to - from);
}

/** What was measured at a place, between two samples in proportion; `at` never falls. */
export function valueAt(at: number[], values: number[], place: number): number {
  const next = firstBeyond(at, place);
  if (next === 0) return values[0];
  if (next === at.length) return values[at.length - 1];
  const share = (place - at[next - 1]) / (at[next] - at[next - 1]);
  return values[next - 1] + share * (values[next] - values[next - 1]);
}

/** The mean of what was measured from one place up to another; undefined when nothing was. */
export function meanBetween(
  at: number[],
  values: number[],
  from: number,
  to: number,
): number | undefined {
  const found = values.slice(firstBeyond(at, from), firstBeyond(at, to)).filter(Number.isFinite);
  return found.length === 0 ? undefined : found.reduce((sum, value) => sum + value) / found.length;
}

/** The index of the first sample beyond a place. */
function firstBeyond(at: number[], place: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Round numbers that hold two values between them, about five: the smallest of the steps that makes no more, or a multiple of the last. */
export function ticksBetween(low: number, high: number, steps: number[], most = 5): number[] {
  const largest = steps[steps.length - 1];
  const step = steps.find((step) => spans(low, high, step) <= most) ??
    largest * Math.ceil((high - low) / largest / (most - 1));
  const first = Math.floor(low / step);
  return Array.from({ length: spans(low, high, step) + 1 }, (_, i) => (first + i) * step);
}

function spans(low: number, high: number, step: number): number {
  return Math.max(1, Math.ceil(high / step) - Math.floor(low / step));
}
