const rules = new Map<string, Intl.PluralRules>();

/** The number as the language groups it, and the form that goes with it; Chinese writes them without a space. */
export function plural(
  language: string,
  n: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  const gap = language === "zh" ? "" : " ";
  return `${n.toLocaleString(language)}${gap}${forms[rule.select(n)] ?? forms.other}`;
}
