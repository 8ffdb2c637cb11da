import { BUTTON, LINK, SMALL, TEXT } from "@/components/mails/letter.ts";
import { LetterPaper } from "@/components/mails/LetterPaper.tsx";

interface AccountMailProps {
  lang: string;
  subject: string;
  hello: string;
  text: string;
  button: { href: string; label: string };
  linkHelp: string;
  ignore?: string;
  footer: string;
}

/** A few words and one button. */
export function AccountMail(props: AccountMailProps) {
  const { lang, subject, hello, text, button: { href, label }, linkHelp, ignore, footer } = props;
  return (
    <LetterPaper lang={lang} subject={subject}>
      <p class="ink" style={TEXT}>{hello}</p>
      <p class="ink" style={TEXT}>{text}</p>
      <p style="margin:0 0 28px;">
        <a class="button" href={href} style={BUTTON}>{label}</a>
      </p>
      <p class="soft" style={SMALL}>{linkHelp}</p>
      <p class="soft" style={`${SMALL}word-break:break-all;`}>
        <a class="link" href={href} style={LINK}>{href}</a>
      </p>
      {ignore ? <p class="soft" style={SMALL}>{ignore}</p> : null}
      <p class="soft" style={`${SMALL}margin:24px 0 0;`}>{footer}</p>
    </LetterPaper>
  );
}
