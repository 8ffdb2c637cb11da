import { ErrorSummary, SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import { FieldError, withLabels } from "@/components/FieldNotes.tsx";
import { Card } from "@/components/Card.tsx";
import type { Units } from "@/domain/training/units.ts";
import type { Messages } from "@/locales/mod.ts";

interface PlanFormProps {
  messages: Messages;
  units: Units;
  values: Record<string, string>;
  problems: Partial<Record<string, keyof Messages["plans"]["form"]["problems"]>>;
  today: string;
}

interface FieldsProps extends PlanFormProps {
  field: (name: string) => { name: string; value: string; error?: string };
}

/** Asks what a plan is for and what its runner does now; the answer has an address of its own. */
export function PlanForm(props: PlanFormProps) {
  const { messages: { plans, shell }, values, problems } = props;
  const t = plans.form;
  const errors = Object.entries(problems).flatMap(([name, code]) =>
    code ? [{ name, message: t.problems[code] }] : []
  );
  const field = (name: string) => ({
    name,
    value: values[name] ?? "",
    error: errors.find((error) => error.name === name)?.message,
  });
  return (
    <Card title={t.title}>
      <form class="form form-wide" method="get" action="/plans#plan">
        <ErrorSummary
          title={shell.fixErrors}
          errors={withLabels(errors, { ...t, d1: t.days }, shell.fieldProblem)}
        />
        <GoalFields {...props} field={field} />
        <DayBoxes {...props} field={field} />
        <FormFields {...props} field={field} />
        <SubmitButton>{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}

function GoalFields({ messages: { plans }, today, field }: FieldsProps) {
  const t = plans.form;
  return (
    <div class="grid-3">
      <SelectField {...field("goal")} label={t.goal} options={choices(t.goals)} />
      <TextField
        {...field("raceDate")}
        label={t.raceDate}
        hint={t.raceDateHint}
        type="date"
        min={today}
        required
      />
      <SelectField {...field("level")} label={t.level} options={choices(t.levels)} />
    </div>
  );
}

function DayBoxes({ messages: { plans }, values, field }: FieldsProps) {
  const t = plans.form;
  const { error } = field("d1");
  return (
    <fieldset class="boxes days" aria-describedby={error ? "field-d1-error" : undefined}>
      <legend>{t.days}</legend>
      {Object.entries(t.weekdays).map(([name, label]) => (
        <label key={name}>
          <input
            type="checkbox"
            id={`field-${name}`}
            name={name}
            value="1"
            checked={values[name] === "1"}
          />
          <span>{label}</span>
        </label>
      ))}
      <FieldError id="field-d1" error={error} />
    </fieldset>
  );
}

function FormFields({ messages: { plans, shell }, units, field }: FieldsProps) {
  const t = plans.form;
  const number = { inputmode: "decimal" as const, unit: units, required: true };
  const best = [{ value: "", label: t.bestNone }, ...choices(withoutFit(t.goals))];
  return (
    <div class="grid-2">
      <TextField {...field("weekly")} label={t.weekly} {...number} />
      <TextField {...field("longest")} label={t.longest} {...number} />
      <SelectField {...field("bestDistance")} label={t.bestDistance} options={best} />
      <TextField
        {...field("bestTime")}
        label={t.bestTime}
        hint={t.bestHint}
        optional={shell.optional}
        autocomplete="off"
      />
    </div>
  );
}

function withoutFit({ fit: _, ...races }: Messages["plans"]["form"]["goals"]) {
  return races;
}

function choices(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
