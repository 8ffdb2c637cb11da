import { Card } from "@/components/Card.tsx";
import { ErrorSummary, SubmitButton, TextAreaField } from "@/components/Field.tsx";
import type { Messages } from "@/locales/mod.ts";

interface CheckFormProps {
  t: Messages["plans"]["check"]["own"];
  text?: string;
  problems?: { at: string; message: string }[];
}

/** Takes a plan in the open format; what is wrong in it is said by its place. */
export function CheckForm({ t, text, problems = [] }: CheckFormProps) {
  return (
    <Card title={t.title}>
      <p class="muted">
        {t.lead} <a href="/plan-schema.json">{t.schema}</a>
      </p>
      <ErrorSummary
        title={t.problems}
        errors={problems.map(({ at, message }) => ({
          name: "plan",
          message: at ? `${at}: ${message}` : message,
        }))}
      />
      <form
        class="form form-wide"
        method="post"
        action="/plans/check"
        enctype="multipart/form-data"
      >
        <TextAreaField name="plan" label={t.field} value={text} rows={8} />
        <div class="field">
          <label for="field-file">{t.file}</label>
          <input id="field-file" name="file" type="file" accept=".yaml,.yml,.json" />
        </div>
        <SubmitButton tone="quiet">{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}
