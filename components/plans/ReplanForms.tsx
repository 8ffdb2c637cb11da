import { Card } from "@/components/Card.tsx";
import { SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import type { Messages } from "@/locales/mod.ts";

interface ReplanFormsProps {
  values: Partial<Record<string, string>>;
  problem?: { name: string; code: keyof Messages["replan"]["problems"] };
  goals: Messages["plans"]["form"]["goals"];
  t: Messages["replan"];
  today: string;
}

type FormProps = ReplanFormsProps & {
  field: (name: string) => { name: string; value: string; error?: string };
};

/** What may have happened; each asks for a proposal that has an address of its own. */
export function ReplanForms(props: ReplanFormsProps) {
  const { values, problem, t } = props;
  const field = (name: string) => ({
    name,
    value: values[name] ?? "",
    error: problem?.name === name ? t.problems[problem.code] : undefined,
  });
  return (
    <div class="grid-3">
      <DaysForm {...props} field={field} />
      <MovedForm {...props} field={field} />
      <SpeedForm {...props} field={field} />
    </div>
  );
}

function DaysForm({ t: { days: t }, today, field }: FormProps) {
  const [from, to] = [field("from"), field("to")];
  return (
    <Card title={t.title}>
      <form class="form" method="get" action="/plan/replan">
        <SelectField {...field("what")} label={t.what} options={choices(t.whats)} />
        <TextField {...from} value={from.value || today} label={t.from} type="date" required />
        <TextField
          {...to}
          value={to.value || today}
          label={t.to}
          hint={t.hint}
          type="date"
          required
        />
        <SubmitButton tone="quiet">{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}

function MovedForm({ t: { moved: t }, today, field }: FormProps) {
  return (
    <Card title={t.title}>
      <form class="form" method="get" action="/plan/replan">
        <input type="hidden" name="what" value="race_moved" />
        <TextField {...field("raceDate")} label={t.raceDate} type="date" min={today} required />
        <SubmitButton tone="quiet">{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}

function SpeedForm({ t: { speed: t }, goals, field }: FormProps) {
  const { fit: _, ...races } = goals;
  const distance = field("distance");
  return (
    <Card title={t.title}>
      <form class="form" method="get" action="/plan/replan">
        <input type="hidden" name="what" value="race_time" />
        <SelectField
          {...distance}
          value={distance.value || "10k"}
          label={t.distance}
          options={choices(races)}
        />
        <TextField {...field("time")} label={t.time} hint={t.hint} autocomplete="off" required />
        <SubmitButton tone="quiet">{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}

function choices(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
