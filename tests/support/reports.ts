import { ok } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { mailChoices } from "@/db/schema/jobs.ts";
import { oweReports } from "@/domain/reports/due.ts";
import type { ReceivedMail } from "@/tools/mailbox/store.ts";
import type { TestApp } from "./app.ts";
import { userIdOf } from "./history.ts";

/** Lets time pass up to an instant, and what is due by then be sent, as the cron does. */
export async function reportAt(app: TestApp, at: string): Promise<void> {
  app.clock.advance(Date.parse(at) - app.clock.now());
  await oweReports(app.db, app.clock.now());
  await app.drain();
}

/** All reports that somebody was sent, the newest first. */
export function reportsTo(app: TestApp, email: string): ReceivedMail[] {
  return app.mailbox.mails().filter(({ to, headers }) =>
    to === email && headers.has("list-unsubscribe")
  );
}

/** The path of the first link in a mail's text that begins so. */
export function linkIn(mail: ReceivedMail, start: string): string {
  const [, path] = mail.text.match(new RegExp(`https?://[^/]+(${start}\\S+)`)) ?? [];
  ok(path, `${start} in ${mail.text}`);
  return path;
}

export async function choicesOf(app: TestApp, email: string) {
  const userId = await userIdOf(app, email);
  const choices = await app.db.select().from(mailChoices).where(eq(mailChoices.userId, userId))
    .get();
  ok(choices);
  return choices;
}
