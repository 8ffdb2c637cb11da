import type { Tx } from "@/db/client.ts";
import { deleteFailedMail, getFailedMail } from "@/db/failed_mails.ts";
import { deleteSettledJob, wakeJob } from "@/db/jobs.ts";
import { type MailKind, moveMail } from "@/db/mails.ts";
import { RefusedError } from "@/domain/errors.ts";
import { mailJobKey, mailJobKind } from "@/domain/mail/owe.ts";

/** A link to an address that is not the account's yet may have been withdrawn since: only its runner can ask again. */
export function mayRetry(kind: MailKind): boolean {
  return kind !== "change_email";
}

/** Owes a mail once more that is not known to have arrived. */
export async function retryMail(tx: Tx, mailId: string, now: number): Promise<void> {
  const mail = await getFailedMail(tx, mailId);
  if (!mail || !mayRetry(mail.kind)) throw new RefusedError("not_found");
  await moveMail(tx, mailId, [mail.state], { state: "waiting", problem: null });
  await wakeJob(tx, {
    kind: mailJobKind(mail.kind),
    payload: { v: 1, mailId },
    userId: mail.userId,
    uniqueKey: mailJobKey(mailId),
    runAt: now,
  }, now);
}

export async function discardMail(tx: Tx, mailId: string): Promise<void> {
  if (!await getFailedMail(tx, mailId)) throw new RefusedError("not_found");
  await deleteFailedMail(tx, mailId);
  await deleteSettledJob(tx, mailJobKey(mailId));
}
