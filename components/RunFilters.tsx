import { ErrorSummary, SelectField, TextField } from "@/components/Field.tsx";
import { withLabels } from "@/components/FieldNotes.tsx";
import { FilterBar } from "@/components/FilterBar.tsx";
import type { Messages } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

type FilterWords = Messages["runs"]["filters"];

interface RunFiltersProps {
  t: Messages["runs"];
  query: {
    values: Record<string, string>;
    problems: Partial<Record<string, keyof FilterWords["problems"]>>;
    active: number;
  };
  units: string;
  sports: string[];
  shell: Messages["shell"];
}

export function RunFilters({ t: runs, query, units, sports, shell }: RunFiltersProps) {
  const t = runs.filters;
  const { values, problems } = query;
  const errors = Object.entries(problems).flatMap(([name, code]) =>
    code ? [{ name, message: t.problems[code] }] : []
  );
  const listed = withLabels(errors, { ...t, q: t.text }, shell.fieldProblem);
  const field = (name: string) => ({
    name,
    value: values[name],
    error: errors.find((error) => error.name === name)?.message,
  });
  const sortOptions = Object.entries(t.sorts).map(([value, label]) => ({ value, label }));
  return (
    <>
      <ErrorSummary title={shell.fixErrors} errors={listed} />
      <FilterBar
        action="/runs"
        summary={t.summary(query.active)}
        submit={t.submit}
        clear={query.active > 0 ? { href: "/runs", label: t.clear } : undefined}
        open={errors.length > 0}
      >
        <TextField {...field("q")} label={t.text} type="search" />
        <TextField {...field("from")} label={t.from} type="date" />
        <TextField {...field("to")} label={t.to} type="date" />
        <SelectField {...field("sport")} label={t.sport} options={sportOptions(runs, sports)} />
        <TextField {...field("min")} label={t.min} inputmode="decimal" unit={units} />
        <TextField {...field("max")} label={t.max} inputmode="decimal" unit={units} />
        <SelectField {...field("sort")} label={t.sort} options={sortOptions} />
      </FilterBar>
    </>
  );
}

/** Groups of sports, then each sport; "Run" alone would read as all running once more. */
function sportOptions({ filters: t, sports: names }: Messages["runs"], sports: string[]) {
  return [
    { value: "runs", label: t.onlyRuns },
    { value: "all", label: t.everything },
    ...sports.map((sport) => ({
      value: sport,
      label: sport === "Run" ? t.plainRun : sportName(names, sport),
    })),
  ];
}
