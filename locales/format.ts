import {
  climbIn,
  formatDuration,
  formatPace,
  hoursAndMinutes,
  METERS_PER,
  type Units,
} from "@/domain/training/units.ts";
import { languageTag, type Locale } from "./mod.ts";

interface Quantity {
  value: string;
  unit: string;
}

export type Format = ReturnType<typeof openFormat>;

const formats = new Map<string, Format>();

/** How a runner reads numbers and dates; one for each language and unit. */
export function formatFor(locale: Locale, units: Units): Format {
  const key = `${locale} ${units}`;
  const format = formats.get(key) ?? openFormat(locale, units);
  formats.set(key, format);
  return format;
}

function openFormat(locale: Locale, units: Units) {
  const tag = languageTag(locale);
  const numbers = [0, 1, 2].map((digits) =>
    new Intl.NumberFormat(tag, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // A fall of half a meter is no "-0".
      signDisplay: "negative",
    })
  );
  const dates = {
    long: new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }),
    day: new Intl.DateTimeFormat(tag, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    }),
    short: new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", timeZone: "UTC" }),
    weekday: new Intl.DateTimeFormat(tag, { weekday: "short", day: "numeric", timeZone: "UTC" }),
    dayMonth: new Intl.DateTimeFormat(tag, {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    }),
    numeric: new Intl.DateTimeFormat(tag, { day: "numeric", month: "numeric", timeZone: "UTC" }),
    month: new Intl.DateTimeFormat(tag, { month: "long", year: "numeric", timeZone: "UTC" }),
    monthShort: new Intl.DateTimeFormat(tag, { month: "short", timeZone: "UTC" }),
  };
  const ranges = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" });
  const percents = new Intl.NumberFormat(tag, { style: "percent" });
  const instants = inZones((timeZone) =>
    new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone })
  );
  const times = inZones((timeZone) =>
    new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone })
  );
  const typed = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 10 });
  const localTimes = {
    minutes: times("UTC"),
    seconds: new Intl.DateTimeFormat(tag, { timeStyle: "medium", timeZone: "UTC" }),
  };
  const soon = inZones((timeZone) =>
    new Intl.DateTimeFormat(tag, {
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
      timeZone,
    })
  );
  const durations = new Intl.DurationFormat(tag, { style: "narrow" });
  const lengths = new Intl.DurationFormat(tag, { style: "short" });
  const number = (value: number, digits = 0) => numbers[digits].format(value);
  const distance = (meters: number, digits = 2): Quantity => ({
    value: number(meters / METERS_PER[units], digits),
    unit: units,
  });
  const climbUnit = units === "km" ? "m" : "ft";
  return {
    units,
    number,
    /** As a person writes it into a field. */
    typed: (value: number) => typed.format(value),
    distance,
    /** In the reader's units, for an axis. */
    rawDistance: (meters: number) => meters / METERS_PER[units],
    distanceText: (meters: number, digits = 1) => textOf(distance(meters, digits)),
    pace: (meters: number, seconds: number): Quantity => ({
      value: formatPace(meters, seconds, units),
      unit: `/${units}`,
    }),
    speed: (meters: number, seconds: number): Quantity => ({
      value: seconds > 0 ? number(meters / METERS_PER[units] / (seconds / 3600), 1) : "–",
      unit: `${units}/h`,
    }),
    /** Facts of one line, in a row. */
    join: (parts: (string | undefined)[]) =>
      parts.filter(Boolean).join(locale === "zh" ? "，" : ", "),
    duration: formatDuration,
    /** A sum of many runs, in hours and minutes: seconds would be noise. */
    sumDuration: (seconds: number) => durations.format(hoursAndMinutes(seconds)),
    /** How long something is to take: "45 min", as "45m" might be meters. */
    length: (seconds: number) => lengths.format(hoursAndMinutes(seconds)),
    climbUnit,
    climb: (meters: number): Quantity => ({
      value: number(climbIn(meters, units)),
      unit: climbUnit,
    }),
    /** Of a local date, YYYY-MM-DD. */
    date: (date: string, style: keyof typeof dates = "day") =>
      dates[style].format(Date.parse(`${date}T00:00:00Z`)),
    /** Of local dates, both inclusive. */
    dateRange: (first: string, last: string) =>
      ranges.formatRange(Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)),
    /** A part of a whole, as "23 %". */
    percent: (part: number) => percents.format(part),
    /** Of an instant, in the reader's zone. */
    dateTime: (instant: number, timeZone: string) => instants(timeZone).format(instant),
    time: (instant: number, timeZone: string) => times(timeZone).format(instant),
    /** Of a local time, HH:MM:SS, on the same clock as every other time; it stays in one piece. */
    localTime: (time: string, style: keyof typeof localTimes = "minutes") =>
      localTimes[style].format(Date.parse(`1970-01-01T${time}Z`)).replace(/\s/, "\u00a0"),
    /** Of an instant within the coming days. */
    weekdayTime: (instant: number, timeZone: string) => soon(timeZone).format(instant),
  };
}

function textOf({ value, unit }: Quantity): string {
  return `${value}\u00a0${unit}`;
}

/** Made once for each zone: a formatter costs fifty times its use. */
function inZones(make: (timeZone: string) => Intl.DateTimeFormat) {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeZone: string): Intl.DateTimeFormat => {
    const known = made.get(timeZone) ?? make(timeZone);
    made.set(timeZone, known);
    return known;
  };
}
