import { Card } from "@/components/Card.tsx";
import { Definitions } from "@/components/Definitions.tsx";
import { CheckField, SubmitButton } from "@/components/Field.tsx";
import { Island } from "@/components/Island.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import CopyButton from "@/islands/CopyButton.tsx";
import { localDate } from "@/domain/training/weeks.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ShownFeed {
  withDone: boolean;
  createdAt: number;
  readAt: number | null;
}

interface FeedPageProps {
  feed?: ShownFeed;
  /** The address, the one time that it is shown. */
  address?: string;
  notice?: string;
  messages: Messages;
  format: Format;
  timeZone: string;
}

/** The address by which a calendar program reads the plan: what it tells, who reads it, and how to end that. */
export function FeedPage(
  { feed, address, notice, messages, ...at }: FeedPageProps,
) {
  const { feed: t, plans } = messages;
  return (
    <div class="stack">
      <PageHeader
        title={t.title}
        lead={t.lead}
        back={{ href: "/plan", label: plans.schedule.title }}
      />
      {notice ? <Notice tone="info">{notice}</Notice> : null}
      {address ? <NewAddress address={address} messages={messages} /> : null}
      {feed ? <Address feed={feed} t={t} {...at} /> : null}
      {address ? null : <MakeForm feed={feed} t={t} />}
    </div>
  );
}

function NewAddress({ address, messages }: { address: string; messages: Messages }) {
  const { feed: t, tokens: { personal: { copy, copied } } } = messages;
  return (
    <Card title={t.newTitle}>
      <p>{t.newText}</p>
      <div class="secret">
        <code aria-label={t.address}>{address}</code>
        <Island
          name="CopyButton"
          of={CopyButton}
          props={{ value: address, text: { copy, copied } }}
        />
      </div>
      <p>
        <a class="button" href={address.replace(/^https?:/, "webcal:")}>{t.open}</a>
      </p>
      <p class="muted">{t.openText}</p>
    </Card>
  );
}

interface AddressProps {
  feed: ShownFeed;
  t: Messages["feed"];
  format: Format;
  timeZone: string;
}

function Address({ feed: { withDone, createdAt, readAt }, t, format, timeZone }: AddressProps) {
  return (
    <Card title={t.address}>
      <Definitions
        of={[
          { label: t.since, value: format.date(localDate(createdAt, timeZone), "long") },
          {
            label: t.lastRead,
            value: readAt === null ? t.never : format.dateTime(readAt, timeZone),
          },
          { label: t.tells, value: withDone ? t.tellsDone : t.tellsPlan },
        ]}
      />
      <p class="muted">{t.removeText}</p>
      <form method="post" action="/plan/calendar/removal">
        <SubmitButton tone="danger">{t.remove}</SubmitButton>
      </form>
    </Card>
  );
}

function MakeForm({ feed, t }: { feed?: ShownFeed; t: Messages["feed"] }) {
  return (
    <Card title={feed ? t.again : t.make}>
      {feed ? <p>{t.againText}</p> : null}
      <p>{t.whoReads}</p>
      <form class="form" method="post" action="/plan/calendar">
        {/* Whoever sends the form again ends no address that it has just made. */}
        <input type="hidden" name="instead" value={feed?.createdAt ?? 0} />
        <CheckField label={t.withDone} name="withDone" checked={feed?.withDone ?? true} />
        <SubmitButton tone={feed ? "quiet" : "primary"}>{feed ? t.again : t.make}</SubmitButton>
      </form>
    </Card>
  );
}

/** Leads there from the plan. */
export function FeedCard({ t }: { t: Messages["feed"] }) {
  return (
    <Card title={t.card}>
      <p class="muted">{t.cardText}</p>
      <a class="button-quiet" href="/plan/calendar">{t.cardLink}</a>
    </Card>
  );
}
