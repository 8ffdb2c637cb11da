import type { Messages } from "@/locales/mod.ts";

/** Of a best effort, by Strava's name for its distance. */
export function effortName(name: string, t: Messages["details"]): string {
  const names: Record<string, string> = t.effortNames;
  return Object.hasOwn(names, name) ? names[name] : name;
}
