import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { paced } from "@/adapters/pace.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";
import { newMail } from "@/tests/support/mail.ts";

function openRecorder() {
  const sent: { id: string; at: number }[] = [];
  const mailer: Mailer = {
    recognisesRepeats: true,
    close: () => {},
    send({ id }) {
      sent.push({ id, at: performance.now() });
      return Promise.resolve();
    },
  };
  return { mailer, sent };
}

Deno.test("paced() lets mails begin in their order, each so long after the one before at least", async () => {
  const { mailer, sent } = openRecorder();
  const { send, recognisesRepeats } = paced(mailer, 50);
  strictEqual(recognisesRepeats, true);
  const ids = Array.from({ length: 6 }, (_, i) => `mail-${i}`);
  await Promise.all(ids.map((id) => send(newMail({ id }))));
  deepStrictEqual(sent.map(({ id }) => id), ids);
  // Timers may fire a millisecond early, never more.
  const gaps = sent.slice(1).map(({ at }, i) => at - sent[i].at);
  ok(sent[5].at - sent[0].at >= 5 * 20 - 2, `${gaps}`);
});

Deno.test("paced() owes nothing for the time in which there were no mails", async () => {
  const { mailer, sent } = openRecorder();
  const { send } = paced(mailer, 20);
  await send(newMail());
  await new Promise((resolve) => setTimeout(resolve, 120));
  await Promise.all([send(newMail()), send(newMail())]);
  ok(sent[2].at - sent[1].at >= 48, "no burst after a rest");
});
