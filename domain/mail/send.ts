import type { Db, Tx } from "@/db/client.ts";
import { replaceMailToken } from "@/db/mail_tokens.ts";
import { getMail, type Mail, type MailKind, moveMail } from "@/db/mails.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { type Mailer, MailError } from "@/domain/mail/mailer.ts";

const HOUR = 3_600_000;
const LINKS = {
  confirm: { livesMs: 24 * HOUR },
  reset: { livesMs: HOUR },
  change_email: { livesMs: 24 * HOUR },
};

export interface ComposedMail {
  subject: string;
  html: string;
  text: string;
}

export type OwedMail = NonNullable<Awaited<ReturnType<typeof getMail>>>;

/** Words for a mail; `secret` is what its link proves, where it has one. */
export type Composer = (mail: OwedMail, secret?: string) => ComposedMail;

export interface SendContext {
  db: Db;
  mailer: Mailer;
  compose: Composer;
  sealer: Sealer;
  now: number;
}

/**
 * Sends a mail that is owed, never twice: what was being handed over when a process died stays `uncertain`,
 * unless the provider recognises a repeated mail. The link's secret is derived from the mail's id, so it rests nowhere
 * and a repetition is the same to the letter.
 */
export async function sendMail(context: SendContext, mailId: string): Promise<void> {
  const { db, mailer, compose, now } = context;
  const mail = await getMail(db, mailId);
  if (!mail || !["waiting", "handing_over"].includes(mail.state)) return;
  if (mail.state === "handing_over" && !mailer.recognisesRepeats) {
    await moveMail(db, mailId, ["handing_over"], {
      state: "uncertain",
      problem: "The process ended while the mail was handed over",
    });
    return;
  }
  const secret = await beginHandOver(context, mail);
  try {
    await mailer.send({ id: mail.id, to: mail.toAddress, ...compose(mail, secret) });
  } catch (error) {
    await settleFailure(db, mailId, error);
    return;
  }
  await moveMail(db, mailId, ["handing_over"], { state: "sent", sentAt: now });
}

export async function giveUpMail(db: Db | Tx, mailId: string, problem: string): Promise<void> {
  await moveMail(db, mailId, ["waiting", "handing_over"], { state: "failed", problem });
}

async function beginHandOver(
  { db, sealer, now }: SendContext,
  mail: OwedMail,
): Promise<string | undefined> {
  return await db.transaction(async (tx) => {
    const first = await moveMail(tx, mail.id, ["waiting"], { state: "handing_over" });
    if (!hasLink(mail.kind)) return undefined;
    const secret = sealer.derive(`mail-link:${mail.id}`);
    // A repetition must not revive a link that was used or replaced since the mail was first handed over.
    if (!first) return secret;
    await replaceMailToken(tx, {
      tokenHash: hashSecret(secret),
      userId: mail.userId,
      kind: mail.kind,
      newEmail: mail.kind === "change_email" ? mail.toAddress : null,
      createdAt: now,
      expiresAt: now + LINKS[mail.kind].livesMs,
    });
    return secret;
  });
}

async function settleFailure(db: Db, mailId: string, error: unknown): Promise<void> {
  const problem = error instanceof Error ? error.message : String(error);
  const final: Mail["state"] | undefined = !(error instanceof MailError)
    ? undefined
    : error.handedOver
    ? "uncertain"
    : error.permanent
    ? "failed"
    : undefined;
  await moveMail(db, mailId, ["handing_over"], { state: final ?? "waiting", problem });
  if (!final) throw error;
}

function hasLink(kind: MailKind): kind is keyof typeof LINKS {
  return kind in LINKS;
}
