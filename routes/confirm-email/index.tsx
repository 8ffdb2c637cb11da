import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, PasswordField, UsernameHint } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { getMailToken } from "@/db/mail_tokens.ts";
import { confirmAccount } from "@/domain/accounts/confirm_email.ts";
import { signOut } from "@/domain/accounts/sign_in.ts";
import { RefusedError } from "@/domain/errors.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { accountErrors, type AccountProblems, readAccountForm } from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf, setSessionCookie } from "@/http/session.ts";

const fields = z.object({ token: z.string().max(100), password: z.string().max(1000).optional() });

export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const token = c.req.query("token");
    if (token) return await confirmPage(c, token);
    const { session } = c.var;
    if (!session) return c.redirect("/sign-in", 303);
    return session.emailConfirmedAt ? c.redirect("/", 303) : waitingPage(c, session.email);
  })
  .post("/", async (c) => {
    const { data } = await readAccountForm(c, fields);
    if (!data) throw new RefusedError("mail_link_spent");
    const { deps, session } = c.var;
    const asked = { secret: data.token, password: data.password, signedInAs: session?.id };
    const secret = await confirmAccount({ ...deps, now: deps.now() }, asked, browserOf(c));
    if (!secret) return await confirmPage(c, data.token, { password: "wrong_link_password" });
    if (session) await signOut(deps.db, session);
    setSessionCookie(c, secret);
    return c.redirect("/strava/connect?confirmed=1", 303);
  });

/** Shown on GET and changing nothing: mail scanners follow links. */
async function confirmPage(c: Context<AppEnv>, token: string, problems: AccountProblems = {}) {
  const { deps, session, t: { accounts: t } } = c.var;
  const link = await getMailToken(deps.db, "confirm", hashSecret(token), deps.now());
  if (!link) throw new RefusedError("mail_link_spent");
  const errors = accountErrors(c, problems, { password: t.password });
  return renderPage(
    c,
    { title: t.confirm.title, status: errors.status },
    <AuthPage title={t.confirm.title} lead={t.confirm.about(link.email)}>
      <AccountForm action="/confirm-email" submit={t.confirm.submit} errors={errors}>
        <input type="hidden" name="token" value={token} />
        {session?.id === link.userId ? null : (
          <>
            <UsernameHint email={link.email} />
            <PasswordField
              label={t.password}
              hint={t.confirm.passwordHint}
              error={errors.field("password")}
            />
          </>
        )}
      </AccountForm>
      <p class="muted">{t.confirm.notYou}</p>
    </AuthPage>,
  );
}

function waitingPage(c: Context<AppEnv>, email: string) {
  const { accounts: t } = c.var.t;
  const { mailboxUrl } = c.var.deps;
  return renderPage(
    c,
    { title: t.confirm.title },
    <AuthPage title={t.confirm.title}>
      {c.req.query("resent") === "1" ? <Notice tone="success">{t.confirm.resent}</Notice> : null}
      <p class="lead">{t.confirm.waiting(email)}</p>
      <div class="cluster">
        <form method="post" action="/confirm-email/resend">
          <SubmitButton tone={mailboxUrl ? "quiet" : "primary"}>{t.confirm.resend}</SubmitButton>
        </form>
        {mailboxUrl ? <a class="button" href={mailboxUrl}>{t.checkMail.openMailbox}</a> : null}
      </div>
      <p class="muted">{t.checkMail.nothing}</p>
    </AuthPage>,
  );
}
