import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, EmailField } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { requestReset } from "@/domain/accounts/reset_password.ts";
import { accountErrors, type AccountProblem, readAccountForm } from "@/http/account_forms.ts";
import { answerCheckMail } from "@/http/check_mail.tsx";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf } from "@/http/session.ts";

const fields = z.object({ email: emailField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, { values: { email: c.var.session?.email ?? "" }, problems: {} }))
  .post("/", async (c) => {
    const form = await readAccountForm(c, fields);
    if (!form.data) return page(c, form);
    const { deps, t } = c.var;
    const { email } = form.data;
    await requestReset({ db: deps.db, now: deps.now() }, email, browserOf(c).address);
    deps.ring();
    return answerCheckMail(c, t.accounts.checkMail.reset(email));
  });

function page(c: Context<AppEnv>, { values, problems }: Form<unknown, AccountProblem>) {
  const { accounts: t } = c.var.t;
  const errors = accountErrors(c, problems, { email: t.email });
  return renderPage(
    c,
    { title: t.forgotten.title, status: errors.status },
    <AuthPage title={t.forgotten.title} lead={t.forgotten.lead}>
      <AccountForm action="/forgotten-password" submit={t.forgotten.submit} errors={errors}>
        <EmailField label={t.email} value={values.email} error={errors.field("email")} />
      </AccountForm>
    </AuthPage>,
  );
}
