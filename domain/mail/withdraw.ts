import type { Tx } from "@/db/client.ts";
import { deleteMailTokens, type MailTokenKind } from "@/db/mail_tokens.ts";
import { cancelMails } from "@/db/mails.ts";

const WITHDRAWN = "The password or the e-mail was changed";
export const UNWANTED = "Its runner has no use for it any more";
/** Why a mail that was owed is not sent, where nothing went wrong. */
export const HARMLESS = [WITHDRAWN, UNWANTED];

/**
 * Ends every link of these kinds, whether it was sent or its mail still waits: who asked for it may be a thief, and
 * who reads its mail box may be another person by now.
 */
export async function withdrawLinks(
  tx: Tx,
  userId: string,
  kinds: MailTokenKind[],
): Promise<void> {
  await deleteMailTokens(tx, userId, kinds);
  await cancelMails(tx, userId, kinds, WITHDRAWN);
}
