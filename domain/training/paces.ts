/**
 * Velocities at a part of VDOT: the cost of Daniels and Gilbert, solved for the velocity. Which part belongs to which
 * kind of running is a convention of coaches, not in the equations.
 */
const PARTS = {
  /** As slow as one likes: 55 to 62 %. */
  recovery: [0.55, 0.62],
  /** Easy and long: 59 to 74 %. */
  easy: [0.59, 0.74],
  /** Comfortably hard for an hour: 88 %; a band of 2 % to either side. */
  threshold: [0.86, 0.9],
  /** Hard for some minutes: 95 to 100 %. */
  interval: [0.95, 1],
  /** Fast and short: 105 to 110 %. */
  repetition: [1.05, 1.1],
} as const;

export type PaceKind = keyof typeof PARTS;

/** Seconds a kilometer, the slower first. */
export type PaceRange = [slow: number, fast: number];

/** The paces (s/km) of a kind of running for a VDOT. */
export function paceRange(kind: PaceKind, vdot: number): PaceRange {
  const [slow, fast] = PARTS[kind].map((part) => 60_000 / velocityAt(part * vdot));
  return [slow, fast];
}

/** m/min that cost so much oxygen (ml/kg/min). */
function velocityAt(cost: number): number {
  const [a, b, c] = [0.000104, 0.182258, -4.6 - cost];
  return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
}
