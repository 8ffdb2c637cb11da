import { daysBetween } from "@/domain/training/weeks.ts";
import { raceDistanceOf } from "@/domain/training/distances.ts";
import { countryName } from "@/locales/countries.ts";
import type { Format } from "@/locales/format.ts";
import type { Locale, Messages } from "@/locales/mod.ts";

/** What everybody sees of a race. */
export interface ShownRace {
  id: string;
  name: string;
  date: string;
  distanceMeters: number;
  place: string;
  country: string | null;
  surface: keyof Messages["races"]["surfaces"];
  url: string | null;
}

export interface RaceWords {
  t: Messages["races"];
  locale: Locale;
  format: Format;
}

/** By name where it has one: nobody says "42.2 km" for a marathon. */
export function distanceName(meters: number, { t, format }: RaceWords): string {
  const standard = raceDistanceOf(meters);
  return standard ? t.distances[standard] : format.distanceText(meters, meters % 100 ? 2 : 1);
}

/** "Lyon, France"; nothing where neither is said. */
export function placeText(
  { place, country }: Pick<ShownRace, "place" | "country">,
  { locale, format }: RaceWords,
): string {
  return format.join([place, country ? countryName(locale, country) : undefined]);
}

/** "12 days to go", "It is today", "3 days ago". */
export function countdownText(date: string, today: string, t: Messages["races"]): string {
  const days = daysBetween(today, date);
  if (days === 0) return t.today;
  return days > 0 ? t.in(days) : t.ago(-days);
}
