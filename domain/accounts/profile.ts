/** A baby has no account; who is this old may run. */
const YOUNGEST = 5;

export const POUNDS_PER_KG = 2.2046226218;

export interface Range {
  min: number;
  max: number;
  step: number;
}

/** What a person's numbers can be at that instant; outside is a slip of the finger. */
export function rangesAt(now: number) {
  return {
    birthYear: { min: 1900, max: new Date(now).getUTCFullYear() - YOUNGEST, step: 1 },
    weightKg: { min: 20, max: 300, step: 0.1 },
    maxHr: { min: 100, max: 240, step: 1 },
    restHr: { min: 25, max: 120, step: 1 },
    vo2max: { min: 10, max: 100, step: 0.1 },
  };
}

/** The IANA zone's one spelling in this runtime, whatever its case or alias; undefined when it knows none such. */
export function canonicalTimeZone(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

export function listTimeZones(): string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
}
