import { AuthPage } from "@/components/AuthPage.tsx";

interface CheckMailProps {
  text: { title: string; lead: string; nothing: string; openMailbox: string };
  /** Where the demo shows its mails. */
  mailboxUrl?: string;
}

/** What follows every form that answers by mail, whether or not the address is known. */
export function CheckMail({ text, mailboxUrl }: CheckMailProps) {
  return (
    <AuthPage title={text.title} lead={text.lead}>
      {mailboxUrl
        ? (
          <p>
            <a class="button" href={mailboxUrl}>{text.openMailbox}</a>
          </p>
        )
        : null}
      <p class="muted">{text.nothing}</p>
    </AuthPage>
  );
}
