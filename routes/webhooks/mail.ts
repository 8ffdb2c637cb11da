import { Hono } from "hono";
import { RefusedError } from "@/domain/errors.ts";
import { hearOfMail } from "@/domain/mail/hear.ts";
import type { AppEnv } from "@/http/env.ts";

/** Where the mail provider says what became of mails; without its secret, and a signature by it, nothing is here. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now, mailWebhookSecret: secret } } = c.var;
  const header = (name: string) => c.req.header(`svix-${name}`) ?? "";
  const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(header);
  const message = { id, timestamp, signature, body: await c.req.text() };
  if (!secret || !await hearOfMail(db, { ...message, secret, now: now() })) {
    throw new RefusedError("not_found");
  }
  return c.body(null, 200);
});
