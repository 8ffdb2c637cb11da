const DAY_MS = 86_400_000;

export type WeekStart = "monday" | "sunday" | "saturday";

/** Days from Sunday. */
const FIRST_DAY: Record<WeekStart, number> = { sunday: 0, monday: 1, saturday: 6 };

const calendars = new Map<string, Calendar>();
const clocks = new Map<string, Intl.DateTimeFormat>();

interface Calendar {
  format: Intl.DateTimeFormat;
  /** The last question and its answer: pages ask for "today" many times a second. */
  second: number;
  date: string;
}

/** The local date (YYYY-MM-DD) of an instant in an IANA zone. */
export function localDate(instant: number, timeZone: string): string {
  const calendar = calendars.get(timeZone) ?? openCalendar(timeZone);
  const second = Math.floor(instant / 1000);
  if (calendar.second !== second) {
    calendar.date = calendar.format.format(instant);
    calendar.second = second;
  }
  return calendar.date;
}

/** A formatter costs 60 µs to make and some to use. */
function openCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const calendar = { format, second: NaN, date: "" };
  calendars.set(timeZone, calendar);
  return calendar;
}

/** The local time of day (HH:MM:SS) of an instant in an IANA zone. */
export function localTime(instant: number, timeZone: string): string {
  const clock = clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" });
  clocks.set(timeZone, clock);
  return clock.format(instant);
}

/**
 * The instant of a full hour on a local date. An hour that summer time leaves out is the one after it; of one that comes
 * twice it is the first.
 */
export function localInstant(date: string, hour: number, timeZone: string): number {
  const wall = Date.parse(`${date}T${String(hour).padStart(2, "0")}:00:00Z`);
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((at) => wallClock(at, timeZone) - at);
  const hits = offsets.map((offset) => wall - offset)
    .filter((at) => wallClock(at, timeZone) === wall);
  return hits.length > 0 ? Math.min(...hits) : wall - offsets[0];
}

/** What a clock in the zone shows at an instant, read as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  return Date.parse(`${localDate(instant, timeZone)}T${localTime(instant, timeZone)}Z`);
}

/** The first day of a week, in days from Sunday. */
export function firstDayOf(weekStart: WeekStart): number {
  return FIRST_DAY[weekStart];
}

/** A date some days later; dates know no hours, so no summer time bends them. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** From 0 for Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The first day of the week that holds the date. */
export function startOfWeek(date: string, weekStart: WeekStart): string {
  const day = weekdayOf(date);
  return addDays(date, -((day - FIRST_DAY[weekStart] + 7) % 7));
}
