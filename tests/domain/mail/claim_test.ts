import { deepStrictEqual, notStrictEqual, strictEqual } from "node:assert/strict";
import { mailTokens, users } from "@/db/schema/accounts.ts";
import { mails } from "@/db/schema/jobs.ts";
import { withApp } from "@/tests/support/app.ts";
import { openMailProvider } from "@/tests/support/mail_provider.ts";
import { onlyMail, oweOne, withSmtp } from "@/tests/support/owed_mail.ts";

Deno.test("sendMail() over SMTP sends once when one mail is sent twice at the same time", () =>
  withSmtp(() => undefined, async (app, mailer, mailed) => {
    const { send } = await oweOne(app, mailer);
    await Promise.all([send(), send(), send()]);
    strictEqual(mailed(), 1);
    const { state, sentAt } = await onlyMail(app);
    deepStrictEqual([state, sentAt], ["sent", app.clock.now()]);
  }));

Deno.test("sendMail() does not send a mail that is cancelled while it waits for its turn", () =>
  withSmtp(() => undefined, async (app, mailer, mailed) => {
    const { send } = await oweOne(app, mailer);
    const cancelling = app.db.transaction(async (tx) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.update(mails).set({ state: "failed" });
    });
    await Promise.all([cancelling, send()]);
    strictEqual(mailed(), 0);
    strictEqual((await onlyMail(app)).state, "failed");
  }));

for (const kind of ["confirm", "reset"] as const) {
  Deno.test(`sendMail() refuses a ${kind} mail to an address that is no longer the runner's`, () =>
    withApp({}, async (app) => {
      const provider = openMailProvider();
      const { send } = await oweOne(app, provider.mailer);
      await app.db.update(mails).set({ kind });
      await app.db.update(users).set({ email: "moved@example.org" });
      await send();
      const { state, problem } = await onlyMail(app);
      strictEqual(state, "failed");
      notStrictEqual(problem, null);
      strictEqual(provider.requests.length, 0);
      deepStrictEqual(await app.db.select().from(mailTokens), []);
    }));
}
