import { renderToString } from "preact-render-to-string";
import { AccountMail } from "@/components/mails/AccountMail.tsx";
import { chartSvg } from "@/components/mails/chart_svg.ts";
import { CHART_ID, type ReportAsked, writeLetter } from "@/components/mails/report_letter.ts";
import { ReportMail } from "@/components/mails/ReportMail.tsx";
import { writeReportText } from "@/components/mails/report_text.ts";
import { languageTag, type Locale, messagesFor } from "@/locales/mod.ts";

type Kind =
  | "confirm"
  | "already_registered"
  | "reset"
  | "change_email"
  | "email_changed"
  | "password_changed";

interface AccountAsked {
  kind: Kind;
  locale: Locale;
  name: string | null;
  /** What its link proves. */
  secret?: string;
}

interface Composed {
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  images?: { id: string; png: Uint8Array<ArrayBuffer> }[];
}

interface ComposerOptions {
  baseUrl: string;
  /** An SVG as PNG, so many pixels wide. */
  png: (svg: string, widthPixels: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Twice as many as it is shown in, for screens that have them. */
const CHART_PIXELS = 1088;

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

/** Writes each mail as subject, HTML and text that say the same, in its reader's language. */
export function openComposer({ baseUrl, png }: ComposerOptions) {
  return async (asked: AccountAsked | ReportAsked): Promise<Composed> =>
    "report" in asked
      ? await composeReport({ baseUrl, png }, asked)
      : composeAccountMail(baseUrl, asked);
}

async function composeReport(
  { baseUrl, png }: ComposerOptions,
  asked: ReportAsked,
): Promise<Composed> {
  const letter = writeLetter(baseUrl, asked);
  const { words, chart, unsubscribe } = letter;
  const current = words.bars.at(-1)?.display ?? "";
  const images = chart
    ? [{ id: CHART_ID, png: await png(chartSvg(words.bars, { current }), CHART_PIXELS) }]
    : [];
  return {
    subject: words.subject,
    html: `<!doctype html>${renderToString(<ReportMail letter={letter} />)}`,
    text: writeReportText(letter),
    images,
    // One click in the mail program, without a page (RFC 8058).
    headers: {
      "List-Unsubscribe": `<${unsubscribe.href}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

function composeAccountMail(
  baseUrl: string,
  { kind, locale, name, secret }: AccountAsked,
): Composed {
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
