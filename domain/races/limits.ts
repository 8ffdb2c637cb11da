import { BEST_VDOT, raceSeconds } from "@/domain/training/vdot.ts";

const YEAR_MS = 365.25 * 86_400_000;

export const RACE_LIMITS = {
  longestText: 120,
  /** A name has a letter or a digit: signs that nobody sees are none. */
  nameSign: /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u,
  longestUrl: 500,
  longestNotes: 2000,
  firstDate: "2000-01-01",
  leastMeters: 100,
  mostMeters: 804_672,
};

/** Seconds a meter of a sprint and of a walk. */
const [SPRINT, WALK] = [0.09, 2.4];
const SPRINT_METERS = 1_500;

/** Races are announced three years ahead at most. */
export function lastRaceDate(now: number): string {
  return new Date(now + 3 * YEAR_MS).toISOString().slice(0, 10);
}

/** An address that a page may link to, without a user or password in it. */
export function isRaceUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ["http:", "https:"].includes(url.protocol) &&
    url.username === "" && url.password === "" && url.hostname.includes(".") &&
    url.href.length <= RACE_LIMITS.longestUrl;
}

/** Whether somebody could take so long for a distance. */
export function isRaceTime(seconds: number, meters: number): boolean {
  const fastest = meters < SPRINT_METERS ? meters * SPRINT : raceSeconds(BEST_VDOT, meters) ?? 0;
  return seconds >= fastest && seconds <= meters * WALK;
}

/** Goals with the fastest first, where they are set. */
export function areOrdered(goals: (number | null)[]): boolean {
  const set = goals.filter((goal) => goal !== null);
  return set.every((goal, i) => i === 0 || goal >= set[i - 1]);
}
