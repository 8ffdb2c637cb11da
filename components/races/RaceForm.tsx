import { ErrorSummary, SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import { withLabels } from "@/components/FieldNotes.tsx";
import type { Units } from "@/domain/training/units.ts";
import { countryChoices } from "@/locales/countries.ts";
import type { Locale, Messages } from "@/locales/mod.ts";

interface RaceFormProps {
  messages: Messages;
  locale: Locale;
  units: Units;
  countries: string[];
  /** The first and the last day that a race may have. */
  dates: { min: string; max: string };
  action: string;
  submit: string;
  values: Record<string, string>;
  errors: { name: string; message: string }[];
}

/** What everybody sees of a race. */
export function RaceForm(props: RaceFormProps) {
  const { messages: { races, shell }, values, errors, action, submit, dates } = props;
  const t = races.form;
  const field = (name: string) => ({
    name,
    value: values[name],
    error: errors.find((error) => error.name === name)?.message,
  });
  return (
    <form class="form form-wide" method="post" action={action}>
      <ErrorSummary
        title={shell.fixErrors}
        errors={withLabels(errors, { ...t }, shell.fieldProblem)}
      />
      {values.id ? <input type="hidden" name="id" value={values.id} /> : null}
      <TextField {...field("name")} label={t.name} required autocomplete="off" />
      <TextField {...field("date")} label={t.date} type="date" {...dates} required />
      <DistanceFields {...props} field={field} />
      <PlaceFields {...props} field={field} />
      <TextField
        {...field("url")}
        label={t.url}
        hint={t.urlHint}
        type="url"
        optional={shell.optional}
      />
      <SubmitButton>{submit}</SubmitButton>
    </form>
  );
}

interface FieldsProps extends RaceFormProps {
  field: (name: string) => { name: string; value: string; error?: string };
}

function DistanceFields({ messages: { races, shell }, units, field }: FieldsProps) {
  const t = races.form;
  const distances = [
    ...choices(races.distances),
    { value: "other", label: races.otherDistance },
  ];
  return (
    <div class="grid-2">
      <SelectField {...field("distance")} label={t.distance} options={distances} />
      <TextField
        {...field("other")}
        label={t.other}
        hint={t.otherHint}
        inputmode="decimal"
        unit={units}
        optional={shell.optional}
      />
    </div>
  );
}

function PlaceFields({ messages: { races, shell }, locale, countries, field }: FieldsProps) {
  const t = races.form;
  const named = [{ value: "", label: t.noCountry }, ...countryChoices(locale, countries)];
  return (
    <div class="grid-2">
      <TextField
        {...field("place")}
        label={t.place}
        optional={shell.optional}
        autocomplete="off"
      />
      <SelectField {...field("country")} label={t.country} options={named} />
      <SelectField {...field("surface")} label={t.surface} options={choices(races.surfaces)} />
    </div>
  );
}

function choices(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
