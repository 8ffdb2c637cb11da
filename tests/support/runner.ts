import { ok, strictEqual } from "node:assert/strict";
import type { TestApp } from "./app.ts";
import type { Visitor } from "./visitor.ts";

export const PASSWORD = "seven green herons";
let count = 0;

export interface TestRunner {
  visitor: Visitor;
  email: string;
}

/** Somebody who has signed up, confirmed by mail and is signed in, through the pages themselves. */
export async function newRunner(
  app: TestApp,
  email = `runner${++count}@example.org`,
): Promise<TestRunner> {
  const visitor = app.visit();
  strictEqual((await visitor.post("/sign-up", { email, password: PASSWORD })).status, 200);
  const link = await mailedLink(app, email);
  const answer = await visitor.post("/confirm-email", { token: link.token, password: PASSWORD });
  strictEqual(answer.status, 303, answer.text);
  return { visitor, email };
}

/** The newest mail to that address, once the jobs that are due have run, and the link's path and token in it. */
export async function mailedLink(
  app: TestApp,
  email: string,
): Promise<{ path: string; token: string; subject: string }> {
  await app.drain();
  const mail = app.mailbox.mails().find((mail) => mail.to.includes(email));
  ok(mail, `no mail to ${email}`);
  const [, address] = mail.text.match(/(https?:\/\/\S+)/) ?? [];
  ok(address, mail.text);
  const url = new URL(address);
  return { path: url.pathname, token: url.searchParams.get("token") ?? "", subject: mail.subject };
}
