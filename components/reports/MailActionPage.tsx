import { Card } from "@/components/Card.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ReplanDiff, type ShownReplan } from "@/components/plans/ReplanDiff.tsx";
import type { ReplanRefusal } from "@/domain/training/replan/mishap.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

type Shown = ShownReplan | { refused: ReplanRefusal } | { kind: "move"; from: string; to: string };

interface MailActionPageProps {
  act: "ill" | "skip_week" | "move_long";
  isDone: boolean;
  /** Undefined where there is nothing any more that could be changed. */
  proposed?: Shown;
  messages: Messages;
  format: Format;
}

/** What a link in a mail would change of the plan, before anything is changed. */
export function MailActionPage(
  { act, isDone, proposed, messages, format }: MailActionPageProps,
) {
  const { letters: { acts: t } } = messages;
  return (
    <div class="stack">
      <PageHeader title={t[act]} />
      {isDone
        ? <Notice tone="success" title={t.done}>{t.doneText}</Notice>
        : proposed
        ? <Proposal proposed={proposed} messages={messages} format={format} />
        : <Notice tone="info">{t.noPlan}</Notice>}
      {isDone || !proposed
        ? (
          <p>
            <a class="button-quiet" href="/plan">{t.toPlan}</a>
          </p>
        )
        : null}
    </div>
  );
}

function Proposal(
  { proposed, messages, format }: { proposed: Shown; messages: Messages; format: Format },
) {
  const { letters: { acts: t }, replan } = messages;
  if ("refused" in proposed) {
    const { title, text } = replan.refused[proposed.refused];
    return <Notice tone="warning" title={title}>{text}</Notice>;
  }
  if ("edits" in proposed) {
    return <ReplanDiff {...proposed} values={{}} messages={messages} format={format} />;
  }
  if (proposed.from === proposed.to) return <Notice tone="info">{t.nothing}</Notice>;
  return (
    <Card>
      <p>{t.moveText(format.date(proposed.from), format.date(proposed.to))}</p>
      <form method="post">
        <SubmitButton>{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}
