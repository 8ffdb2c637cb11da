import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { openSmtpMailer } from "@/adapters/smtp_mailer.ts";
import type { OutgoingMail } from "@/domain/mail/mailer.ts";
import { type Mailbox, type MailboxOptions, startMailbox } from "@/tools/mailbox/mailbox.ts";

async function withMailbox(
  run: (mailbox: Mailbox) => Promise<void>,
  options?: MailboxOptions,
): Promise<void> {
  const mailbox = await startMailbox(options);
  try {
    await run(mailbox);
  } finally {
    await mailbox.stop();
  }
}

async function send({ smtpUrl }: Mailbox, changes: Partial<OutgoingMail> = {}): Promise<void> {
  const mailer = openSmtpMailer({ url: smtpUrl, from: "Runnerly <hello@runnerly.example>" });
  const mail = {
    id: "m-1",
    to: "ana@example.com",
    subject: "Hello",
    html: "<p>Hi</p>",
    text: "Hi",
  };
  try {
    await mailer.send({ ...mail, ...changes });
  } finally {
    mailer.close();
  }
}

async function read(url: string, init?: RequestInit) {
  const response = await fetch(url, init);
  const { status, headers } = response;
  return { status, body: await response.text(), csp: headers.get("content-security-policy") ?? "" };
}

Deno.test("mails() lists the newest first, clear() empties it", () =>
  withMailbox(async (mailbox) => {
    await send(mailbox, { subject: "First" });
    await send(mailbox, { subject: "Second" });
    deepEqual(mailbox.mails().map(({ id, subject }) => [id, subject]), [[2, "Second"], [
      1,
      "First",
    ]]);
    await mailbox.clear();
    deepEqual(mailbox.mails(), []);
  }));

Deno.test("waitFor() finds a mail that is there, one that comes, and gives up in time", () =>
  withMailbox(async (mailbox) => {
    const coming = mailbox.waitFor(({ to }) => to === "ben@example.com");
    await send(mailbox, { to: "ana@example.com" });
    await send(mailbox, { to: "ben@example.com" });
    equal((await coming).to, "ben@example.com");
    equal((await mailbox.waitFor(({ to }) => to === "ana@example.com")).id, 1);
    await rejects(mailbox.waitFor(({ to }) => to === "eve@example.com", 20), /within 20 ms/);
  }));

Deno.test("a mailbox with a folder has its mails after a restart", async () => {
  const folder = await Deno.makeTempDir();
  const options = { folder: `${folder}/mails` };
  try {
    await withMailbox((mailbox) => send(mailbox, { subject: "记住我" }), options);
    await withMailbox(async (mailbox) => {
      const [mail] = mailbox.mails();
      deepEqual([mail.id, mail.subject, mail.text.trim()], [1, "记住我", "Hi"]);
      ok(Math.abs(Date.now() - mail.receivedAt.getTime()) < 60_000);
      await send(mailbox);
      deepEqual(mailbox.mails().map(({ id }) => id), [2, 1]);
      await mailbox.clear();
    }, options);
    await withMailbox((mailbox) => Promise.resolve(deepEqual(mailbox.mails(), [])), options);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("GET / lists the mails, reloads itself and says that nothing was really sent", () =>
  withMailbox(async (mailbox) => {
    match((await read(mailbox.url)).body, /No mail yet/);
    await send(mailbox, { subject: "5 km < 10 km" });
    const { status, body, csp } = await read(mailbox.url);
    equal(status, 200);
    match(body, /<meta http-equiv="refresh" content="3"\s*\/?>/);
    match(body, /no real mail was sent/);
    match(body, /href="\/mails\/1".*5 km &lt; 10 km/s);
    match(csp, /default-src 'none'/);
    ok(!body.includes("<script") && !body.includes("style="));
  }));

Deno.test("GET /mails/1 shows the mail in a frame without scripts, and does not reload", () =>
  withMailbox(async (mailbox) => {
    const html =
      '<!doctype html><html><head><title>x</title></head><a href="https://a.example/$&">A</a>';
    await send(mailbox, { html });
    const { body } = await read(`${mailbox.url}/mails/1`);
    match(body, /<iframe[^>]* src="\/mails\/1\/frame"[^>]* sandbox="allow-popups [^"]*"/);
    ok(!/sandbox="[^"]*allow-(scripts|same-origin)/.test(body));
    ok(!body.includes("http-equiv"));

    const frame = await read(`${mailbox.url}/mails/1/frame`);
    match(frame.body, /^<!doctype html><base target="_blank"><html>/);
    match(frame.body, /href="https:\/\/a\.example\/\$&"/);
    match(frame.csp, /default-src 'none'.*sandbox allow-popups/);
    ok(!/script-src|allow-scripts|allow-same-origin/.test(frame.csp));
  }));

Deno.test("GET /mails/1 shows text with links, and headers", () =>
  withMailbox(async (mailbox) => {
    await send(mailbox, { text: "Go to https://runnerly.example/v?a=1&b=<2>, please." });
    const text = await read(`${mailbox.url}/mails/1?view=text`);
    match(text.body, /<a +href="https:\/\/runnerly\.example\/v\?a=1&amp;b="[^>]*>[^<]*<\/a>&lt;2>/);
    const headers = await read(`${mailbox.url}/mails/1?view=headers`);
    match(headers.body, /<dt>message-id<\/dt><dd>&lt;m-1@runnerly\.example>/);
  }));

Deno.test("a mail without HTML opens as text", () =>
  withMailbox(async (mailbox) => {
    await send(mailbox, { html: "", text: "Only words" });
    const { body } = await read(`${mailbox.url}/mails/1`);
    match(body, /<pre class="sheet">Only words/);
    ok(!body.includes("<iframe"));
  }));

Deno.test("the style sheet is there; other paths and methods are not", () =>
  withMailbox(async ({ url }) => {
    equal((await read(`${url}/mailbox.css`)).status, 200);
    for (
      const path of ["/mails/1", "/mails/1/frame", "/mails/x", "/mails/../main.ts", "/nothing"]
    ) {
      equal((await read(url + path)).status, 404, path);
    }
    equal((await read(url, { method: "POST" })).status, 405);
  }));

Deno.test("a fault can follow the recipient, so that a retry is seen to work", () => {
  let failures = 1;
  return withMailbox(async (mailbox) => {
    await rejects(send(mailbox), { handedOver: false, permanent: false });
    await send(mailbox);
    equal(mailbox.mails().length, 1);
  }, { fault: () => failures-- > 0 ? "tempfail" : undefined });
});

Deno.test("a mail that is too large is refused and not kept", () =>
  withMailbox(async (mailbox) => {
    await rejects(send(mailbox, { text: "km ".repeat(4 * 1024 * 1024) }), { permanent: true });
    equal(mailbox.mails().length, 0);
  }));
