import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, EmailField, PasswordField } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { Notice } from "@/components/Notice.tsx";
import { signIn, signOut } from "@/domain/accounts/sign_in.ts";
import { accountErrors, type AccountProblem, readAccountForm } from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf, safeNext, setSessionCookie } from "@/http/session.ts";

const fields = z.object({ email: emailField, password: secretField, next: z.string().optional() });

export default new Hono<AppEnv>()
  .get("/", (c) => {
    if (c.var.session) return c.redirect(safeNext(c.req.query("next")), 303);
    return page(c, { values: { next: c.req.query("next") ?? "" }, problems: {} });
  })
  .post("/", async (c) => {
    const form = await readAccountForm(c, fields);
    if (!form.data) return page(c, form);
    const { deps, session } = c.var;
    const secret = await signIn({ ...deps, now: deps.now() }, form.data, browserOf(c));
    if (!secret) return page(c, { ...form, problems: { password: "wrong_credentials" } });
    if (session) await signOut(deps.db, session);
    setSessionCookie(c, secret);
    return c.redirect(safeNext(form.data.next), 303);
  });

function page(c: Context<AppEnv>, { values, problems }: Form<unknown, AccountProblem>) {
  const { accounts: t } = c.var.t;
  const errors = accountErrors(c, problems, { email: t.email, password: t.password });
  return renderPage(
    c,
    { title: t.signIn.title, status: errors.status },
    <AuthPage title={t.signIn.title}>
      {c.req.query("reset") === "1" ? <Notice tone="success">{t.reset.done}</Notice> : null}
      <AccountForm action="/sign-in" submit={t.signIn.submit} errors={errors}>
        <input type="hidden" name="next" value={safeNext(values.next)} />
        <EmailField label={t.email} value={values.email} error={errors.field("email")} />
        <PasswordField label={t.password} error={errors.field("password")} />
      </AccountForm>
      <p>
        <a href="/forgotten-password">{t.signIn.forgotten}</a>
      </p>
      <p>
        {t.signIn.noAccount} <a href="/sign-up">{t.signUp.title}</a>
      </p>
    </AuthPage>,
  );
}
