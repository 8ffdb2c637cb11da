import { strictEqual } from "node:assert/strict";
import { openSmtpMailer } from "@/adapters/smtp_mailer.ts";
import { openWebhookSender } from "@/adapters/webhook_sender.ts";
import { openComposer } from "@/components/mails/compose.tsx";
import { jobs, mails } from "@/db/schema/jobs.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";
import { sendMail } from "@/domain/mail/send.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { openWork } from "@/jobs/work.ts";
import { type Fault, startMailbox } from "@/tools/mailbox/mailbox.ts";
import { BASE_URL, type TestApp, withApp } from "./app.ts";
import { pictures } from "./pictures.ts";
import { PASSWORD } from "./runner.ts";
import { openTestWorker } from "./worker.ts";

export const EMAIL = "ana@example.org";
export const FROM = "Runnerly <hello@runnerly.example>";
export const ALL = { budgetMs: 1e12 };

/** One confirmation that is owed, and a worker that sends with the given mailer. */
export async function oweOne(app: TestApp, mailer: Mailer) {
  const answer = await app.visit().post("/sign-up", { email: EMAIL, password: PASSWORD });
  strictEqual(answer.status, 200);
  const { db, clock, deps: { now, strava, sealer } } = app;
  const compose = openComposer({ baseUrl: BASE_URL, png: pictures.png });
  const sender = openWebhookSender({ allowLoopback: false });
  const context = { db, now, mailer, compose, strava, sealer, sender, maxAgeMs: null };
  const worker = openTestWorker(db, openWork(context), { clock });
  const mailId = (await onlyMail(app)).id;
  const sendWith = (changes: { sealer?: Sealer }) =>
    sendMail({ ...context, ...changes, now: now() }, mailId);
  return { worker, send: () => sendWith({}), sendWith, mailId };
}

export async function onlyMail(app: TestApp) {
  const [mail, ...others] = await app.db.select().from(mails);
  strictEqual(others.length, 0);
  return mail;
}

export async function onlyJob(app: TestApp) {
  const [job] = await app.db.select().from(jobs);
  return job;
}

/** What a process leaves behind that died after the server took the mail and before it could write that down. */
export async function dieAfterHandOver(app: TestApp, send: () => Promise<void>): Promise<void> {
  await send();
  strictEqual((await onlyMail(app)).state, "sent");
  await app.db.update(mails).set({ state: "handing_over", sentAt: null });
}

export function tokenIn({ text }: { text: string }): string {
  return text.match(/token=(\S+)/)?.[1] ?? "";
}

export async function withSmtp(
  fault: () => Fault | undefined,
  test: (app: TestApp, mailer: Mailer, mailed: () => number) => Promise<void>,
): Promise<void> {
  const mailbox = await startMailbox({ fault });
  const mailer = openSmtpMailer({ url: mailbox.smtpUrl, from: FROM });
  try {
    await withApp({}, (app) => test(app, mailer, () => mailbox.mails().length));
  } finally {
    mailer.close();
    await mailbox.stop();
  }
}
