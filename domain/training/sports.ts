/** Sports that count as running, by their Strava names; any other is kept and shown under its own. */
const RUNNING = new Set(["Run", "TrailRun", "VirtualRun"]);

export function countsAsRunning(sport: string): boolean {
  return RUNNING.has(sport);
}
