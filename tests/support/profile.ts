import { ok } from "node:assert/strict";
import { getUserByEmail, type Profile } from "@/db/users.ts";
import type { TestApp } from "./app.ts";

export const FORM = {
  name: "Ana",
  birthYear: "1990",
  sex: "female",
  weight: "61.5",
  weightUnit: "kg",
  maxHr: "188",
  restHr: "48",
  vo2max: "52.5",
  timeZone: "Europe/Paris",
  units: "km",
  locale: "en",
  weekStart: "monday",
};

export async function stored(app: TestApp, email: string): Promise<Profile> {
  const user = await getUserByEmail(app.db, email);
  ok(user);
  return user;
}

/** What the form now holds in a field. */
export function shown(text: string, name: string): string | undefined {
  return text.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"`))?.[1] ??
    text.match(new RegExp(`value="([^"]*)"[^>]*name="${name}"`))?.[1];
}
