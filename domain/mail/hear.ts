import { z } from "zod";
import type { Db } from "@/db/client.ts";
import { stopMails } from "@/domain/reports/choose.ts";
import { isSigned, type Signed } from "@/domain/webhooks/signature.ts";

const event = z.object({
  type: z.string(),
  data: z.object({
    to: z.array(z.string()).catch([]),
    bounce: z.object({ type: z.string() }).optional().catch(undefined),
  }),
});

/**
 * What a mail provider tells of mails that it took, as Resend says it: an address that takes none, and a reader who
 * reported one. False for what it has not signed. A mailbox that is full today is no reason to stop.
 */
export async function hearOfMail(
  db: Db,
  { secret, now, ...message }: Signed & { secret: string; now: number },
): Promise<boolean> {
  if (!isSigned(secret, { ...message, now })) return false;
  const { success, data: heard } = event.safeParse(readJson(message.body));
  if (!success) return true;
  const { type, data: { to, bounce } } = heard;
  const by = type === "email.complained"
    ? "complaint" as const
    : type === "email.bounced" && bounce?.type === "Permanent"
    ? "bounce" as const
    : undefined;
  if (!by) return true;
  await db.transaction(async (tx) => {
    for (const address of to.slice(0, 100)) await stopMails(tx, address, { by, now });
  });
  return true;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is signed and no JSON is no event that we know.
    return undefined;
  }
}
