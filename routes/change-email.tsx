import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { getMailToken } from "@/db/mail_tokens.ts";
import { changeEmail } from "@/domain/accounts/change_credentials.ts";
import { RefusedError } from "@/domain/errors.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { readAccountForm } from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf } from "@/http/session.ts";

const fields = z.object({ token: z.string().max(100) });

/** The link in the mail to a new address: sign-in first, and a page, because mail scanners follow links. */
export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { deps, session, t: { accounts: t } } = c.var;
    const token = c.req.query("token") ?? "";
    const link = await getMailToken(deps.db, "change_email", hashSecret(token), deps.now());
    if (!link?.newEmail) throw new RefusedError("mail_link_spent");
    if (!session) return signInFirst(c, token);
    if (session.id !== link.userId) throw new RefusedError("mail_link_spent");
    return renderPage(
      c,
      { title: t.security.confirmChangeTitle },
      <AuthPage
        title={t.security.confirmChangeTitle}
        lead={t.security.confirmChangeLead(link.email, link.newEmail)}
      >
        <AccountForm action="/change-email" submit={t.security.confirmChange}>
          <input type="hidden" name="token" value={token} />
        </AccountForm>
      </AuthPage>,
    );
  })
  .post("/", async (c) => {
    const { deps, session } = c.var;
    const { data } = await readAccountForm(c, fields);
    if (!data) throw new RefusedError("mail_link_spent");
    if (!session) return signInFirst(c, data.token);
    const { address } = browserOf(c);
    await changeEmail({ db: deps.db, now: deps.now() }, session, data.token, address);
    deps.ring();
    return c.redirect("/account/email?changed=1", 303);
  });

function signInFirst(c: Context<AppEnv>, token: string): Response {
  const next = `/change-email?token=${encodeURIComponent(token)}`;
  return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
}
