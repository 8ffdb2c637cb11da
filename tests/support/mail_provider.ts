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
  /** What comes with the next request: its mail is taken, but the answer is lost; nothing reaches the provider; or it is busy for 90 s. */
  fault?: "lost_answer" | "unreachable" | "busy";
}

/** The real HTTP mailer before a provider that recognises repeats as Resend does. */
export function openMailProvider(): MailProvider {
  const requests: MailProvider["requests"] = [];
  const delivered: MailProvider["delivered"] = [];

  async function answer(request: Request): Promise<Response> {
    const { fault } = provider;
    provider.fault = undefined;
    if (fault === "unreachable") throw new TypeError("connection refused");
    if (fault === "busy") {
      return new Response("{}", { status: 429, headers: { "retry-after": "90" } });
    }
    const response = await take(request);
    if (fault === "lost_answer") throw new TypeError("connection reset");
    return response;
  }

  async function take(request: Request): Promise<Response> {
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
  const provider: MailProvider = { mailer, requests, delivered };
  return provider;
}
