import { createRandom } from "../random.ts";

interface AltitudeProfile {
  /** Altitude in meters at a share (0 to 1) of the distance. */
  at(share: number): number;
  lowMeters: number;
  highMeters: number;
}

interface Hills {
  seed: number;
  baseMeters: number;
  distanceMeters: number;
  gainMeters: number;
}

/** A hilly line that ends where it began and whose climbs add up to the gain exactly. */
export function raiseProfile(hills: Hills): AltitudeProfile {
  const nodes = drawNodes(hills.seed, hills.distanceMeters);
  let climbed = 0;
  for (let i = 1; i < nodes.length; i++) {
    climbed += Math.max(0, height(nodes, i) - height(nodes, i - 1));
  }
  const scale = climbed > 0 ? hills.gainMeters / climbed : 0;
  const heights = nodes.map((node) => hills.baseMeters + node * scale);
  return {
    at: (share) => easeBetween(heights, share),
    lowMeters: Math.min(...heights),
    highMeters: Math.max(...heights),
  };
}

function drawNodes(seed: number, distanceMeters: number): number[] {
  const random = createRandom(seed);
  const count = Math.min(Math.max(Math.round(distanceMeters / 300), 6), 160);
  const waves = [1, 2, 3, 5, 8].map((turns) => ({
    turns,
    size: random.between(0.3, 1) / turns ** 0.6,
    phase: random.between(0, 2 * Math.PI),
  }));
  const bumps = Array.from({ length: count + 1 }, () => random.between(-0.12, 0.12));
  bumps[count] = bumps[0] ?? 0;
  const raw = bumps.map((bump, index) =>
    waves.reduce(
      (sum, wave) =>
        sum + wave.size * Math.sin((2 * Math.PI * wave.turns * index) / count + wave.phase),
      bump,
    )
  );
  const first = raw[0] ?? 0;
  return raw.map((value) => value - first);
}

/** Half a cosine between two nodes stays monotone, so sampling it adds no climb. */
function easeBetween(heights: readonly number[], share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (heights.length - 1);
  const index = Math.min(Math.floor(place), heights.length - 2);
  const ease = (1 - Math.cos(Math.PI * (place - index))) / 2;
  return height(heights, index) + (height(heights, index + 1) - height(heights, index)) * ease;
}

function height(heights: readonly number[], index: number): number {
  return heights[index] ?? 0;
}
