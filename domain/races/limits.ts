const YEAR_MS = 365.25 * 86_400_000;

export const RACE_LIMITS = {
  longestText: 120,
  longestUrl: 500,
  longestNotes: 2000,
  firstDate: "2000-01-01",
  leastMeters: 100,
  mostMeters: 804_672,
};

/** Seconds a meter: a sprint's and a walk's, which bound every time of a race. */
const [FASTEST, SLOWEST] = [0.09, 2.4];

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
  return seconds >= meters * FASTEST && seconds <= meters * SLOWEST;
}
