import { ErrorSummary, SelectField, TextField } from "@/components/Field.tsx";
import { FilterBar } from "@/components/FilterBar.tsx";
import { withLabels } from "@/components/FieldNotes.tsx";
import { countryChoices } from "@/locales/countries.ts";
import type { Locale, Messages } from "@/locales/mod.ts";

interface RaceFiltersProps {
  t: Messages["races"];
  shell: Messages["shell"];
  locale: Locale;
  query: {
    values: Record<string, string>;
    problems: Partial<Record<string, keyof Messages["races"]["filters"]["problems"]>>;
    active: number;
  };
  countries: string[];
}

export function RaceFilters({ t: races, shell, locale, query, countries }: RaceFiltersProps) {
  const t = races.filters;
  const errors = Object.entries(query.problems).flatMap(([name, code]) =>
    code ? [{ name, message: t.problems[code] }] : []
  );
  const field = (name: string) => ({
    name,
    value: query.values[name],
    error: errors.find((error) => error.name === name)?.message,
  });
  return (
    <>
      <ErrorSummary
        title={shell.fixErrors}
        errors={withLabels(errors, { ...t, q: t.text }, shell.fieldProblem)}
      />
      <FilterBar
        action="/races"
        summary={t.summary(query.active)}
        submit={t.submit}
        clear={query.active > 0 ? { href: "/races", label: t.clear } : undefined}
        open={errors.length > 0}
      >
        <FilterFields t={races} locale={locale} countries={countries} field={field} />
      </FilterBar>
    </>
  );
}

interface FilterFieldsProps extends Pick<RaceFiltersProps, "t" | "locale" | "countries"> {
  field: (name: string) => { name: string; value: string; error?: string };
}

function FilterFields({ t: races, locale, countries, field }: FilterFieldsProps) {
  const t = races.filters;
  const any = (label: string) => ({ value: "", label });
  return (
    <>
      <TextField {...field("q")} label={t.text} type="search" />
      <SelectField {...field("when")} label={t.when} options={choices(t.whens)} />
      <SelectField
        {...field("distance")}
        label={t.distance}
        options={[any(t.anyDistance), ...choices(races.distances)]}
      />
      <SelectField
        {...field("country")}
        label={t.country}
        options={[any(t.anyCountry), ...countryChoices(locale, countries)]}
      />
      <SelectField {...field("who")} label={t.who} options={choices(t.whose)} />
    </>
  );
}

function choices(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
