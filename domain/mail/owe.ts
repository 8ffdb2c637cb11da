import type { Tx } from "@/db/client.ts";
import { insertJob } from "@/db/jobs.ts";
import { insertMail, type Mail } from "@/db/mails.ts";

/** A mail and the job that sends it, in the caller's transaction; nothing when its cause was served before. */
export async function oweMail(
  tx: Tx,
  mail: Pick<Mail, "userId" | "kind" | "cause" | "toAddress">,
  now: number,
): Promise<void> {
  const mailId = await insertMail(tx, mail, now);
  if (!mailId) return;
  await insertJob(tx, {
    kind: "mail.send",
    payload: { v: 1, mailId },
    userId: mail.userId,
    uniqueKey: `mail.send:${mailId}`,
    runAt: now,
  }, now);
}
