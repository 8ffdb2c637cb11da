/** What a person's numbers can be; outside is a slip of the finger. */
export const RANGES = {
  birthYear: { min: 1900, max: 2025, step: 1 },
  weightKg: { min: 20, max: 300, step: 0.1 },
  maxHr: { min: 100, max: 240, step: 1 },
  restHr: { min: 25, max: 120, step: 1 },
  vo2max: { min: 10, max: 100, step: 0.1 },
} as const;

export const POUNDS_PER_KG = 2.2046226218;

const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

/** Whether the runtime knows the IANA zone, aliases included. */
export function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

export function listTimeZones(): string[] {
  return [...zones].sort();
}
