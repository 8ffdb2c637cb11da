import { languageTag, type Locale } from "./mod.ts";

const known = new Map<Locale, Intl.DisplayNames>();

/** The name of a country by its ISO 3166-1 alpha-2 code, in the reader's language. */
export function countryName(locale: Locale, code: string): string {
  const names = known.get(locale) ??
    new Intl.DisplayNames(languageTag(locale), { type: "region" });
  known.set(locale, names);
  return names.of(code) ?? code;
}

const choices = new Map<Locale, { value: string; label: string }[]>();

/** Countries to choose from, in the order of the reader's alphabet; sorted once for each language. */
export function countryChoices(
  locale: Locale,
  codes: readonly string[],
): { value: string; label: string }[] {
  const known = choices.get(locale) ??
    codes.map((value) => ({ value, label: countryName(locale, value) }))
      .sort((a, b) => a.label.localeCompare(b.label, languageTag(locale)));
  choices.set(locale, known);
  return known;
}
