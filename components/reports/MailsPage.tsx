import { Card } from "@/components/Card.tsx";
import { ErrorSummary, SelectField, SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import type { Messages } from "@/locales/mod.ts";

interface MailsPageProps {
  /** As typed, or as it is kept. */
  values: Record<string, string>;
  errors: { name: string; message: string }[];
  sections: readonly (keyof Messages["letters"]["sectionNames"])[];
  /** Hours of the day, as the runner's language writes them. */
  hours: string[];
  zone: string;
  email: string;
  notice?: string;
  /** When the next report is due, in words, and its page. */
  next?: { when: string; href: string };
  stopped?: "bounce" | "complaint";
  t: Messages;
}

/** What is sent, how often, and a test of it. */
export function MailsPage(props: MailsPageProps) {
  const { notice, next, stopped, email, t: { letters: t, accounts } } = props;
  return (
    <div class="stack">
      <PageHeader
        title={t.title}
        lead={t.lead}
        back={{ href: "/account", label: accounts.menu.title }}
      />
      {notice ? <Notice tone="success">{notice}</Notice> : null}
      {stopped
        ? (
          <Notice tone="warning" title={t.stopped[stopped].title}>
            <p>{t.stopped[stopped].text}</p>
            <form method="post" action="/account/mails/resume">
              <SubmitButton tone="quiet">{t.resume}</SubmitButton>
            </form>
          </Notice>
        )
        : null}
      {next
        ? (
          <p>
            {t.nextAt(next.when)} <a href={next.href}>{t.preview}</a>
          </p>
        )
        : null}
      <Form {...props} />
      <Card title={t.testTitle}>
        <p class="muted">{t.testText(email)}</p>
        <form method="post" action="/account/mails/test">
          <SubmitButton tone="quiet">{t.testSubmit}</SubmitButton>
        </form>
      </Card>
    </div>
  );
}

/** The days of a week as they are numbered: 0 is Sunday. */
const WEEKDAYS = ["d0", "d1", "d2", "d3", "d4", "d5", "d6"] as const;

function Form({ values, errors, sections, hours, zone, t: all }: MailsPageProps) {
  const { letters: t, plans, shell } = all;
  const field = (name: string) => ({
    name,
    value: values[name],
    error: errors.find((error) => error.name === name)?.message,
  });
  const days = WEEKDAYS.map((day, i) => ({
    value: String(i),
    label: plans.form.weekdays[day],
  }));
  return (
    <form class="form form-wide" method="post" action="/account/mails">
      <ErrorSummary title={shell.fixErrors} errors={errors} />
      <div class="grid-2">
        <SelectField
          {...field("cadence")}
          label={t.cadence}
          options={Object.entries(t.cadences).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          {...field("weekday")}
          label={t.weekday}
          hint={t.monthlyHint}
          options={[...days.slice(1), days[0]]}
        />
        <SelectField
          {...field("hour")}
          label={t.hour}
          hint={t.hourHint(zone)}
          options={hours.map((label, i) => ({ value: String(i), label }))}
        />
      </div>
      <Sections {...{ values, sections, t }} />
      <SubmitButton>{t.submit}</SubmitButton>
    </form>
  );
}

function Sections(
  { values, sections, t }: Pick<MailsPageProps, "values" | "sections"> & {
    t: Messages["letters"];
  },
) {
  return (
    <fieldset class="boxes">
      <legend>{t.sections}</legend>
      {sections.map((section) => (
        <label key={section}>
          <input
            type="checkbox"
            name={section}
            value="1"
            checked={values[section] !== undefined}
          />
          <span>{t.sectionNames[section]}</span>
        </label>
      ))}
    </fieldset>
  );
}
