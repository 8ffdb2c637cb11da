/**
 * Daniels & Gilbert, Oxygen Power (1979): what a velocity costs, and which part of the maximum can be held how long.
 * Published tables are rounded; these equations give up to 0.2 % less.
 */
const [COST_0, COST_1, COST_2] = [-4.6, 0.182258, 0.000104];
/** Minutes in which the equations hold. */
const [SHORTEST, LONGEST] = [3.5, 240];
/** Meters a second: slower than any walk, faster than any sprint. */
const [SLOWEST, FASTEST] = [0.3, 12];

/** Beyond it nobody has raced: the records of the marathon and of 10 km are at 85.6 and 84. */
export const BEST_VDOT = 88;

/** ml/kg/min that a velocity (m/min) costs. */
function costOf(velocity: number): number {
  return COST_0 + COST_1 * velocity + COST_2 * velocity ** 2;
}

/** The part of the maximum that can be held for so many minutes; above 1 in short races. */
function partHeld(minutes: number): number {
  return 0.8 + 0.1894393 * Math.exp(-0.012778 * minutes) +
    0.2989558 * Math.exp(-0.1932605 * minutes);
}

/** Of a race, in ml/kg/min; undefined where it is shorter than 3.5 min, longer than 4 h, or no race at all. */
export function vdotOf(meters: number, seconds: number): number | undefined {
  const minutes = seconds / 60;
  if (!(meters > 0) || !(minutes >= SHORTEST && minutes <= LONGEST)) return undefined;
  const vdot = costOf(meters / minutes) / partHeld(minutes);
  return vdot > 0 ? vdot : undefined;
}

/** The time (s) of a race over a distance; undefined for a VDOT that no runner has. */
export function raceSeconds(vdot: number, meters: number): number | undefined {
  if (!(vdot > 5 && vdot < 120) || !(meters > 0)) return undefined;
  let [fast, slow] = [meters / FASTEST, meters / SLOWEST];
  while (slow - fast > 0.001) {
    const middle = (fast + slow) / 2;
    const minutes = middle / 60;
    if (costOf(meters / minutes) / partHeld(minutes) > vdot) fast = middle;
    else slow = middle;
  }
  return (fast + slow) / 2;
}
