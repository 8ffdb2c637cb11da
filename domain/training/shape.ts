/** One piece of a run that was measured by itself. */
interface Stretch {
  meters: number;
  seconds: number;
}

/** From easy to marathon pace is a sixth; hills and wind come to less than an eighth. */
const CLEARLY = 0.88;
const FEWEST = 3;

/**
 * The part of a run's distance that was clearly faster than the rest of it, from 0 for an even run: its stretches in two
 * groups whose paces differ most from each other and least within (Otsu 1979). Null where there are too few of them.
 */
export function fastShare(stretches: Stretch[]): number | null {
  const run = stretches.filter(({ meters, seconds }) => meters > 0 && seconds > 0)
    .sort((a, b) => paceOf([a]) - paceOf([b]));
  if (run.length < FEWEST) return null;
  const all = metersOf(run);
  const splits = run.slice(1).map((_, i) => {
    const [fast, slow] = [run.slice(0, i + 1), run.slice(i + 1)];
    const part = metersOf(fast) / all;
    const ratio = paceOf(fast) / paceOf(slow);
    return { part, ratio, apart: part * (1 - part) * (paceOf(slow) - paceOf(fast)) ** 2 };
  });
  const best = splits.reduce((a, b) => b.apart > a.apart ? b : a);
  return best.ratio > CLEARLY ? 0 : best.part;
}

function metersOf(stretches: Stretch[]): number {
  return stretches.reduce((sum, { meters }) => sum + meters, 0);
}

/** Seconds a meter. */
function paceOf(stretches: Stretch[]): number {
  return stretches.reduce((sum, { seconds }) => sum + seconds, 0) / metersOf(stretches);
}
