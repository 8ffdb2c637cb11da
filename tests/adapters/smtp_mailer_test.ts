import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { openSmtpMailer } from "@/adapters/smtp_mailer.ts";
import { selfSignedCertificate } from "@/tests/support/certificate.ts";
import { failureOf, newMail, withMailbox, withMailer } from "@/tests/support/mail.ts";

const LOGIN = { user: "runnerly@example.com", pass: "p:ss/w@rd ü" };

Deno.test("send() delivers text and HTML as one multipart mail", () =>
  withMailbox({}, ({ smtpUrl: url, mails }) =>
    withMailer({ url }, async (mailer) => {
      const mail = newMail({ subject: "本周跑了 42 公里，恭喜！" });
      await mailer.send(mail);
      const [received] = mails();
      equal(received.subject, mail.subject);
      equal(received.to, mail.to);
      equal(received.from, "hello@runnerly.example");
      equal(received.text.trim(), mail.text);
      equal(received.html.trim(), mail.html);
      match(received.headers.get("content-type") ?? "", /^multipart\/alternative;/);
      match(received.headers.get("subject") ?? "", /^[\x20-\x7e]+$/);
      equal(received.headers.get("message-id"), "<verify-0190@runnerly.example>");
      equal(received.headers.get("auto-submitted"), "auto-generated");
      equal(received.headers.get("x-mailer"), undefined);
    })));

Deno.test("send() writes to one recipient, whatever the address says", () =>
  withMailbox({}, ({ smtpUrl: url, mails }) =>
    withMailer({ url }, async (mailer) => {
      await mailer.send(newMail({ to: "ana@example.com, eve@example.org" })).catch(() => {});
      await mailer.send(newMail({ to: "ana@example.com\r\nBcc: eve@example.org" })).catch(() => {});
      ok(mails().every(({ to, headers }) => to !== "eve@example.org" && !headers.has("bcc")));
      ok(mails().every(({ to }) => !to.split(", ").includes("eve@example.org")));
    })));

Deno.test("send() serves many mails at once", () =>
  withMailbox({}, ({ smtpUrl: url, mails }) =>
    withMailer({ url }, async (mailer) => {
      const ids = Array.from({ length: 12 }, (_, i) => `weekly-${i}`);
      await Promise.all(ids.map((id) => mailer.send(newMail({ id }))));
      deepEqual(
        mails().map(({ headers }) => headers.get("message-id")).sort(),
        ids.map((id) => `<${id}@runnerly.example>`).sort(),
      );
    })));

Deno.test("send() signs with DKIM", () =>
  withMailbox({}, async ({ smtpUrl: url, mails }) => {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 1024,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const dkim = { keySelector: "m1", privateKey };
    const headers = { "List-Unsubscribe": "<https://runnerly.example/unsubscribe/x>" };
    await withMailer({ url, dkim }, (mailer) =>
      mailer.send(newMail({
        headers: { ...headers, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      })));
    const signature = mails()[0].headers.get("dkim-signature") ?? "";
    match(signature, /d=runnerly\.example;.*s=m1;/s);
    const [, signed = ""] = signature.match(/h=([\w:\s-]+);/) ?? [];
    const names = signed.toLowerCase().replaceAll(/\s/g, "").split(":");
    for (const name of ["from", "subject", "list-unsubscribe", "list-unsubscribe-post"]) {
      ok(names.includes(name), `${name} is signed, with ${names}`);
    }
  }));

Deno.test("send() sends its headers once, and pictures beside the HTML that shows them", () =>
  withMailbox({}, ({ smtpUrl: url, mails }) =>
    withMailer({ url }, async (mailer) => {
      const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
      await mailer.send(newMail({
        html: '<img src="cid:chart" alt="">',
        images: [{ id: "chart", png }],
        headers: { "List-Unsubscribe": "<https://a.example/u>" },
      }));
      const [received] = mails();
      equal(received.headers.get("list-unsubscribe"), "<https://a.example/u>", "and no second one");
      equal(received.images.get("chart"), `data:image/png;base64,${png.toBase64()}`);
      match(received.headers.get("content-type") ?? "", /^multipart\/alternative;/);
      equal(received.text.trim(), newMail().text);
    })));

Deno.test("send() signs in with the user name and password of the URL", () =>
  withMailbox(
    { requireAuth: LOGIN },
    ({ smtpUrl: url, mails }) =>
      withMailer({ url }, async (mailer) => {
        await mailer.send(newMail());
        equal(mails().length, 1);
      }),
  ));

Deno.test("a wrong password may be tried again later, and is not quoted", () =>
  withMailbox({ requireAuth: LOGIN }, ({ smtpUrl }) =>
    withMailer(
      { url: smtpUrl.replace(/\/\/.*@/, "//runnerly:hunter2@") },
      async (mailer) => {
        const { message, handedOver, permanent } = await failureOf(mailer.send(newMail()));
        deepEqual({ handedOver, permanent }, { handedOver: false, permanent: false });
        match(message, /^Cannot send mail verify-0190: .*535/);
        ok(!message.includes("hunter2"));
      },
    )));

Deno.test("a password leaves the machine only encrypted", () =>
  withMailbox(
    { requireAuth: LOGIN, hostname: "0.0.0.0" },
    ({ smtpUrl, mails }) =>
      withMailer({ url: smtpUrl.replace("127.0.0.1", "0.0.0.0") }, async (mailer) => {
        const { handedOver, permanent } = await failureOf(mailer.send(newMail()));
        deepEqual({ handedOver, permanent }, { handedOver: false, permanent: false });
        equal(mails().length, 0);
      }),
  ));

Deno.test("send() uses STARTTLS when offered, and trusts the given authority", async () => {
  const tls = await selfSignedCertificate();
  await withMailbox(
    { tls, requireAuth: LOGIN },
    ({ smtpUrl: url, mails }) =>
      withMailer({ url, ca: tls.cert }, async (mailer) => {
        await mailer.send(newMail());
        equal(mails().length, 1);
      }),
  );
});

Deno.test("send() does not go on with a server whose certificate nobody vouches for", async () => {
  const tls = await selfSignedCertificate();
  await withMailbox({ tls }, ({ smtpUrl: url, mails }) =>
    withMailer({ url }, async (mailer) => {
      const { handedOver, permanent } = await failureOf(mailer.send(newMail()));
      deepEqual({ handedOver, permanent }, { handedOver: false, permanent: false });
      equal(mails().length, 0);
    }));
});

Deno.test("openSmtpMailer() refuses a sender without an address", () => {
  throws(() => openSmtpMailer({ url: "smtp://127.0.0.1", from: "Runnerly" }), /has no address/);
});
