import { ok } from "node:assert/strict";
import { openSmtpMailer, type SmtpMailerOptions } from "@/adapters/smtp_mailer.ts";
import { type Mailer, MailError, type OutgoingMail } from "@/domain/mail/mailer.ts";
import { type Mailbox, type MailboxOptions, startMailbox } from "@/tools/mailbox/mailbox.ts";

const FROM = "Runnerly <hello@runnerly.example>";

export function newMail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    id: "verify-0190",
    to: "ana@example.com",
    subject: "Confirm your address",
    html: "<p>Open <a href='https://runnerly.example/v?t=1'>this link</a></p>",
    text: "Open https://runnerly.example/v?t=1\n.\nThe end",
    ...changes,
  };
}

export async function withMailbox(
  options: MailboxOptions,
  run: (mailbox: Mailbox) => Promise<void>,
): Promise<void> {
  const mailbox = await startMailbox(options);
  try {
    await run(mailbox);
  } finally {
    await mailbox.stop();
  }
}

export async function withMailer(
  options: Omit<SmtpMailerOptions, "from">,
  run: (mailer: Mailer) => Promise<void>,
): Promise<void> {
  const mailer = openSmtpMailer({ from: FROM, ...options });
  try {
    await run(mailer);
  } finally {
    mailer.close();
  }
}

export async function failureOf(sending: Promise<void>): Promise<MailError> {
  const error = await sending.then(() => undefined, (error: unknown) => error);
  ok(error instanceof MailError, `expected a MailError, got ${error}`);
  return error;
}
