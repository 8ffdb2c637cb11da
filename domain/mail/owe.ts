import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import { insertMail, type MailKind, type NewMail } from "@/db/mails.ts";
import { isNews } from "@/domain/mail/news.ts";
import { clearThrottle, hitThrottle } from "@/db/throttles.ts";

export const MAIL_JOB = "mail.send";
/** A lane of their own: thousands of reports on a Monday let no new password wait. */
export const NEWS_JOB = "mail.news";

/** Names the work of sending one mail. */
export function mailJobKey(mailId: string): string {
  return `${MAIL_JOB}:${mailId}`;
}

export function mailJobKind(kind: MailKind): string {
  return isNews(kind) ? NEWS_JOB : MAIL_JOB;
}

/** A mail and the job that sends it, in the caller's transaction; nothing when its cause was served before. */
export async function oweMail(
  tx: Tx,
  mail: NewMail,
  now: number,
): Promise<void> {
  const mailId = await insertMail(tx, mail, now);
  if (!mailId) return;
  await insertJob(tx, {
    kind: mailJobKind(mail.kind),
    payload: { v: 1, mailId },
    userId: mail.userId,
    uniqueKey: mailJobKey(mailId),
    runAt: now,
  }, now);
}

/**
 * As many writes as owing a mail takes, which leave nothing: how long an answer takes must not tell whether an e-mail
 * is known. To look the address up later, in a job, would let it rest in a table.
 */
export async function oweNothing(tx: Tx, now: number): Promise<void> {
  const key = `nothing:${uuidv7()}`;
  await hitThrottle(tx, key, 0, now);
  await clearThrottle(tx, key);
}
