import { type ComponentChildren, Fragment, type VNode } from "preact";
import type { ReceivedMail } from "@/tools/mailbox/store.ts";

export type MailView = "html" | "text" | "headers";

const RELOAD_SECONDS = "3";

export function ListPage({ mails }: { mails: ReceivedMail[] }) {
  return (
    <Page title="Mailbox" reload>
      <h1>Mailbox</h1>
      {mails.length === 0
        ? (
          <p class="empty">
            No mail yet. What Runnerly sends shows up here within {RELOAD_SECONDS} seconds.
          </p>
        )
        : <ol class="mails">{mails.map((mail) => <Row key={mail.id} mail={mail} />)}</ol>}
    </Page>
  );
}

function Row({ mail }: { mail: ReceivedMail }) {
  return (
    <li>
      <a href={`/mails/${mail.id}`}>
        <span class="subject">{mail.subject || "(no subject)"}</span>
        <span class="to">To {mail.to}</span>
        <When at={mail.receivedAt} />
      </a>
    </li>
  );
}

export function MailPage({ mail, view }: { mail: ReceivedMail; view: MailView }) {
  const views: MailView[] = mail.html ? ["html", "text", "headers"] : ["text", "headers"];
  return (
    <Page title={mail.subject}>
      <p class="back">
        <a href="/">All mails</a>
      </p>
      <h1>{mail.subject || "(no subject)"}</h1>
      <dl class="facts">
        <Fact name="From">{mail.from}</Fact>
        <Fact name="To">{mail.to}</Fact>
        <Fact name="Received">
          <When at={mail.receivedAt} />
        </Fact>
      </dl>
      <nav class="tabs" aria-label="Parts of the mail">
        {views.map((name) => (
          <a
            key={name}
            href={`/mails/${mail.id}?view=${name}`}
            aria-current={name === view ? "page" : undefined}
          >
            {VIEW_NAMES[name]}
          </a>
        ))}
      </nav>
      <Content mail={mail} view={view} />
    </Page>
  );
}

const VIEW_NAMES: Record<MailView, string> = { html: "Mail", text: "Text", headers: "Headers" };

function Content({ mail, view }: { mail: ReceivedMail; view: MailView }) {
  if (view === "text") return <pre class="sheet">{linked(mail.text)}</pre>;
  if (view === "headers") {
    return (
      <dl class="sheet headers">
        {[...mail.headers].map(([name, value]) => <Fact key={name} name={name}>{value}</Fact>)}
      </dl>
    );
  }
  return (
    <iframe
      class="sheet"
      title="The mail as it was sent"
      src={`/mails/${mail.id}/frame`}
      sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    />
  );
}

/**
 * Plain text with its web addresses as links; a full stop after an address belongs to the sentence.
 * Each piece is an element: precompiled JSX escapes bare strings in an array twice.
 */
function linked(text: string): VNode[] {
  return text.split(WEB_ADDRESS).map((part, i) =>
    i % 2
      ? <a key={i} href={part} target="_blank" rel="noreferrer">{part}</a>
      : <Fragment key={i}>{part}</Fragment>
  );
}

const WEB_ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]。，；：！？）])/;

export function MissingPage() {
  return (
    <Page title="Not found">
      <h1>There is no such mail</h1>
      <p>
        It may have been cleared away. <a href="/">All mails</a>
      </p>
    </Page>
  );
}

function Page(
  { title, reload, children }: { title: string; reload?: boolean; children: ComponentChildren },
) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {reload ? <meta http-equiv="refresh" content={RELOAD_SECONDS} /> : null}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/mailbox.css" />
      </head>
      <body>
        <p class="notice">
          <strong>Demo mailbox.</strong>{" "}
          Mails that Runnerly sends here stop here: no real mail was sent to anybody.
        </p>
        <main>{children}</main>
      </body>
    </html>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In UTC: the server does not know the reader's time zone. */
function When({ at }: { at: Date }) {
  const iso = at.toISOString();
  return <time dateTime={iso}>{iso.slice(0, 10)} {iso.slice(11, 19)} UTC</time>;
}
