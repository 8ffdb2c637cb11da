import { ok, strictEqual } from "node:assert/strict";
import { oweReports } from "@/domain/reports/due.ts";
import { signatureHeaders } from "@/domain/webhooks/signature.ts";
import { en } from "@/locales/en/mod.ts";
import { MAIL_WEBHOOK_SECRET, type TestApp, withApp } from "@/tests/support/app.ts";
import { choicesOf, reportAt, reportsTo } from "@/tests/support/reports.ts";
import { newRunner } from "@/tests/support/runner.ts";

const MONDAY = "2026-05-11T06:00:00Z";

function eventOf(type: string, to: string, bounce?: string): string {
  return JSON.stringify({
    type,
    created_at: "2026-05-04T08:00:00Z",
    data: { email_id: "1", to: [to], ...bounce ? { bounce: { type: bounce, message: "No" } } : {} },
  });
}

/** Posts it as the provider does (Svix's names for the headers of Standard Webhooks). */
async function tell(
  app: TestApp,
  body: string,
  { secret = MAIL_WEBHOOK_SECRET, agoMs = 0, sent = body } = {},
): Promise<number> {
  const signed = signatureHeaders(secret, { id: "msg_1", body, now: app.clock.now() - agoMs });
  const headers = Object.fromEntries(
    Object.entries(signed).map(([name, value]) => [name.replace("webhook-", "svix-"), value]),
  );
  return (await app.visit().send("/webhooks/mail", { method: "POST", body: sent, headers })).status;
}

for (
  const [type, bounce, by] of [
    ["email.bounced", "Permanent", "bounce"],
    ["email.complained", undefined, "complaint"],
  ] as const
) {
  Deno.test(`${type} stops a runner's reports, and the app says so until they go on`, () =>
    withApp({}, async (app) => {
      const { visitor, email } = await newRunner(app);
      strictEqual(await tell(app, eventOf(type, email.toUpperCase(), bounce)), 200);
      strictEqual((await choicesOf(app, email)).stoppedBy, by);
      for (const page of ["/", "/account/mails"]) {
        ok((await visitor.get(page)).text.includes(en.letters.stopped[by].title), page);
      }
      await visitor.post("/account/mails", { cadence: "weekly", weekday: "1", hour: "6" });
      await reportAt(app, MONDAY);
      strictEqual(reportsTo(app, email).length, 0, "other wishes alone change nothing");
      await visitor.post("/account/mails/resume");
      await reportAt(app, "2026-05-18T06:00:00Z");
      strictEqual(reportsTo(app, email).length, 1);
      ok(!(await visitor.get("/")).text.includes(en.letters.stopped[by].title));
    }));
}

Deno.test("A full mailbox, what was delivered, and addresses of nobody stop nothing", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    for (
      const body of [
        eventOf("email.bounced", email, "Transient"),
        eventOf("email.bounced", email),
        eventOf("email.delivered", email),
        eventOf("email.complained", "nobody@example.org"),
        '{"type":"email.complained"}',
        "no json",
      ]
    ) strictEqual(await tell(app, body), 200, body);
    strictEqual((await choicesOf(app, email)).stoppedBy, null);
  }));

Deno.test("What the provider did not sign, or signed long ago, is not found and changes nothing", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const body = eventOf("email.complained", email);
    strictEqual(await tell(app, body, { secret: `whsec_${btoa("somebody else's secret")}` }), 404);
    strictEqual(await tell(app, body, { agoMs: 301_000 }), 404);
    strictEqual(await tell(app, body, { agoMs: -301_000 }), 404);
    strictEqual(await tell(app, eventOf("email.sent", email), { sent: body }), 404);
    strictEqual((await app.visit().send("/webhooks/mail", { method: "POST", body })).status, 404);
    strictEqual((await choicesOf(app, email)).stoppedBy, null);
  }));

Deno.test("A report that waits is not sent to who has had enough meanwhile", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    app.clock.advance(Date.parse(MONDAY) - app.clock.now());
    await oweReports(app.db, app.clock.now());
    await visitor.post("/account/mails", { cadence: "none", weekday: "1", hour: "6" });
    await app.drain();
    strictEqual(reportsTo(app, email).length, 0);
  }));
