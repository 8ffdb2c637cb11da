import { ErrorSummary, SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import { withLabels } from "@/components/FieldNotes.tsx";
import { Island } from "@/components/Island.tsx";
import TimeZoneSuggestion from "@/islands/TimeZoneSuggestion.tsx";
import { LANGUAGES, type Messages } from "@/locales/mod.ts";

interface ProfileFormProps {
  t: Messages;
  values: Record<string, string>;
  errors: { name: string; message: string }[];
  zones: string[];
}

interface FieldsProps extends ProfileFormProps {
  field: (name: string) => { name: string; value: string; error?: string };
}

export function ProfileForm(props: ProfileFormProps) {
  const { t: { profile: t, shell }, values, errors } = props;
  const listed = withLabels(errors, { ...t, locale: t.language }, shell.fieldProblem);
  const field = (name: string) => ({
    name,
    value: values[name],
    error: errors.find((error) => error.name === name)?.message,
  });
  return (
    <form class="form form-wide" method="post" action="/account/profile">
      <ErrorSummary title={shell.fixErrors} errors={listed} />
      <input type="hidden" name="weightUnit" value={values.weightUnit} />
      <TextField {...field("name")} label={t.name} autocomplete="name" optional={shell.optional} />
      <BodyFields {...props} field={field} />
      <TimeZoneField {...props} field={field} />
      <div class="grid-2">
        <SelectField {...field("units")} label={t.units} options={choices(t.unitNames)} />
        <SelectField {...field("weekStart")} label={t.weekStart} options={choices(t.weekStarts)} />
        <SelectField {...field("locale")} label={t.language} options={choices(LANGUAGES)} />
      </div>
      <SubmitButton>{t.submit}</SubmitButton>
    </form>
  );
}

function BodyFields({ t: { profile: t, shell }, values, field }: FieldsProps) {
  const number = { inputmode: "decimal" as const, optional: shell.optional };
  return (
    <div class="grid-2">
      <TextField
        {...field("birthYear")}
        label={t.birthYear}
        {...number}
        inputmode="numeric"
        autocomplete="bday-year"
      />
      <SelectField {...field("sex")} label={t.sex} hint={t.sexHint} options={choices(t.sexes)} />
      <TextField {...field("weight")} label={t.weight} {...number} unit={values.weightUnit} />
      <TextField {...field("vo2max")} label={t.vo2max} {...number} />
      <TextField {...field("maxHr")} label={t.maxHr} {...number} unit="bpm" />
      <TextField {...field("restHr")} label={t.restHr} {...number} unit="bpm" />
    </div>
  );
}

function TimeZoneField({ t: { profile: t }, values, zones, field }: FieldsProps) {
  const offered = zones.includes(values.timeZone) ? zones : [values.timeZone, ...zones];
  return (
    <>
      <SelectField
        {...field("timeZone")}
        label={t.timeZone}
        hint={t.timeZoneHint}
        options={offered.map((name) => ({ value: name, label: name }))}
      />
      <Island
        name="TimeZoneSuggestion"
        of={TimeZoneSuggestion}
        props={{ selectId: "field-timeZone", label: t.useZone }}
      />
    </>
  );
}

function choices(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
