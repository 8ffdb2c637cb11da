import type { Mailer } from "@/domain/mail/mailer.ts";

/** At most so many mails begin in a second, in the order in which they were asked for: providers take no more. */
export function paced(mailer: Mailer, perSecond: number): Mailer {
  const gapMs = 1000 / perSecond;
  let free = 0;

  async function send(mail: Parameters<Mailer["send"]>[0]): Promise<void> {
    const now = performance.now();
    const turn = Math.max(now, free);
    free = turn + gapMs;
    if (turn > now) await new Promise((resolve) => setTimeout(resolve, turn - now));
    await mailer.send(mail);
  }

  return { ...mailer, send };
}
