import { Card } from "@/components/Card.tsx";
import {
  CheckField,
  ErrorSummary,
  SelectField,
  SubmitButton,
  TextAreaField,
  TextField,
} from "@/components/Field.tsx";
import { withLabels } from "@/components/FieldNotes.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Candidate {
  id: string;
  title: string;
  localDate: string;
  distanceMeters: number;
  elapsedSeconds: number;
}

interface EntryFormProps {
  raceId: string;
  isEntered: boolean;
  /** Its day has come. */
  isRun: boolean;
  values: Record<string, string>;
  errors: { name: string; message: string }[];
  candidates: Candidate[];
  messages: Messages;
  format: Format;
}

interface FieldsProps extends EntryFormProps {
  field: (name: string) => { name: string; value: string; error?: string };
}

/** A runner's own race: goals before, the result afterwards. */
export function EntryForm(props: EntryFormProps) {
  const { raceId, isEntered, values, errors, messages: { races, shell } } = props;
  const t = races.mine;
  const field = (name: string) => ({
    name,
    value: values[name] ?? "",
    error: errors.find((error) => error.name === name)?.message,
  });
  return (
    <Card title={t.title}>
      <p class="muted">{t.text}</p>
      <form class="form form-wide" method="post" action={`/races/${raceId}/entry`}>
        <ErrorSummary
          title={shell.fixErrors}
          errors={withLabels(errors, { ...t }, shell.fieldProblem)}
        />
        {props.isRun ? <ResultFields {...props} field={field} /> : null}
        <GoalFields {...props} field={field} />
        <TextAreaField {...field("notes")} label={t.notes} optional={shell.optional} rows={3} />
        <CheckField label={t.isShown} name="isShown" checked={values.isShown === "1"} />
        <SubmitButton>{isEntered ? t.save : props.isRun ? t.enterPast : t.enter}</SubmitButton>
      </form>
      {isEntered
        ? (
          <form class="cluster withdraw" method="post" action={`/races/${raceId}/withdrawal`}>
            <SubmitButton tone="quiet">{t.withdraw}</SubmitButton>
            <p class="muted">{t.withdrawText}</p>
          </form>
        )
        : null}
    </Card>
  );
}

function GoalFields({ messages: { races, shell }, field }: FieldsProps) {
  const t = races.mine;
  const time = { optional: shell.optional, autocomplete: "off" };
  return (
    <fieldset class="goals">
      <legend>{t.goals}</legend>
      <p class="field-hint">{t.goalHint}</p>
      <div class="grid-3">
        <TextField {...field("goalA")} label={t.goalA} {...time} />
        <TextField {...field("goalB")} label={t.goalB} {...time} />
        <TextField {...field("goalC")} label={t.goalC} {...time} />
      </div>
    </fieldset>
  );
}

function ResultFields({ messages: { races, shell, runs }, field, ...props }: FieldsProps) {
  const t = races.mine;
  const { candidates, format, values } = props;
  const options = [
    { value: "", label: t.noRun },
    ...(values.run === "keep" ? [{ value: "keep", label: t.keepRun }] : []),
    ...candidates.map((run) => ({
      value: run.id,
      label: format.join([
        run.title || runs.untitled,
        format.date(run.localDate),
        format.distanceText(run.distanceMeters, 2),
        format.duration(run.elapsedSeconds),
      ]),
    })),
  ];
  return (
    <div class="grid-2">
      <TextField
        {...field("result")}
        label={t.result}
        hint={t.resultHint}
        optional={shell.optional}
        autocomplete="off"
      />
      <SelectField {...field("run")} label={t.run} options={options} />
    </div>
  );
}
