import ical from "ical-generator";
import type { Race } from "@/db/races.ts";

type Shown = Pick<Race, "id" | "name" | "date" | "revision" | "updatedAt">;

/**
 * A race as a calendar of one day (RFC 5545): all day long and without a zone, so that it is that day everywhere. Its
 * UID never changes and its SEQUENCE grows with each change, so that a calendar that has it takes the later one.
 */
export function raceCalendar(
  race: Shown,
  { host, url, place, description }: {
    host: string;
    url: string;
    place: string;
    description: string;
  },
): string {
  const calendar = ical({ prodId: { company: "Runnerly", product: "Runnerly" } });
  calendar.createEvent({
    id: `race-${race.id}@${host}`,
    sequence: race.revision - 1,
    stamp: Temporal.Instant.fromEpochMilliseconds(race.updatedAt).toZonedDateTimeISO("UTC"),
    start: Temporal.PlainDate.from(race.date),
    allDay: true,
    summary: race.name,
    location: place || null,
    description,
    url,
  });
  return calendar.toString();
}
