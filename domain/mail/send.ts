import type { Db, Tx } from "@/db/client.ts";
import { type Mail, moveMail } from "@/db/mails.ts";
import { type MailContent, readContent } from "@/domain/mail/content.ts";
import { beginHandOver, type OwedMail } from "@/domain/mail/hand_over.ts";
import { type Mailer, MailError, type OutgoingMail } from "@/domain/mail/mailer.ts";
import { isNews } from "@/domain/mail/news.ts";
import { UNWANTED } from "@/domain/mail/withdraw.ts";
import { stopMails } from "@/domain/reports/choose.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";

/** A mail in words, without who gets it. */
type ComposedMail = Omit<OutgoingMail, "id" | "to">;

/** Words for what there is to tell. */
export type Composer = (content: MailContent) => Promise<ComposedMail>;

/** The job that sends it. */
interface Step {
  wait(tx: Tx, at: number): Promise<void>;
}

/** A provider that is busy for so long will not be free, and somebody should see it. */
const LONGEST_WAIT_MS = 3 * 86_400_000;

interface SendContext {
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
export async function sendMail(
  context: SendContext,
  mailId: string,
  step?: Step,
): Promise<void> {
  const { db, mailer, compose, now } = context;
  const begun = await db.transaction((tx) => beginHandOver(tx, context, mailId));
  if (!begun) return;
  const { mail, secret } = begun;
  const content = await readContent(context, mail, secret);
  if (!content) {
    const to = { state: "failed", problem: UNWANTED } as const;
    return void await moveMail(db, mailId, ["handing_over"], to);
  }
  try {
    await mailer.send({ id: mail.id, to: mail.toAddress, ...await compose(content) });
  } catch (error) {
    return await settleFailure(context, mail, { error, step });
  }
  // Another worker may have taken this one for dead; who has the server's answer knows.
  const sent = { state: "sent", sentAt: now, problem: null } as const;
  await moveMail(db, mailId, ["handing_over", "uncertain"], sent);
}

export async function giveUpMail(db: Db | Tx, mailId: string, problem: string): Promise<void> {
  await moveMail(db, mailId, ["waiting", "handing_over"], { state: "failed", problem });
}

async function settleFailure(
  { db, mailer, now }: SendContext,
  mail: OwedMail,
  { error, step }: { error: unknown; step?: Step },
): Promise<void> {
  const problem = error instanceof Error ? error.message : String(error);
  const known = error instanceof MailError ? error : undefined;
  if (step && known?.busyMs !== undefined && now - mail.createdAt < LONGEST_WAIT_MS) {
    const { busyMs } = known;
    return await db.transaction(async (tx) => {
      await moveMail(tx, mail.id, ["handing_over"], { state: "waiting", problem });
      await step.wait(tx, now + busyMs);
    });
  }
  const state = stateAfter(error, mailer);
  await db.transaction(async (tx) => {
    await moveMail(tx, mail.id, ["handing_over"], { state, problem });
    // What a provider's webhook says of an address, a mail server says at once.
    const isDead = state === "failed" && known?.addressRefused && isNews(mail.kind);
    if (isDead) await stopMails(tx, mail.toAddress, { by: "bounce", now });
  });
  if (state === "waiting" || state === "handing_over") throw error;
}

/** A mail waits only while no server can have it. One that recognises repeats does not say whether it has it, nor needs to. */
function stateAfter(error: unknown, { recognisesRepeats }: Mailer): Mail["state"] {
  if (error instanceof MailError && error.handedOver) return "uncertain";
  if (error instanceof MailError && error.permanent) return "failed";
  return recognisesRepeats ? "handing_over" : "waiting";
}
