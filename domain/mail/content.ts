import type { Db } from "@/db/client.ts";
import type { MailTokenKind } from "@/db/mail_tokens.ts";
import type { OwedMail } from "@/domain/mail/hand_over.ts";
import { readReportMail, type ReportContent } from "@/domain/reports/mail.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";

/** Who reads it, and how. */
type Reader = Pick<OwedMail, "locale" | "units" | "timeZone" | "name">;

/** What a mail tells, before it is put into words. */
export type MailContent =
  | Reader & {
    kind: MailTokenKind | "already_registered" | "email_changed" | "password_changed";
    /** What its link proves. */
    secret?: string;
  }
  | Reader & ReportContent & { kind: "report" | "test_report" };

interface ContentContext {
  db: Db;
  sealer: Sealer;
  now: number;
}

/** Read when it is sent, so that it is true then; undefined when there is nothing to tell any more. */
export async function readContent(
  context: ContentContext,
  mail: OwedMail,
  secret?: string,
): Promise<MailContent | undefined> {
  const { kind, locale, units, timeZone, name } = mail;
  const reader = { locale, units, timeZone, name };
  switch (kind) {
    case "report":
    case "test_report": {
      const content = await readReportMail(context, mail);
      return content && { kind, ...reader, ...content };
    }
    default:
      return { kind, ...reader, secret };
  }
}
