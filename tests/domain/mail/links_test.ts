import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mailTokens } from "@/db/schema/accounts.ts";
import { jobs, mails } from "@/db/schema/jobs.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { openMailProvider } from "@/tests/support/mail_provider.ts";
import { ALL, dieAfterHandOver, onlyMail, oweOne, tokenIn } from "@/tests/support/owed_mail.ts";
import { PASSWORD } from "@/tests/support/runner.ts";

const OLD_KEY = { id: "test", key: new Uint8Array(32).fill(7) };
const NEW_KEY = { id: "next", key: new Uint8Array(32).fill(8) };

async function confirm(app: TestApp, token: string): Promise<number> {
  return (await app.visit().post("/confirm-email", { token, password: PASSWORD })).status;
}

Deno.test("sendMail() does not revive a link that was used before the mail was repeated", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker, send } = await oweOne(app, provider.mailer);
    await dieAfterHandOver(app, send);
    const token = tokenIn(provider.delivered[0]);
    strictEqual(await confirm(app, token), 303);
    await worker.drain(ALL);
    strictEqual((await onlyMail(app)).state, "uncertain");
    strictEqual(provider.requests.length, 1, "a dead link is not sent");
    strictEqual(await confirm(app, token), 400);
  }));

Deno.test("sendMail() does not revive a link that was used after the answer was lost", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker } = await oweOne(app, provider.mailer);
    provider.fault = "lost_answer";
    await worker.drain(ALL);
    const token = tokenIn(provider.delivered[0]);
    strictEqual(await confirm(app, token), 303);
    app.clock.advance(3_600_000);
    await worker.drain(ALL);
    strictEqual(await confirm(app, token), 400);
    deepStrictEqual(await app.db.select().from(mailTokens), []);
  }));

Deno.test("sendMail() repeats a mail whose answer was lost, and its link lives no longer for it", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker } = await oweOne(app, provider.mailer);
    provider.fault = "lost_answer";
    await worker.drain(ALL);
    const before = await app.db.select().from(mailTokens);
    app.clock.advance(3_600_000);
    await worker.drain(ALL);
    strictEqual((await onlyMail(app)).state, "sent");
    deepStrictEqual(provider.requests[0], provider.requests[1]);
    strictEqual(provider.delivered.length, 1);
    deepStrictEqual(await app.db.select().from(mailTokens), before);
    strictEqual(await confirm(app, tokenIn(provider.delivered[0])), 303);
  }));

Deno.test("sendMail() sends a link that is whole when the provider was not reached at first", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker } = await oweOne(app, provider.mailer);
    provider.fault = "unreachable";
    await worker.drain(ALL);
    app.clock.advance(3_600_000);
    await worker.drain(ALL);
    strictEqual((await onlyMail(app)).state, "sent");
    strictEqual(await confirm(app, tokenIn(provider.delivered[0])), 303);
  }));

Deno.test("sendMail() repeats to the letter after the key was replaced", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { send, sendWith } = await oweOne(app, provider.mailer);
    await dieAfterHandOver(app, send);
    await sendWith({ sealer: openSealer([NEW_KEY, OLD_KEY]) });
    strictEqual((await onlyMail(app)).state, "sent");
    deepStrictEqual(provider.requests[0], provider.requests[1]);
    strictEqual(await confirm(app, tokenIn(provider.delivered[0])), 303);
  }));

Deno.test("sendMail() does not repeat a mail whose link no key of ours derives any more", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { send, sendWith } = await oweOne(app, provider.mailer);
    await dieAfterHandOver(app, send);
    await sendWith({ sealer: openSealer([NEW_KEY]) });
    const { state, problem } = await onlyMail(app);
    strictEqual(state, "uncertain");
    match(problem ?? "", /link/);
    strictEqual(provider.requests.length, 1);
    strictEqual(
      await confirm(app, tokenIn(provider.delivered[0])),
      303,
      "what was sent still works",
    );
  }));

Deno.test("sendMail() derives a first link from the newest key", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { sendWith, mailId } = await oweOne(app, provider.mailer);
    const sealer = openSealer([NEW_KEY, OLD_KEY]);
    await sendWith({ sealer });
    strictEqual(tokenIn(provider.delivered[0]), sealer.derive(`mail-link:${mailId}`)[0]);
  }));

Deno.test("No table holds the secret of a link, not even of a mail that waits", () =>
  withApp({}, async (app) => {
    const provider = openMailProvider();
    const { worker } = await oweOne(app, provider.mailer);
    await worker.drain(ALL);
    const token = tokenIn(provider.delivered[0]);
    const rows = JSON.stringify([
      await app.db.select().from(mails),
      await app.db.select().from(jobs),
      await app.db.select().from(mailTokens),
    ]);
    ok(token && !rows.includes(token));
  }));
