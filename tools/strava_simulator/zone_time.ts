/** Civil time in IANA zones, by the runtime's own tables. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds to add to UTC for the wall clock of the zone at an instant (epoch seconds). */
export function utcOffsetSeconds(timeZone: string, atSeconds: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(atSeconds * 1000)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(atSeconds);
}

/** The instant (epoch seconds) at which the zone's wall clock shows "YYYY-MM-DDTHH:MM:SS". */
export function instantOfWallClock(timeZone: string, wallClock: string): number {
  const naive = Date.parse(`${wallClock}Z`) / 1000;
  const guess = naive - utcOffsetSeconds(timeZone, naive);
  return naive - utcOffsetSeconds(timeZone, guess);
}

/** "YYYY-MM-DD" on the zone's wall clock. */
export function localDate(timeZone: string, atSeconds: number): string {
  return isoSeconds(atSeconds + utcOffsetSeconds(timeZone, atSeconds)).slice(0, 10);
}

export function isoSeconds(atSeconds: number): string {
  return new Date(atSeconds * 1000).toISOString().slice(0, 19) + "Z";
}

const zoneLabels = new Map<string, string>();

/** Strava's label "(GMT+01:00) Europe/Paris": the standard offset, wrong in summer on purpose. */
export function zoneLabel(timeZone: string): string {
  const known = zoneLabels.get(timeZone);
  if (known) return known;
  const winter = utcOffsetSeconds(timeZone, Date.UTC(2024, 0, 15) / 1000);
  const summer = utcOffsetSeconds(timeZone, Date.UTC(2024, 6, 15) / 1000);
  const standard = Math.min(winter, summer);
  const size = Math.abs(standard);
  const hours = String(Math.floor(size / 3600)).padStart(2, "0");
  const minutes = String(Math.floor(size / 60) % 60).padStart(2, "0");
  const label = `(GMT${standard < 0 ? "-" : "+"}${hours}:${minutes}) ${timeZone}`;
  zoneLabels.set(timeZone, label);
  return label;
}

/** Days are counted on the calendar, so that no change of clocks can shift them. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 0 is Monday. */
export function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
