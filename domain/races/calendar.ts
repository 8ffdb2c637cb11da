import ical, { type ICalCalendarData, type ICalEventData } from "ical-generator";
import type { Race } from "@/db/races.ts";

type Shown = Pick<Race, "id" | "name" | "date" | "revision" | "updatedAt">;

/** What is said of a race in a calendar, in its reader's words. */
export interface RaceAbout {
  host: string;
  url: string;
  place: string;
  description: string;
}

/** A race as a calendar of one day (RFC 5545). */
export function raceCalendar(race: Shown, about: RaceAbout): string {
  return writeCalendar([raceEvent(race, about)]);
}

/**
 * A race, all day long and without a zone, so that it is that day everywhere. Its UID never changes and its SEQUENCE grows
 * with each change, so that a calendar that has it takes the later one.
 */
export function raceEvent(race: Shown, { host, url, place, description }: RaceAbout) {
  return {
    id: `race-${race.id}@${host}`,
    sequence: race.revision - 1,
    stamp: instantOf(race.updatedAt),
    start: Temporal.PlainDate.from(race.date),
    allDay: true,
    summary: race.name,
    location: place || null,
    description,
    url,
  } satisfies ICalEventData;
}

export function writeCalendar(events: ICalEventData[], head: ICalCalendarData = {}): string {
  const prodId = { company: "Runnerly", product: "Runnerly" };
  return `${ical({ ...head, prodId, events })}\r\n`;
}

export function instantOf(at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC");
}
