import type { Random } from "../random.ts";
import type { EffortShape } from "./activity.ts";

/** Relative speed at a share (0 to 1) of the activity. */
export function shapePace(effort: EffortShape, random: Random): (share: number) => number {
  const waves = [3, 7, 17, 41].map((turns) => ({
    turns: turns * random.between(0.8, 1.2),
    size: random.between(0.008, 0.025),
    phase: random.between(0, 2 * Math.PI),
  }));
  const noise = (share: number) =>
    waves.reduce(
      (sum, wave) => sum + wave.size * Math.sin(2 * Math.PI * wave.turns * share + wave.phase),
      0,
    );
  return (share) => planPace(effort, share) * (1 + noise(share)) * easeIn(share);
}

function planPace(effort: EffortShape, share: number): number {
  if (effort.kind === "progressive") return 0.92 + 0.18 * share;
  if (effort.kind === "race") return share > 0.95 ? 1.08 : 1.015 - 0.03 * share;
  if (effort.kind === "tempo") {
    const end = effort.warmUpShare + effort.tempoShare;
    return share > effort.warmUpShare && share < end ? 1.18 : 0.95;
  }
  if (effort.kind === "intervals") return planIntervals(effort, share);
  return 1;
}

function planIntervals(
  effort: { warmUpShare: number; repetitions: number; restShare: number },
  share: number,
): number {
  const main = 1 - 2 * effort.warmUpShare;
  const within = (share - effort.warmUpShare) / main;
  if (within < 0 || within >= 1) return 0.95;
  const place = (within * effort.repetitions) % 1;
  return place < 1 - effort.restShare ? 1.32 : 0.72;
}

/** Nobody starts at full speed. */
function easeIn(share: number): number {
  return share < 0.004 ? 0.6 + 100 * share : 1;
}

/** Shares at which a runner presses the lap button; none when the watch cuts each kilometer. */
export function lapShares(effort: EffortShape): number[] {
  if (effort.kind === "tempo") {
    return [effort.warmUpShare, effort.warmUpShare + effort.tempoShare];
  }
  if (effort.kind !== "intervals") return [];
  const main = 1 - 2 * effort.warmUpShare;
  const shares = [effort.warmUpShare];
  for (let repetition = 0; repetition < effort.repetitions; repetition++) {
    const start = effort.warmUpShare + main * repetition / effort.repetitions;
    const length = main / effort.repetitions;
    shares.push(start + length * (1 - effort.restShare), start + length);
  }
  return shares;
}
