const languages = new Map<string, { rules: Intl.PluralRules; numbers: Intl.NumberFormat }>();

/** The number as the language groups it, and the form that goes with it; Chinese writes them without a space. */
export function plural(
  language: string,
  n: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const known = languages.get(language) ??
    { rules: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) };
  languages.set(language, known);
  const gap = language === "zh" ? "" : " ";
  return `${known.numbers.format(n)}${gap}${forms[known.rules.select(n)] ?? forms.other}`;
}
