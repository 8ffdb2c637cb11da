import { Buffer } from "node:buffer";
import { z } from "zod";
import {
  type Mailer,
  MailError,
  type MailFailure,
  type OutgoingMail,
} from "@/domain/mail/mailer.ts";

export interface HttpMailerOptions {
  /** As in `https://api.resend.com`. */
  url: string;
  key: string;
  from: string;
  fetch?: typeof globalThis.fetch;
  timeoutMs?: number;
}

/**
 * Mail through the API of Resend, or of a provider that speaks the same.
 * The idempotency key makes a retry safe for as long as the provider remembers it: 24 hours at Resend.
 */
export function openHttpMailer(options: HttpMailerOptions): Mailer {
  const { url, key, from, fetch = globalThis.fetch, timeoutMs = 15_000 } = options;
  const closing = new AbortController();

  async function send({ id, to, images = [], ...content }: OutgoingMail): Promise<void> {
    const headers = { "Auto-Submitted": "auto-generated", ...content.headers };
    const attachments = images.map(attachment);
    const refusal = await fetch(`${url.replace(/\/+$/, "")}/emails`, {
      method: "POST",
      headers: {
        "authorization": `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": id,
      },
      body: JSON.stringify({
        ...{ from, to: [to], ...content, headers },
        ...attachments.length > 0 ? { attachments } : {},
      }),
      redirect: "manual",
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    }).then(readRefusal, unreachable);
    if (!refusal) return;
    // A provider, or a runtime that cannot send it, may quote the key.
    const why = refusal.message.replaceAll(key, "[key]");
    throw new MailError(`Cannot send mail ${id}: ${why}`, refusal);
  }

  return { recognisesRepeats: true, send, close: () => closing.abort() };
}

function attachment({ id, png }: NonNullable<OutgoingMail["images"]>[number]) {
  return {
    filename: `${id}.png`,
    content: Buffer.from(png).toString("base64"),
    content_type: "image/png",
    content_id: id,
  };
}

interface Refusal extends MailFailure {
  message: string;
}

function unreachable(error: unknown): Refusal {
  return {
    message: `the provider cannot be reached (${error})`,
    handedOver: false,
    permanent: false,
  };
}

const problemSchema = z.object({ name: z.string().catch(""), message: z.string() });

/** Statuses that speak of our key, address or pace, not of the mail: somebody can put that right. */
const setUpStatuses = new Set([401, 403, 404, 405, 408, 409, 425, 429]);

async function readRefusal(answer: Response): Promise<Refusal | undefined> {
  const { ok, status } = answer;
  if (ok) return void await answer.body?.cancel();
  const json: unknown = await answer.json().catch(() => undefined);
  const problem = problemSchema.safeParse(json).data;
  // Another mail went out under this key, so this cause has had its mail.
  const alreadySent = problem?.name === "invalid_idempotent_request";
  return {
    message: `the provider answered ${status}${problem ? ` (${problem.message})` : ""}`,
    handedOver: alreadySent,
    busyMs: status === 429 ? restMs(answer.headers.get("retry-after")) : undefined,
    permanent: alreadySent || status >= 400 && status < 500 && !setUpStatuses.has(status),
  };
}

/** As the provider says, in seconds; a minute where it says nothing that we can read. */
function restMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? NaN);
  return 1000 * (seconds >= 0 && seconds <= 86_400 ? seconds : 60);
}
