import { Card } from "@/components/Card.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { durationOrDistance, fastText, paceText } from "@/components/plans/session_words.ts";
import type { Slated } from "@/domain/training/replan/course.ts";
import type { Edit } from "@/domain/training/replan/mishap.ts";
import type { Replan } from "@/domain/training/replan/replan.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

export interface ShownReplan {
  edits: Edit[];
  short: Replan["short"];
  /** Days to come that stay as they are. */
  rest: number;
  /** Of the proposal: what is accepted is what was shown. */
  print: string;
}

interface ReplanDiffProps extends ShownReplan {
  /** Where it is accepted; the page itself where nothing is said. */
  action?: string;
  values: Partial<Record<string, string>>;
  messages: Messages;
  format: Format;
}

/** Each day that would change, before and after side by side, with the reason. */
export function ReplanDiff(props: ReplanDiffProps) {
  const { edits, short, rest, messages: { replan: t }, format } = props;
  if (edits.length === 0) {
    return (
      <>
        <Notice tone="success" title={t.same}>{t.sameText}</Notice>
        <Short short={short} t={t} format={format} />
      </>
    );
  }
  return (
    <Card title={t.diff.title(edits.length)}>
      <p class="muted">{t.diff.rest(rest)}</p>
      <Short short={short} t={t} format={format} />
      <DiffTable {...props} />
      <AcceptForm {...props} />
    </Card>
  );
}

function Short(
  { short, t, format }: { short: Replan["short"]; t: Messages["replan"]; format: Format },
) {
  if (!short) return null;
  const [reach, needed] = [short.reachMeters, short.neededMeters].map(format.distanceText);
  return <Notice tone="warning" title={t.short.title}>{t.short.text(reach, needed)}</Notice>;
}

function DiffTable({ edits, messages, format }: ReplanDiffProps) {
  const { diff: t, reasons } = messages.replan;
  return (
    <table class="table">
      <thead>
        <tr>
          {[t.day, t.before, t.after, t.why].map((head) => <th key={head} scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody>
        {edits.map(({ before, after, reason }) => {
          const date = before?.date ?? after?.date ?? "";
          return (
            <tr key={before?.id ?? after?.id}>
              <th scope="row">{format.date(date)}</th>
              <td data-label={t.before}>
                <Side session={before} date={date} messages={messages} format={format} />
              </td>
              <td data-label={t.after}>
                <Side session={after} date={date} messages={messages} format={format} />
              </td>
              <td class="muted" data-label={t.why}>{reasons[reason]}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface SideProps {
  session: Slated | null;
  date: string;
  messages: Messages;
  format: Format;
}

function Side({ session, date, messages: { plans, replan: { diff: t } }, format }: SideProps) {
  if (!session) return <span class="muted">{t.none}</span>;
  if (session.isSkipped) return <span class="muted">{t.skipped}</span>;
  const { kind, pace } = session;
  const fast = fastText(session, { t: plans, format });
  const more = format.join([fast, pace ? paceText(...pace, format) : undefined]);
  return (
    <div class="num">
      {session.date === date ? null : <div>{t.movedTo(format.date(session.date))}</div>}
      <div>{format.join([plans.kinds[kind], durationOrDistance(session, format)])}</div>
      {more ? <div class="muted">{more}</div> : null}
    </div>
  );
}

function AcceptForm(
  { action, values, print, messages: { replan: { diff: t } } }: ReplanDiffProps,
) {
  return (
    <form class="cluster" method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="print" value={print} />
      <SubmitButton>{t.accept}</SubmitButton>
      <a class="button-quiet" href="/plan">{t.keep}</a>
      <span class="muted">{t.undo}</span>
    </form>
  );
}
