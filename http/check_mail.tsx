import type { Context } from "hono";
import { CheckMail } from "@/components/CheckMail.tsx";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";

/** Answers a form that is answered by mail, whether or not the address is known. */
export function answerCheckMail(c: Context<AppEnv>, lead: string): Response {
  const { t: { accounts: { checkMail } }, deps: { mailboxUrl } } = c.var;
  const page = <CheckMail text={{ ...checkMail, lead }} mailboxUrl={mailboxUrl} />;
  return renderPage(c, { title: checkMail.title }, page);
}
