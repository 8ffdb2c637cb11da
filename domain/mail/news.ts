import type { MailKind } from "@/db/mails.ts";

const NEWS: readonly MailKind[] = ["report", "test_report"];

/** Mails that a runner may do without; all others their account needs. */
export function isNews(kind: MailKind): boolean {
  return NEWS.includes(kind);
}
