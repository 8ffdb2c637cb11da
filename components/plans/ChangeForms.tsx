import { SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import type {
  ScheduleWords,
  ShownRun,
  ShownScheduledRun,
} from "@/components/plans/ScheduledRow.tsx";
import { LINK_DAYS } from "@/domain/training/plans/match.ts";
import { daysBetween } from "@/domain/training/weeks.ts";
import type { Format } from "@/locales/format.ts";

interface ChangeFormsProps extends ScheduleWords {
  run: ShownScheduledRun;
  today: string;
  ran: ShownRun[];
}

/** All that may be changed of a planned run; a race stays on its day. */
export function ChangeForms({ run, today, ran, t: { schedule: t }, format }: ChangeFormsProps) {
  const words = { t, format };
  return (
    <>
      {run.kind === "race" ? null : <MoveForms run={run} {...words} />}
      {run.date <= today ? <LinkForm run={run} ran={ran} {...words} /> : null}
    </>
  );
}

interface FormsProps {
  run: ShownScheduledRun;
  t: ScheduleWords["t"]["schedule"];
}

function MoveForms({ run, t }: FormsProps) {
  const action = `/plan/runs/${run.id}`;
  return (
    <>
      <form class="cluster" method="post" action={action}>
        <input type="hidden" name="what" value="move" />
        <TextField
          name={`date-${run.id}`}
          label={t.date}
          hint={t.dateHint}
          value={run.date}
          type="date"
          required
        />
        <SubmitButton tone="quiet">{t.move}</SubmitButton>
      </form>
      <form class="cluster" method="post" action={action}>
        <input type="hidden" name="what" value="note" />
        <TextField name={`note-${run.id}`} label={t.note} value={run.note ?? ""} />
        <SubmitButton tone="quiet">{t.saveNote}</SubmitButton>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="what" value={run.isSkipped ? "keep" : "skip"} />
        <SubmitButton tone="quiet">{run.isSkipped ? t.keep : t.skip}</SubmitButton>
      </form>
    </>
  );
}

/** Which run it was: as found, none, or one of those around its day. */
function LinkForm({ run, ran, t, format }: FormsProps & { ran: ShownRun[]; format: Format }) {
  const near = ran.filter(({ localDate }) =>
    Math.abs(daysBetween(run.date, localDate)) <= LINK_DAYS
  );
  const options = [
    { value: "auto", label: t.linkAuto },
    ...near.map((each) => ({
      value: each.id,
      label: format.join([
        format.date(each.localDate),
        format.distanceText(each.distanceMeters),
        each.title,
      ]),
    })),
    { value: "none", label: t.linkNone },
  ];
  const linked = run.isMatchedByHand ? run.done?.run.id ?? "none" : "auto";
  return (
    <form class="cluster" method="post" action={`/plan/runs/${run.id}`}>
      <input type="hidden" name="what" value="link" />
      <SelectField name={`run-${run.id}`} label={t.link} value={linked} options={options} />
      <SubmitButton tone="quiet">{t.saveLink}</SubmitButton>
    </form>
  );
}
