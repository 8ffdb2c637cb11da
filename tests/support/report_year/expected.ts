import type { YearRunner } from "./runners.ts";

const TICK_MS = 15 * 60_000;
const FIRST_DAY = { sunday: 0, monday: 1, saturday: 6 };

/** What a clock in a zone showed at each quarter of an hour, as `2026-05-04 06`: told by Intl alone. */
function clockOf(zone: string, from: number, to: number): string[] {
  const format = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit" },
  });
  const shown: string[] = [];
  for (let at = from; at <= to; at += TICK_MS) shown.push(format.format(at).slice(0, 13));
  return shown;
}

/**
 * When each report is due, by walking through every quarter of an hour of the year: the first at which the runner's
 * clock shows the day and the hour, or is past them. A second way to say what the application computes.
 */
export function expectedReports(
  runners: YearRunner[],
  { from, to }: { from: number; to: number },
): Map<string, number> {
  const due = new Map<string, number>();
  for (const zone of new Set(runners.map((runner) => runner.zone))) {
    const clock = clockOf(zone, from, to);
    for (const runner of runners.filter((each) => each.zone === zone)) {
      for (const [name, wanted] of wantedOf(runner, from, to)) {
        const tick = firstAtOrPast(clock, wanted);
        if (tick > 0) due.set(`${runner.id} ${name}`, from + tick * TICK_MS);
      }
    }
  }
  return due;
}

/** Each period that may be over within the year, and the day and hour on which it is reported. */
function wantedOf(
  { cadence, weekday, weekStart, hour }: YearRunner,
  from: number,
  to: number,
): [name: string, wanted: string][] {
  if (cadence === "none") return [];
  const wanted: [string, string][] = [];
  const clock = ` ${String(hour).padStart(2, "0")}`;
  for (let at = from - 20 * 86_400_000; at <= to; at += 86_400_000) {
    const day = new Date(at);
    const name = day.toISOString().slice(0, 10);
    if (cadence === "monthly" && day.getUTCDate() === 1) {
      const last = new Date(at - 86_400_000).toISOString().slice(0, 7);
      wanted.push([last, name + clock]);
    }
    if (cadence === "weekly" && day.getUTCDay() === FIRST_DAY[weekStart]) {
      // The week that begins on this day is over in seven, and its report waits for the weekday.
      let sent = at + 7 * 86_400_000;
      while (new Date(sent).getUTCDay() !== weekday) sent += 86_400_000;
      wanted.push([name, new Date(sent).toISOString().slice(0, 10) + clock]);
    }
  }
  return wanted;
}

/** Of a clock that only a few times in a year goes back; 0 for what was past when the year began. */
function firstAtOrPast(clock: string[], wanted: string): number {
  let [low, high] = [0, clock.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (clock[middle] >= wanted) high = middle;
    else low = middle + 1;
  }
  // Where the clock went back, the hour came once before.
  for (let back = low - 1; back >= Math.max(0, low - 8); back--) {
    if (clock[back] >= wanted) low = back;
  }
  return low === clock.length ? -1 : low;
}
