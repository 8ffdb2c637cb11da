type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const languages = new Map<string, { rules: Intl.PluralRules; numbers: Intl.NumberFormat }>();

/** The number as the language groups it, and the form that goes with it; Chinese writes them without a space. */
export function plural(language: string, n: number, forms: Forms): string {
  const gap = language === "zh" ? "" : " ";
  return `${rulesOf(language).numbers.format(n)}${gap}${pluralForm(language, n, forms)}`;
}

/** The form that goes with a number that stands elsewhere. */
export function pluralForm(language: string, n: number, forms: Forms): string {
  return forms[rulesOf(language).rules.select(n)] ?? forms.other;
}

function rulesOf(language: string) {
  const known = languages.get(language) ??
    { rules: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) };
  languages.set(language, known);
  return known;
}
