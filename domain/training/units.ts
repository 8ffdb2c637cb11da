export type Units = "km" | "mi";

export const METERS_PER: Record<Units, number> = { km: 1000, mi: 1609.344 };
const METERS_PER_FOOT = 0.3048;

/** `5:07`, `1:02:45`; rounded to the second. Total: what is no time reads as a dash. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "–";
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const tail = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** Seconds of `1:45:00` or `45:30`; undefined for any other notation. */
export function parseDuration(text: string): number | undefined {
  const parts = text.trim().match(/^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  if (seconds > 59 || parts[1] !== undefined && minutes > 59) return undefined;
  return hours * 3600 + minutes * 60 + seconds;
}

/** Whole hours and minutes of a long sum: `1188`, `34`. */
export function hoursAndMinutes(seconds: number): { hours: number; minutes: number } {
  const whole = Math.round(Math.max(0, seconds) / 60);
  return { hours: Math.floor(whole / 60), minutes: whole % 60 };
}

/** Minutes and seconds for a kilometre or a mile; a dash without distance or time, or slower than an hour each. */
export function formatPace(meters: number, seconds: number, units: Units): string {
  const pace = seconds / (meters / METERS_PER[units]);
  return meters > 0 && seconds > 0 && pace < 3600 ? formatDuration(pace) : "–";
}

/** Metres for km, feet for miles. */
export function climbIn(meters: number, units: Units): number {
  return units === "km" ? meters : meters / METERS_PER_FOOT;
}
