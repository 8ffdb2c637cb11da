import { deepStrictEqual, match, notStrictEqual, strictEqual } from "node:assert/strict";
import { openHttpMailer } from "@/adapters/http_mailer.ts";
import { mailTokens } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { withApp } from "@/tests/support/app.ts";
import { openMailProvider } from "@/tests/support/mail_provider.ts";
import {
  ALL,
  dieAfterHandOver,
  EMAIL,
  FROM,
  onlyJob,
  onlyMail,
  oweOne,
  tokenIn,
  withSmtp,
} from "@/tests/support/owed_mail.ts";
import { PASSWORD } from "@/tests/support/runner.ts";

Deno.test("sendMail() over SMTP never sends again what may have been handed over", () =>
  withSmtp(() => undefined, async (app, mailer, mailed) => {
    const { worker, send } = await oweOne(app, mailer);
    await dieAfterHandOver(app, send);
    await worker.drain(ALL);
    strictEqual(mailed(), 1);
    const { state, problem } = await onlyMail(app);
    strictEqual(state, "uncertain");
    match(problem ?? "", /handed over/);
    strictEqual((await onlyJob(app)).state, "done");
    await send();
    strictEqual(mailed(), 1, "nor ever after");
  }));

Deno.test("sendMail() over SMTP takes a lost answer as handed over", () =>
  withSmtp(() => "dropAfterData", async (app, mailer, mailed) => {
    const { worker } = await oweOne(app, mailer);
    await worker.drain(ALL);
    app.clock.advance(86_400_000);
    await worker.drain(ALL);
    strictEqual((await onlyMail(app)).state, "uncertain");
    strictEqual(mailed(), 1);
  }));

Deno.test("sendMail() repeats the mail to the letter where the provider recognises repeats", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker, send, mailId } = await oweOne(app, provider.mailer);
    await dieAfterHandOver(app, send);
    await worker.drain(ALL);
    strictEqual((await onlyMail(app)).state, "sent");
    strictEqual(provider.requests.length, 2);
    deepStrictEqual(provider.requests[0], provider.requests[1]);
    strictEqual(provider.requests[0].key, mailId);
    strictEqual(provider.delivered.length, 1);
    const [token] = await app.db.select().from(mailTokens);
    strictEqual(token.expiresAt, app.clock.now() + 24 * 3_600_000);
  }));

Deno.test("sendMail() gives up a mail that is refused for good", () =>
  withSmtp(() => "rejectRecipient", async (app, mailer, mailed) => {
    const { worker } = await oweOne(app, mailer);
    await worker.drain(ALL);
    const { state, problem, sentAt } = await onlyMail(app);
    strictEqual(state, "failed");
    match(problem ?? "", /No such mailbox/);
    strictEqual(sentAt, null);
    strictEqual((await onlyJob(app)).state, "done");
    strictEqual(mailed(), 0);
  }));

Deno.test("sendMail() tries again while the server is busy, then once is enough", () => {
  let busy = 2;
  return withSmtp(() => busy-- > 0 ? "tempfail" : undefined, async (app, mailer, mailed) => {
    const { worker } = await oweOne(app, mailer);
    for (const wait of [0, 2_500]) {
      app.clock.advance(wait);
      await worker.drain(ALL);
      strictEqual((await onlyMail(app)).state, "waiting");
      strictEqual((await onlyJob(app)).state, "ready");
      strictEqual(mailed(), 0);
    }
    app.clock.advance(7_500);
    await worker.drain(ALL);
    const { state, sentAt } = await onlyMail(app);
    deepStrictEqual([state, sentAt], ["sent", app.clock.now()]);
    app.clock.advance(86_400_000);
    await worker.drain(ALL);
    strictEqual(mailed(), 1);
  });
});

Deno.test("A mail whose job is buried has failed, for a person to see", () =>
  withSmtp(() => "tempfail", async (app, mailer) => {
    const { worker } = await oweOne(app, mailer);
    for (let hour = 0; hour < 9; hour++) {
      await worker.drain(ALL);
      app.clock.advance(3_600_000);
    }
    const job = await onlyJob(app);
    strictEqual(job.state, "buried");
    const { state, problem } = await onlyMail(app);
    strictEqual(state, "failed");
    match(problem ?? "", /Try again later/);
  }));

Deno.test("One cause is one mail, however often its job runs or the form is sent", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker, send } = await oweOne(app, provider.mailer);
    await worker.drain(ALL);
    await app.db.update(jobs).set({ state: "ready" });
    await worker.drain(ALL);
    await send();
    strictEqual(provider.requests.length, 1);

    const token = tokenIn(provider.delivered[0]);
    await app.visit().post("/confirm-email", { token, password: PASSWORD });
    for (let i = 0; i < 3; i++) {
      await app.visit().post("/sign-up", { email: EMAIL, password: PASSWORD });
    }
    await worker.drain(ALL);
    const reminders = provider.delivered.filter(({ subject }) => /already/.test(subject));
    strictEqual(reminders.length, 1, "an hour's reminders are one");
    const [first, second] = provider.requests;
    notStrictEqual(first.key, second.key);
  }));

Deno.test("sendMail() does not count a mail as sent when the provider cannot be reached", () =>
  withApp({}, async (app) => {
    const mailer = openHttpMailer({ url: "http://127.0.0.1:9", key: "k", from: FROM });
    const { worker } = await oweOne(app, mailer);
    await worker.drain(ALL);
    const { state, problem } = await onlyMail(app);
    strictEqual(
      state,
      "handing_over",
      "to be repeated: whether a lost answer was a yes is not known",
    );
    match(problem ?? "", /cannot be reached/);
    strictEqual((await onlyJob(app)).state, "ready");
    mailer.close();
  }));

Deno.test("sendMail() waits for as long as the provider is busy, and spends no attempt", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker } = await oweOne(app, provider.mailer);
    for (let time = 1; time <= 20; time++) {
      provider.fault = "busy";
      await worker.drain(ALL);
      strictEqual((await onlyMail(app)).state, "waiting");
      const { state, attempts, runAt } = await onlyJob(app);
      deepStrictEqual([state, attempts, runAt], ["ready", 0, app.clock.now() + 90_000]);
      app.clock.advance(90_000);
    }
    await worker.drain(ALL);
    strictEqual((await onlyMail(app)).state, "sent");
    strictEqual(provider.delivered.length, 1);
  }));

Deno.test("sendMail() spends attempts on a provider that is busy for days, so that somebody sees it", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker } = await oweOne(app, provider.mailer);
    app.clock.advance(3 * 86_400_000);
    for (let time = 0; time < 12; time++) {
      provider.fault = "busy";
      await worker.drain(ALL);
      app.clock.advance(2 * 3_600_000);
    }
    strictEqual((await onlyJob(app)).state, "buried");
    strictEqual((await onlyMail(app)).state, "failed");
  }));
