import { renderToString } from "preact-render-to-string";
import { AccountMail } from "@/components/mails/AccountMail.tsx";
import { languageTag, type Locale, messagesFor } from "@/locales/mod.ts";

type Kind =
  | "confirm"
  | "already_registered"
  | "reset"
  | "change_email"
  | "email_changed"
  | "password_changed";

interface MailAsked {
  kind: Kind;
  locale: Locale;
  name: string | null;
}

/** Where each mail's button leads. */
const PATHS: Record<Kind, string> = {
  confirm: "/confirm-email",
  already_registered: "/sign-in",
  reset: "/reset-password",
  change_email: "/change-email",
  email_changed: "/account",
  password_changed: "/forgotten-password",
};
/** Mails that somebody else may have asked for in the reader's name. */
const MAY_BE_IGNORED: Kind[] = ["confirm", "already_registered", "reset", "change_email"];

/** An account mail as subject, HTML and text that say the same, in the runner's language. */
export function composeMail(baseUrl: string, { kind, locale, name }: MailAsked, secret?: string) {
  const { mails: t } = messagesFor(locale);
  const words = t[kind];
  const href = `${baseUrl}${PATHS[kind]}${secret ? `?token=${secret}` : ""}`;
  const button = { href, label: words.button };
  const ignore = MAY_BE_IGNORED.includes(kind) ? t.ignore : undefined;
  const hello = t.hello(name);
  const html = renderToString(
    <AccountMail
      lang={languageTag(locale)}
      subject={words.subject}
      hello={hello}
      text={words.text}
      button={button}
      linkHelp={t.linkHelp}
      ignore={ignore}
      footer={t.footer}
    />,
  );
  const lines = [
    hello,
    words.text,
    `${button.label}
${href}`,
    ignore,
    `-- \n${t.footer}`,
  ];
  return {
    subject: words.subject,
    html: `<!doctype html>${html}`,
    text: lines.filter(Boolean).join("\n\n"),
  };
}
