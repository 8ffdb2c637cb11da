import { ErrorSummary, SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import { Island } from "@/components/Island.tsx";
import TimeZoneSuggestion from "@/islands/TimeZoneSuggestion.tsx";
import { LANGUAGES, type Messages } from "@/locales/mod.ts";

interface ProfileFormProps {
  t: Messages;
  values: Record<string, string>;
  errors: { name: string; message: string }[];
  zones: string[];
}

export function ProfileForm({ t: { profile: t, shell }, values, errors, zones }: ProfileFormProps) {
  const field = (name: string) => ({
    name,
    value: values[name],
    error: errors.find((error) => error.name === name)?.message,
  });
  const number = { inputmode: "decimal" as const, optional: shell.optional };
  const zone = zones.includes(values.timeZone) ? zones : [values.timeZone, ...zones];
  return (
    <form class="form form-wide" method="post" action="/account/profile">
      <ErrorSummary title={shell.fixErrors} errors={errors} />
      <input type="hidden" name="weightUnit" value={values.weightUnit} />
      <TextField {...field("name")} label={t.name} autocomplete="name" optional={shell.optional} />
      <div class="grid-2">
        <TextField
          {...field("birthYear")}
          label={t.birthYear}
          {...number}
          inputmode="numeric"
          autocomplete="bday-year"
        />
        <SelectField {...field("sex")} label={t.sex} hint={t.sexHint} options={choices(t.sexes)} />
        <TextField
          {...field("weight")}
          label={t.weight}
          {...number}
          unit={values.weightUnit}
        />
        <TextField {...field("vo2max")} label={t.vo2max} {...number} />
        <TextField {...field("maxHr")} label={t.maxHr} {...number} unit="bpm" />
        <TextField {...field("restHr")} label={t.restHr} {...number} unit="bpm" />
      </div>
      <SelectField
        {...field("timeZone")}
        label={t.timeZone}
        hint={t.timeZoneHint}
        options={zone.map((name) => ({ value: name, label: name }))}
      />
      <Island
        name="TimeZoneSuggestion"
        of={TimeZoneSuggestion}
        props={{ selectId: "field-timeZone", label: t.useZone }}
      />
      <div class="grid-2">
        <SelectField {...field("units")} label={t.units} options={choices(t.unitNames)} />
        <SelectField {...field("weekStart")} label={t.weekStart} options={choices(t.weekStarts)} />
        <SelectField {...field("locale")} label={t.language} options={choices(LANGUAGES)} />
      </div>
      <SubmitButton>{t.submit}</SubmitButton>
    </form>
  );
}

function choices(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
