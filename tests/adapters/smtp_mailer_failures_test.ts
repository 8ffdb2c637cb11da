import { deepEqual, equal, rejects } from "node:assert/strict";
import { MailError } from "@/domain/mail/mailer.ts";
import { failureOf, newMail, withMailbox, withMailer } from "@/tests/support/mail.ts";
import type { Fault } from "@/tools/mailbox/mailbox.ts";

const faults: { fault: Fault; handedOver: boolean; permanent: boolean; kept: number }[] = [
  { fault: "rejectRecipient", handedOver: false, permanent: true, kept: 0 },
  { fault: "tempfail", handedOver: false, permanent: false, kept: 0 },
  { fault: "dropBeforeData", handedOver: false, permanent: false, kept: 0 },
  { fault: "rejectMessage", handedOver: false, permanent: true, kept: 0 },
  { fault: "dropAfterData", handedOver: true, permanent: false, kept: 1 },
  { fault: "hangAfterData", handedOver: true, permanent: false, kept: 1 },
];

for (const { fault, kept, ...expected } of faults) {
  Deno.test(`${fault}: ${JSON.stringify(expected)}`, () =>
    withMailbox(
      { fault: () => fault },
      ({ smtpUrl: url, mails }) =>
        withMailer({ url, timeouts: { socket: 300 } }, async (mailer) => {
          const { handedOver, permanent } = await failureOf(mailer.send(newMail()));
          deepEqual({ handedOver, permanent }, expected);
          equal(mails().length, kept);
        }),
    ));
}

Deno.test("an address that is none is refused for good, before anything is sent", () =>
  withMailbox({}, ({ smtpUrl: url }) =>
    withMailer({ url }, async (mailer) => {
      const { handedOver, permanent } = await failureOf(mailer.send(newMail({ to: "" })));
      deepEqual({ handedOver, permanent }, { handedOver: false, permanent: true });
    })));

/** A server that says these lines, one for the connection and one for each it is told, and then nothing. */
async function withScript(
  lines: string[],
  run: (url: string) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      const said = lines.map((line) => new TextEncoder().encode(`${line}\r\n`));
      if (said[0]) await connection.write(said[0]);
      for (let i = 1; await connection.read(new Uint8Array(65_536)); i++) {
        if (said[i]) await connection.write(said[i]);
      }
      connection.close();
    }
  })();
  try {
    await run(`smtp://127.0.0.1:${listener.addr.port}`);
  } finally {
    listener.close();
    await serving;
  }
}

const GREETED = ["220 hi", "250 hi", "250 ok", "250 ok", "354 go on"];
const scripts: [what: string, lines: string[], handedOver: boolean, permanent: boolean][] = [
  ["a server that never greets", [], false, false],
  ["a server that greets with 554", ["554 no service here"], false, false],
  ["a server that is about to close", ["421 closing"], false, false],
  ["silence after RCPT", GREETED.slice(0, 3), false, false],
  ["503 to RCPT", [...GREETED.slice(0, 3), "503 bad sequence"], false, false],
  ["553 to MAIL", [...GREETED.slice(0, 2), "553 who are you"], false, true],
  ["450 to DATA", [...GREETED.slice(0, 4), "450 busy"], false, false],
  ["421 to the body", [...GREETED, "421 closing"], false, false],
  ["452 to the body", [...GREETED, "452 disk full"], false, false],
  ["552 to the body", [...GREETED, "552 too big"], false, true],
  ["nonsense after the body", [...GREETED, "hello?"], true, false],
  ["silence after the body", GREETED, true, false],
];

for (const [what, lines, handedOver, permanent] of scripts) {
  Deno.test(`${what}: ${JSON.stringify({ handedOver, permanent })}`, () =>
    withScript(
      lines,
      (url) =>
        withMailer({ url, timeouts: { greeting: 300, socket: 300 } }, async (mailer) => {
          const failure = await failureOf(mailer.send(newMail()));
          deepEqual(
            { handedOver: failure.handedOver, permanent: failure.permanent },
            { handedOver, permanent },
            failure.message,
          );
        }),
    ));
}

Deno.test("a refused connection may be tried again", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  await withMailer({ url: `smtp://127.0.0.1:${listener.addr.port}` }, async (mailer) => {
    const { handedOver, permanent } = await failureOf(mailer.send(newMail()));
    deepEqual({ handedOver, permanent }, { handedOver: false, permanent: false });
  });
});

Deno.test("close() gives up what is under way", () =>
  withScript(["220 hi"], (url) =>
    withMailer({ url }, async (mailer) => {
      const sending = rejects(mailer.send(newMail()), MailError);
      setTimeout(mailer.close, 50);
      await sending;
    })));
