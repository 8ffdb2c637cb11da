import { addDays, localInstant, startOfWeek, weekdayOf, type WeekStart } from "../weeks.ts";

/** Days that a report is about: local dates, both inclusive. */
export interface Period {
  kind: "week" | "month" | "year";
  first: string;
  last: string;
}

/** When a runner wants their reports. */
export interface SendChoice {
  cadence: "weekly" | "monthly";
  /** Of the week, from 0 for Sunday; months are reported on their first day. */
  weekday: number;
  /** From 0 to 23. */
  hour: number;
  weekStart: WeekStart;
  timeZone: string;
}

/** The week, month or year that holds a date. */
export function periodOf(kind: Period["kind"], date: string, weekStart: WeekStart): Period {
  if (kind === "week") return weekFrom(startOfWeek(date, weekStart));
  return kind === "month" ? monthOf(date.slice(0, 7)) : yearOf(date.slice(0, 4));
}

/** `2026-11-16` for the week of that day, `2026-11`, `2026`. */
export function periodName({ kind, first }: Period): string {
  return first.slice(0, { week: 10, month: 7, year: 4 }[kind]);
}

/** A week may begin on any day: its runner's weeks may have begun on another one. */
export function parsePeriod(name: string): Period | undefined {
  if (!/^(19|20)\d\d(-\d\d){0,2}$/.test(name)) return undefined;
  const first = `${name}${"-01-01".slice(name.length - 4)}`;
  const time = Date.parse(`${first}T00:00:00Z`);
  // 30 February is read as 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== first) return undefined;
  if (name.length === 10) return weekFrom(first);
  return name.length === 7 ? monthOf(name) : yearOf(name);
}

/** The one so many periods later, or with a negative number earlier. */
export function periodAfter({ kind, first }: Period, by = 1): Period {
  if (kind === "week") return weekFrom(addDays(first, 7 * by));
  const [year, month] = first.split("-").map(Number);
  const at = new Date(Date.UTC(
    kind === "year" ? year + by : year,
    kind === "month" ? month - 1 + by : 0,
  )).toISOString();
  return kind === "month" ? monthOf(at.slice(0, 7)) : yearOf(at.slice(0, 4));
}

/** The number of a week that begins on a Monday (ISO 8601); other weeks have none. */
export function isoWeek({ kind, first }: Period): number | undefined {
  if (kind !== "week" || weekdayOf(first) !== 1) return undefined;
  // A week is numbered in the year that holds its Thursday.
  const thursday = addDays(first, 3);
  const days = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000;
  return Math.floor(days / 7) + 1;
}

/** The instant at which the report on a period is due: when it is over, on the day and at the hour that were chosen. */
export function sendAt(period: Period, { weekday, hour, timeZone }: SendChoice): number {
  const over = addDays(period.last, 1);
  const wait = period.kind === "week" ? (weekday - weekdayOf(over) + 7) % 7 : 0;
  return localInstant(addDays(over, wait), hour, timeZone);
}

/** The first period whose report is due after an instant. */
export function firstDueAfter(choice: SendChoice, today: string, instant: number): Period {
  const kind = choice.cadence === "weekly" ? "week" : "month";
  let period = periodAfter(periodOf(kind, today, choice.weekStart), -2);
  while (sendAt(period, choice) <= instant) period = periodAfter(period);
  return period;
}

function weekFrom(first: string): Period {
  return { kind: "week", first, last: addDays(first, 6) };
}

function monthOf(month: string): Period {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { kind: "month", first: `${month}-01`, last };
}

function yearOf(year: string): Period {
  return { kind: "year", first: `${year}-01-01`, last: `${year}-12-31` };
}
