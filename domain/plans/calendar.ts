import { ICalEventTransparency } from "ical-generator";
import type { PlannedRun } from "@/db/plans.ts";
import type { Race } from "@/db/races.ts";
import { instantOf, type RaceAbout, raceEvent, writeCalendar } from "@/domain/races/calendar.ts";

const HOUR_S = 3600;
/** It never says a runner's own words: the library writes it without escaping it. */
const NAME = "Runnerly";

/** A planned run in its runner's words. */
export interface CalendarRun
  extends Pick<PlannedRun, "id" | "date" | "kind" | "isSkipped" | "revision" | "updatedAt"> {
  summary: string;
  description: string;
}

interface CalendarRace {
  race: Race;
  about: RaceAbout;
}

/**
 * The runs of a plan and its runner's races, each as a whole day. A race is the same event as in its own calendar, and
 * takes the place of the plan's race session on its day.
 */
export function planCalendar(
  { runs, races }: { runs: CalendarRun[]; races: CalendarRace[] },
  at: { host: string; url: string },
): string {
  const raceDays = new Set(races.map(({ race }) => race.date));
  const shown = runs.filter(({ date, kind, isSkipped }) =>
    !isSkipped && !(kind === "race" && raceDays.has(date))
  );
  return writeCalendar(
    [
      ...shown.map((run) => runEvent(run, at)),
      ...races.map(({ race, about }) => raceEvent(race, about)),
    ],
    { name: NAME, ttl: 4 * HOUR_S },
  );
}

function runEvent(run: CalendarRun, { host, url }: { host: string; url: string }) {
  return {
    id: `plan-${run.id}@${host}`,
    sequence: run.revision - 1,
    stamp: instantOf(run.updatedAt),
    lastModified: instantOf(run.updatedAt),
    start: Temporal.PlainDate.from(run.date),
    allDay: true,
    // A run does not take up its day.
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: run.summary,
    description: run.description,
    url,
  };
}
