import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type HttpMailerOptions, openHttpMailer } from "@/adapters/http_mailer.ts";
import { type Mailer, MailError } from "@/domain/mail/mailer.ts";

const KEY = "re_s3cr3t";
const MAIL = {
  id: "weekly-0190",
  to: "ana@example.com",
  subject: "本周 42 公里",
  html: "<p>42 km</p>",
  text: "42 km",
};

interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

/** A provider that gives one answer to everything, and what it was asked. */
async function withProvider(
  answer: () => Response | Promise<Response>,
  run: (mailer: Mailer, asked: Asked[]) => Promise<void>,
  options: Partial<HttpMailerOptions> = {},
): Promise<void> {
  const asked: Asked[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { method, url, headers } = request;
      asked.push({ method, path: new URL(url).pathname, headers, body: await request.json() });
      return answer();
    },
  );
  const mailer = openHttpMailer({
    url: `http://127.0.0.1:${server.addr.port}`,
    key: KEY,
    from: "Runnerly <hello@runnerly.example>",
    ...options,
  });
  try {
    await run(mailer, asked);
  } finally {
    mailer.close();
    await server.shutdown();
  }
}

async function failureOf(sending: Promise<void>): Promise<MailError> {
  const error = await sending.then(() => undefined, (error: unknown) => error);
  ok(error instanceof MailError, `expected a MailError, got ${error}`);
  ok(!Deno.inspect(error).includes(KEY), "the key must stay secret");
  return error;
}

Deno.test("send() posts the mail with key, idempotency key and headers", () =>
  withProvider(() => Response.json({ id: "49a3999c" }), async (mailer, asked) => {
    await mailer.send(MAIL);
    const [{ method, path, headers, body }] = asked;
    deepEqual([method, path], ["POST", "/emails"]);
    equal(headers.get("authorization"), `Bearer ${KEY}`);
    equal(headers.get("idempotency-key"), MAIL.id);
    equal(headers.get("content-type"), "application/json");
    deepEqual(body, {
      from: "Runnerly <hello@runnerly.example>",
      to: [MAIL.to],
      subject: MAIL.subject,
      html: MAIL.html,
      text: MAIL.text,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  }));

Deno.test("send() repeats itself word for word, so that the idempotency key holds", () =>
  withProvider(() => Response.json({ id: "49a3999c" }), async (mailer, asked) => {
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    deepEqual(asked[0].body, asked[1].body);
  }));

const problem = (status: number, name: string, message = "Because") =>
  Response.json({ statusCode: status, name, message }, { status });

const refusals: [answer: () => Response, handedOver: boolean, permanent: boolean][] = [
  [() => problem(400, "validation_error"), false, true],
  [() => problem(422, "missing_required_field"), false, true],
  [() => problem(451, "security_error"), false, true],
  [() => problem(401, "missing_api_key"), false, false],
  [() => problem(403, "invalid_api_key"), false, false],
  [() => problem(409, "concurrent_idempotent_requests"), false, false],
  [() => problem(409, "invalid_idempotent_request"), true, true],
  [() => problem(429, "rate_limit_exceeded"), false, false],
  [() => problem(500, "application_error"), false, false],
  [() => new Response("<h1>Bad gateway</h1>", { status: 502 }), false, false],
  [() => new Response(null, { status: 302, headers: { location: "/login" } }), false, false],
];

for (const [answer, handedOver, permanent] of refusals) {
  const { status } = answer();
  Deno.test(`send() fails with ${JSON.stringify({ handedOver, permanent })} on ${status}`, () =>
    withProvider(answer, async (mailer) => {
      const failure = await failureOf(mailer.send(MAIL));
      deepEqual([failure.handedOver, failure.permanent], [handedOver, permanent]);
      match(failure.message, new RegExp(`^Cannot send mail weekly-0190: .*${status}`));
    }));
}

Deno.test("send() tells what the provider said, but never the key", () =>
  withProvider(
    () => problem(422, "invalid_to_address", `"ana" is no address (key ${KEY})`),
    async (mailer) => {
      const { message } = await failureOf(mailer.send(MAIL));
      match(message, /"ana" is no address \(key \[key\]\)/);
    },
  ));

Deno.test("send() gives up on a provider that does not answer, and may try again", () => {
  const late = Promise.withResolvers<Response>();
  return withProvider(() => late.promise, async (mailer) => {
    const { handedOver, permanent } = await failureOf(mailer.send(MAIL));
    deepEqual([handedOver, permanent], [false, false]);
    late.resolve(new Response());
  }, { timeoutMs: 100 });
});

Deno.test("close() gives up what is under way", () => {
  const late = Promise.withResolvers<Response>();
  return withProvider(() => late.promise, async (mailer) => {
    const sending = failureOf(mailer.send(MAIL));
    mailer.close();
    await sending;
    late.resolve(new Response());
  });
});

Deno.test("send() may try again when the provider cannot be reached", () =>
  withProvider(() => new Response(), async (mailer, asked) => {
    const { handedOver, permanent } = await failureOf(mailer.send(MAIL));
    deepEqual([handedOver, permanent], [false, false]);
    equal(asked.length, 0);
  }, { url: "http://127.0.0.1:1" }));

Deno.test("a key that cannot be a header is not shown", () =>
  withProvider(() => new Response(), async (mailer) => {
    const { message } = await failureOf(mailer.send(MAIL));
    ok(!message.includes("line two"));
  }, { key: "line one\nline two" }));

Deno.test("send() sends headers and pictures as the provider wants them", () =>
  withProvider(() => Response.json({ id: "1" }), async (mailer, asked) => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const headers = { "List-Unsubscribe": "<https://a.example/u>" };
    await mailer.send({ ...MAIL, headers, images: [{ id: "chart", png }] });
    const { id: _, to, ...content } = MAIL;
    deepEqual(asked[0].body, {
      ...{ from: "Runnerly <hello@runnerly.example>", to: [to], ...content },
      headers: { "Auto-Submitted": "auto-generated", ...headers },
      attachments: [{
        ...{ filename: "chart.png", content: png.toBase64() },
        ...{ content_type: "image/png", content_id: "chart" },
      }],
    });
  }));

Deno.test("send() says for how long a provider is busy", async () => {
  const cases = [["7", 7_000], ["soon", 60_000], [undefined, 60_000], ["-1", 60_000]] as const;
  for (const [said, busyMs] of cases) {
    const headers = said === undefined ? undefined : { "retry-after": said };
    await withProvider(() => new Response("{}", { status: 429, headers }), async (mailer) => {
      const error = await failureOf(mailer.send(MAIL));
      equal(error.busyMs, busyMs, String(said));
      equal(error.handedOver, false);
      equal(error.permanent, false);
    });
  }
});
