import type { Tx } from "@/db/client.ts";
import { getMailToken, type MailTokenKind, replaceMailToken } from "@/db/mail_tokens.ts";
import { getMail, type MailKind, moveMail } from "@/db/mails.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { isNews } from "@/domain/mail/news.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";

const HOUR = 3_600_000;
/** How long each link lives, and whose address it proves. */
const LINKS: Record<MailTokenKind, { livesMs: number; proves: "account" | "new" }> = {
  confirm: { livesMs: 24 * HOUR, proves: "account" },
  reset: { livesMs: HOUR, proves: "account" },
  change_email: { livesMs: 24 * HOUR, proves: "new" },
};

export type OwedMail = NonNullable<Awaited<ReturnType<typeof getMail>>>;

interface HandOverContext {
  mailer: Mailer;
  sealer: Sealer;
  now: number;
}

/** A mail to send now, and what its link proves, where it has one. */
interface HandOver {
  mail: OwedMail;
  secret?: string;
}

/** Claims a mail and opens its link, all in the caller's transaction; nothing when the mail is not to be sent. */
export async function beginHandOver(
  tx: Tx,
  context: HandOverContext,
  mailId: string,
): Promise<HandOver | undefined> {
  const mail = await getMail(tx, mailId);
  if (mail?.state === "waiting") return await handOver(tx, context, mail);
  if (mail?.state === "handing_over") return await handOverAgain(tx, context, mail);
}

async function handOver(
  tx: Tx,
  { sealer, now }: HandOverContext,
  mail: OwedMail,
): Promise<HandOver | undefined> {
  const { id, userId, kind, toAddress } = mail;
  if (!hasLink(kind)) return await claim(tx, id) ? { mail: addressed(mail) } : undefined;
  const { livesMs, proves } = LINKS[kind];
  if (proves === "account" && toAddress !== mail.email) {
    // Whoever reads the old mail box now may be somebody else.
    const problem = "The runner has another e-mail by now";
    await moveMail(tx, id, ["waiting"], { state: "failed", problem });
    return undefined;
  }
  if (!await claim(tx, id)) return undefined;
  const [secret] = sealer.derive(linkName(id));
  await replaceMailToken(tx, {
    tokenHash: hashSecret(secret),
    userId,
    kind,
    newEmail: proves === "new" ? toAddress : null,
    createdAt: now,
    expiresAt: now + livesMs,
  });
  return { mail, secret };
}

/** What a server may have already is repeated only word for word, where that is known as a repeat, and only while its link is open. */
async function handOverAgain(
  tx: Tx,
  { mailer, sealer, now }: HandOverContext,
  mail: OwedMail,
): Promise<HandOver | undefined> {
  const giveUp = async (problem: string) =>
    void await moveMail(tx, mail.id, ["handing_over"], { state: "uncertain", problem });
  if (!mailer.recognisesRepeats) {
    return await giveUp("The process ended while the mail was handed over");
  }
  if (!hasLink(mail.kind)) return { mail: addressed(mail) };
  for (const secret of sealer.derive(linkName(mail.id))) {
    if (await getMailToken(tx, mail.kind, hashSecret(secret), now)) return { mail, secret };
  }
  return await giveUp("Its link was used, replaced or withdrawn, or has expired, or lost its key");
}

/** What tells of running follows its runner to another address; what tells of an address stays with that. */
function addressed(mail: OwedMail): OwedMail {
  return isNews(mail.kind) ? { ...mail, toAddress: mail.email } : mail;
}

async function claim(tx: Tx, mailId: string): Promise<boolean> {
  return await moveMail(tx, mailId, ["waiting"], { state: "handing_over" });
}

function linkName(mailId: string): string {
  return `mail-link:${mailId}`;
}

function hasLink(kind: MailKind): kind is MailTokenKind {
  return kind in LINKS;
}
