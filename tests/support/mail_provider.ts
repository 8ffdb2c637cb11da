import { z } from "zod";
import { openHttpMailer } from "@/adapters/http_mailer.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";

const mailSchema = z.object({
  to: z.tuple([z.string()]),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

export interface MailProvider {
  mailer: Mailer;
  /** Every request, with its idempotency key. */
  requests: { key: string; body: string }[];
  /** What reached a mail box: one mail for each key. */
  delivered: z.output<typeof mailSchema>[];
}

/** The real HTTP mailer before a provider that recognises repeats as Resend does. */
export function openMailProvider(): MailProvider {
  const requests: MailProvider["requests"] = [];
  const delivered: MailProvider["delivered"] = [];

  async function answer(request: Request): Promise<Response> {
    const key = request.headers.get("idempotency-key") ?? "";
    const body = await request.text();
    const known = requests.find((earlier) => earlier.key === key);
    requests.push({ key, body });
    if (!known) delivered.push(mailSchema.parse(JSON.parse(body)));
    else if (known.body !== body) {
      const problem = { name: "invalid_idempotent_request", message: "Another mail had this key" };
      return Response.json(problem, { status: 409 });
    }
    return Response.json({ id: key });
  }

  const mailer = openHttpMailer({
    url: "https://mail.example",
    key: "re_test",
    from: "Runnerly <hello@runnerly.example>",
    fetch: (url, init) => answer(new Request(url, init)),
  });
  return { mailer, requests, delivered };
}
